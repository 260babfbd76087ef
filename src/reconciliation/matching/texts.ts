/** `DN 2025-0712`, a tab or a backtick before it, full-width digits: one number however it was typed (DOMAIN §5). */
export const plainReference = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s`'"]/g, '')
    .toUpperCase();

/** Runs of letters and digits in prose that could be a number somebody was given. */
export function referencesIn(prose: string): string[] {
  const text = prose.normalize('NFKC').toUpperCase();
  return [...text.matchAll(/[A-Z]{1,6}[-_]?\d[\dA-Z_-]{3,}|\d{6,}/g)].map(([found]) => found);
}

/** Without blanks, brackets, titles and what banks note behind a name; 有限公司 stays, since it tells companies apart from people. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s()（）·•.、,]/g, '')
    .replace(/(?:先生|女士|同志|个人|对公)$/, '')
    .toUpperCase();

/** `*三`, `张*`, `**会`: some signs hidden, the others in their places. */
export function fitsMask(masked: string, name: string): boolean {
  if (!/[*＊×x]/i.test(masked) || /^[*＊×x]+$/i.test(masked)) return false;
  const signs = [...masked];
  const full = [...name];
  return signs.length === full.length && signs.every((sign, at) => /[*＊×x]/i.test(sign) || sign === full[at]);
}

/** 1 − edit distance / the longer length (Levenshtein), 0 to 1. */
export function similarity(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  if (a.length === 0 || b.length === 0) return 0;
  let row = b.map((_, at) => at + 1);
  for (const [at, sign] of a.entries()) {
    const next: number[] = [];
    for (const [place, against] of b.entries()) {
      const [left, above, diagonal] = [
        next[place - 1] ?? at + 1,
        row[place] ?? 0,
        place === 0 ? at : (row[place - 1] ?? 0),
      ];
      next.push(Math.min(left + 1, above + 1, diagonal + (sign === against ? 0 : 1)));
    }
    row = next;
  }
  return 1 - (row.at(-1) ?? 0) / Math.max(a.length, b.length);
}

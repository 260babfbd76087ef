import { Converter } from 'opencc-js/t2cn';

/** `DN 2025-0712`, a tab or a backtick before it, full-width digits: one number however it was typed. */
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

/** Words of banks, with nothing between the signs. */
export const plainWords = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

/**
 * In simplified characters, without blanks, brackets, titles and what banks note behind a name; 有限公司 stays, since it
 * tells companies apart from people, and 有限责任公司 is the same form by law.
 */
export const plainName = (name: string): string =>
  simplified(name.normalize('NFKC').replaceAll(/[\s()（）·•.、,]/g, ''))
    .replace(/(?<=..)(?:先生|女士|小姐|老师|同志|个人|对公)$/u, '')
    .replace(/有限责任公司$/u, '有限公司')
    .toUpperCase();

/** What distinguishes a company from others: the name without its legal form. */
export const coreName = (plain: string): string => plain.replace(/(?<=...)(?:股份有限公司|有限公司|公司)$/u, '');

/** A payment service stands between, so the name is not the payer's. */
export const isService = (plain: string): boolean => /支付宝|财付通|蚂蚁|微信支付|网银在线|ALIPAY|TENPAY/.test(plain);

const toSimplified = Converter({ from: 't', to: 'cn' });
/** Sign by sign, so that a name reads the same whatever stands beside it; there are some thousands of signs. */
const simpleOf = new Map<string, string>();

function simplified(text: string): string {
  let plain = '';
  for (const sign of text) {
    let simple = simpleOf.get(sign);
    if (simple === undefined) {
      simple = toSimplified(sign);
      simpleOf.set(sign, simple);
    }
    plain += simple;
  }
  return plain;
}

/** `*三`, `张*`, `**会` as `*` for each hidden sign; undefined where nothing or everything is hidden. X hides only beside Han. */
export function maskOf(plain: string): string | undefined {
  const hidden = /[A-WYZ]/.test(plain) ? /[*＊×]/g : /[*＊×X]/g;
  const mask = plain.replaceAll(hidden, '*');
  return mask.includes('*') && /[^*]/.test(mask) ? mask : undefined;
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

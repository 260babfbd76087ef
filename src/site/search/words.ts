/**
 * What a name is cut into so that it can be found: runs of Chinese characters, which are found by any part of them, and
 * words of letters and digits, which are found by how they begin. The same cut is made of names when the index is
 * written and of what a reader types, so it must not depend on anything but the text and the fold.
 */

/** Traditional and variant characters to the one that stands for all of them: 發 and 髮 are 发. */
export type Fold = ReadonlyMap<string, string>;

export interface Run {
  /** Chinese characters (or kana, hangul); else a word of letters and digits. */
  han: boolean;
  text: string;
}

export const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
export const WORD = /[\p{L}\p{N}\p{M}]/u;
export const SPACE = /\s/u;

/** Full-width forms become plain, capitals small, characters folded; punctuation parts runs, a space within a name does not. */
export function runsOf(text: string, fold: Fold): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  let spaced = false;
  for (const each of text.normalize('NFKC').toLowerCase()) {
    if (SPACE.test(each)) {
      spaced = true;
      continue;
    }
    const han = HAN.test(each);
    if (!han && !WORD.test(each)) {
      open = undefined;
      continue;
    }
    // 张 三 is 张三, while two words stay two.
    if (open?.han === han && (han || !spaced)) open.text += fold.get(each) ?? each;
    else {
      open = { han, text: fold.get(each) ?? each };
      runs.push(open);
    }
    spaced = false;
  }
  return runs;
}

/** What a reader typed: spaces part it, every part must be found. */
export function runsOfQuery(typed: string, fold: Fold): Run[] {
  const runs = typed
    .normalize('NFKC')
    .slice(0, LONGEST_QUERY)
    .split(/\s+/u)
    .flatMap((part) => runsOf(part, fold));
  const different = new Map(runs.map((run) => [run.text, run]));
  return [...different.values()].slice(0, MOST_RUNS);
}

/** Longer queries are cut: no name is that long, and every run costs a reader files. */
export const LONGEST_QUERY = 60;
const MOST_RUNS = 6;

/** Whether a run occurs in texts that were cut by `runsOf`. */
export const occursIn = (run: Run, runs: readonly Run[]): boolean =>
  runs.some(({ han, text }) => han === run.han && (han ? text.includes(run.text) : text.startsWith(run.text)));

/** Longest pieces of Chinese text and of words that are indexed. */
const GRAM = 3;
const PREFIX = 8;

/** Kinds of terms share one index; the first character keeps them apart. */
export const termOf = {
  han: (gram: string): string => `t${gram}`,
  word: (prefix: string): string => `w${prefix}`,
  fund: (code: string): string => `f${code}`,
  unit: (unit: string): string => `i${unit}`,
  month: (month: string): string => `m${month}`,
  kind: (kind: string): string => `k${kind}`,
  entity: (code: string): string => `e${code}`,
  restriction: (restriction: string): string => `r${restriction}`,
  /** What a donor is called who is not named: 爱心人士, 爱心学生. */
  unnamed: (title: string): string => `n${title}`,
};

/** Every term under which a text is found. */
export function termsOf(runs: readonly Run[]): Set<string> {
  const terms = new Set<string>();
  for (const { han, text } of runs) {
    const characters = [...text];
    for (let at = 0; at < (han ? characters.length : 1); at++) {
      const longest = Math.min(characters.length - at, han ? GRAM : PREFIX);
      for (let length = 1; length <= longest; length++) {
        const piece = characters.slice(at, at + length).join('');
        terms.add(han ? termOf.han(piece) : termOf.word(piece));
      }
    }
  }
  return terms;
}

/**
 * Terms that every match of a run has, the most telling first; `exact` when whatever has them is a match. A longer run
 * is covered by pieces side by side, and the names of what they lead to must be looked at.
 */
export function lookUpTerms({ han, text }: Run): { terms: string[]; exact: boolean } {
  const characters = [...text];
  if (!han) {
    return { terms: [termOf.word(characters.slice(0, PREFIX).join(''))], exact: characters.length <= PREFIX };
  }
  if (characters.length <= GRAM) return { terms: [termOf.han(text)], exact: true };
  const starts = [];
  for (let at = 0; at + GRAM < characters.length && starts.length < MOST_PIECES; at += GRAM) starts.push(at);
  starts.push(characters.length - GRAM);
  return { terms: starts.map((at) => termOf.han(characters.slice(at, at + GRAM).join(''))), exact: false };
}

const MOST_PIECES = 3;

import { ANONYMOUS_NAME } from '#i18n/donor-names.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { Display } from './donor.ts';

/** Below this a name is found in words that do not mean it. */
const SHORTEST = 2;

/** What an anonymous giver is called may stand anywhere, also where a form holds it for want of a name. */
const CALLED_ANONYMOUS: ReadonlySet<string> = new Set(Object.values(ANONYMOUS_NAME));

/** The names of a giver that the public is not shown with this gift: no text beside it may tell them either. */
export function privateNames(giver: { legalName: string; display: Display; alias?: string | undefined }): string[] {
  const { legalName, display, alias = '' } = giver;
  if (display === 'named') return [];
  return [legalName, ...(display === 'alias' ? [] : [alias])]
    .map(plain)
    .filter((name) => [...name].length >= SHORTEST && !CALLED_ANONYMOUS.has(name));
}

/** Refuses a text that would go public and tells one of these names; says which words were found. */
export function refuseNames(
  field: string,
  text: string | undefined,
  names: readonly string[],
  line?: number,
): Refusal[] {
  const words = plain(text ?? '');
  const found = names.find((name) => tells(words, name));
  if (found === undefined) return [];
  return [{ kind: 'proseNamesGiver', field, ...(line !== undefined && { line }), values: { found } }];
}

/** For an answer that others than the office may read: that a name was found, not which. */
export const withoutNames = (refusal: Refusal): Refusal => {
  if (refusal.kind !== 'proseNamesGiver') return refusal;
  const { values: _, ...rest } = refusal;
  return rest;
};

/** 张 三 and 张三 are one name; the blank between Latin words stays. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<![a-z\d]) | (?![a-z\d])/g, '')
    .trim();

/** Ann is not told by Annex: a name in Latin letters stands by itself. */
function tells(text: string, name: string): boolean {
  const latin = /[a-z\d]/;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [first = '', last = ''] = [name.at(0), name.at(-1)];
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]];
    const runsOn = (latin.test(first) && latin.test(before)) || (latin.test(last) && latin.test(after));
    if (!runsOn) return true;
  }
  return false;
}

import type { Restriction } from '#log/leaf.ts';
import type { SearchManifest } from './manifest.ts';
import { NOBODY } from './nobody.ts';
import type { RecordKind } from './record.ts';
import { type Fold, occursIn, type Run, runsOf, termOf } from './words.ts';

/**
 * What a typed word may name besides a donor or a number: goods, a fund, whose books, a kind of record. The names are
 * in the manifest and on the page, and the index has a term for each already, so a word shown with a gift finds it
 * without standing in the index of words.
 */
export interface Meaning {
  by: 'item' | 'family' | 'fund' | 'entity' | 'kind' | 'restriction' | 'unnamed';
  /** As it is found, for the reader. */
  name: string;
  /** Records that have this term are meant. */
  term: string;
}

/** Words of the page for what the index knows by code. */
export interface ShownWords {
  kinds: Readonly<Record<RecordKind, string>>;
  restrictions: Readonly<Record<Restriction, string>>;
}

interface Name extends Meaning {
  runs: readonly Run[];
}

/** Everything that has a name. Of two names of one thing the one that readers see comes first. */
export function namesIn(
  { units, families, funds, entities }: Pick<SearchManifest, 'units' | 'families' | 'funds' | 'entities'>,
  shown: ShownWords | undefined,
  fold: Fold,
): Name[] {
  const names: Meaning[] = [];
  const add = (by: Meaning['by'], name: string | undefined, term: string): void => {
    if (name !== undefined) names.push({ by, name, term });
  };
  for (const [unit, { name, english }] of Object.entries(units)) {
    add('item', name, termOf.unit(unit));
    add('item', english, termOf.unit(unit));
  }
  for (const [unit, { family }] of Object.entries(units)) {
    if (family === undefined) continue;
    add('family', families[family]?.name, termOf.unit(unit));
    add('family', families[family]?.english, termOf.unit(unit));
  }
  for (const [code, name] of Object.entries(funds)) add('fund', name, termOf.fund(code));
  for (const [code, name] of Object.entries(entities)) add('entity', name, termOf.entity(code));
  for (const name of NOBODY) add('unnamed', name, termOf.unnamed(name));
  for (const [kind, name] of Object.entries(shown?.kinds ?? {})) add('kind', name, termOf.kind(kind));
  for (const [restriction, name] of Object.entries(shown?.restrictions ?? {})) {
    add('restriction', name, termOf.restriction(restriction));
  }
  return names.map((each) => ({ ...each, runs: runsOf(each.name, fold) }));
}

/** One meaning a term, the first name that fits; what is called just that comes first, 捐赠 before 定向捐赠. */
export function meaningsOf(run: Run, names: readonly Name[]): Meaning[] {
  const meanings = new Map<string, Meaning>();
  for (const { runs, ...meaning } of names) {
    if (!meanings.has(meaning.term) && means(run, runs)) meanings.set(meaning.term, meaning);
  }
  const whole = new Set(names.filter((name) => isWhole(run, name.runs)).map(({ term }) => term));
  return [...meanings.values()].sort((one, other) => Number(whole.has(other.term)) - Number(whole.has(one.term)));
}

/** A single character is too little to mean a thing, unless it is the whole name (米). */
function means(run: Run, name: readonly Run[]): boolean {
  if ([...run.text].length === 1) return isWhole(run, name);
  return occursIn(run, unlessNegated(name, run));
}

const isWhole = (run: Run, name: readonly Run[]): boolean => name.length === 1 && name[0]?.text === run.text;

/** 捐赠 does not mean 非捐赠资金, nor “donation” what is “non-donation funding”; they are found from 非 and “non” on. */
function unlessNegated(name: readonly Run[], run: Run): readonly Run[] {
  const [first] = name;
  if (first?.han === true && first.text.startsWith('非')) return first.text.startsWith(run.text) ? name : [];
  return first?.text === 'non' ? name.filter((_, at) => at !== 1) : name;
}

import { readDay } from './days.ts';
import { addTo } from './groups.ts';
import type { Name, Names } from './names.ts';
import type { BankLine, BookRecord } from './subject.ts';

/** Of one amount and direction, and the same day, name and own account: which of them is which, no score can tell. */
export interface Alike<T extends BankLine | BookRecord> {
  /** Days since 1970-01-01. */
  day: number;
  name: Name | undefined;
  /** By id. */
  members: T[];
}

/** By day; what is given must be sorted by id. */
export function alikes<T extends BankLine | BookRecord>(all: readonly T[], names: Names): Alike<T>[] {
  const groups = new Map<string, Alike<T>>();
  for (const one of all) {
    const name = names.of(one);
    const key = `${one.day} ${one.moneyAccount ?? ''} ${one.channel ?? ''} ${name?.plain ?? ''}`;
    const known = groups.get(key);
    if (known) known.members.push(one);
    else groups.set(key, { day: readDay(one.day), name, members: [one] });
  }
  return [...groups.values()].sort((one, other) => one.day - other.day);
}

/** Those that somebody is named on, by plain name, each list by day. */
export function byName<T extends BankLine | BookRecord>(all: readonly Alike<T>[]): Map<string, Alike<T>[]> {
  const groups = new Map<string, Alike<T>[]>();
  for (const one of all) if (one.name) addTo(groups, one.name.plain, one);
  return groups;
}

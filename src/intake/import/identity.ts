import { createHash } from 'node:crypto';
import { standingByKey } from '#approval/propose-act.ts';
import type { Database } from '#database/connection.ts';
import type { ImportedGift } from './read-gifts.ts';

/** What a gift says, without where it stood. */
const contentOf = ({ input }: ImportedGift): string =>
  JSON.stringify(input, (_, value) => (typeof value === 'bigint' ? String(value) : value));

export interface Identities {
  /** One per gift, whoever imports it. */
  keys: string[];
  /** Keys of gifts that are entered already and stand, with their acts. */
  known: ReadonlyMap<string, bigint>;
  /** Every gift was entered once and taken back since: the same file may come again. */
  allTakenBack: boolean;
  /** Places of gifts that were never entered, not even to be taken back. */
  untouched: ReadonlySet<number>;
}

/**
 * A gift's key is its content and the how-manieth of that content it is. So the same rows in another file are known
 * again, and two equal gifts of one day both stay (DOMAIN §4); one that was withdrawn or reversed is counted past.
 */
export async function identify(db: Database, gifts: readonly ImportedGift[]): Promise<Identities> {
  const counts = new Map<string, number>();
  const nextKey = (content: string): string => {
    const occurrence = (counts.get(content) ?? 0) + 1;
    counts.set(content, occurrence);
    return `import ${content} ${occurrence}`;
  };
  const contents = gifts.map((gift) => createHash('sha256').update(contentOf(gift)).digest('hex'));
  let keys = contents.map(nextKey);
  let takenBack = 0;
  let untouched = new Set<number>();
  for (let first = true; ; first = false) {
    const standing = await standingByKey(db, 'donation', keys);
    const gone = [...standing.values()].filter(({ stands }) => !stands).length;
    if (first) {
      takenBack = gone;
      untouched = new Set(keys.flatMap((key, index) => (standing.has(key) ? [] : [index])));
    }
    if (gone === 0) {
      const known = new Map([...standing].map(([key, { actId }]) => [key, actId] as const));
      return {
        keys,
        known,
        untouched,
        allTakenBack: takenBack === gifts.length && gifts.length > 0 && known.size === 0,
      };
    }
    keys = keys.map((key, index) => (standing.get(key)?.stands === false ? nextKey(contents[index] ?? '') : key));
  }
}

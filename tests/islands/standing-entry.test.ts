import { expect, test } from 'vitest';
import { standingEntry } from '#islands/standing-entry.ts';

const entry = (index: string) => ({ tag: 'same', index, leaf: '', path: [], sealed: '' });
const corrections = [
  { voids: '9', by: '20' },
  { voids: '31', by: '40' },
  { voids: '5', by: '6' },
  { voids: '50', by: '60', refund: true as const },
];

test.each<[string, string[], string | undefined, 'stands' | 'voided' | 'refunded', string[]]>([
  ['one that stands', ['8'], '8', 'stands', []],
  ['one that was voided', ['9'], '9', 'voided', []],
  ['one that was paid back to its donor', ['50'], '50', 'refunded', []],
  ['a voided one and its replacement', ['100', '9'], '100', 'stands', ['9']],
  ['a replacement that was entered anew again', ['31', '9', '100'], '100', 'stands', ['9', '31']],
  ['a replacement that was voided too', ['9', '31'], '31', 'voided', ['9']],
  ['nothing', [], undefined, 'stands', []],
])('a code with %s', (_, indexes, standing, voided, corrected) => {
  const found = standingEntry(indexes.map(entry), corrections);
  expect(found?.entry.index).toBe(standing);
  expect(found?.voided ?? 'stands').toBe(voided);
  expect(found?.corrected.map(({ voids }) => voids) ?? []).toEqual(corrected);
});

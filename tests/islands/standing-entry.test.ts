import { expect, test } from 'vitest';
import { standingEntry } from '#islands/standing-entry.ts';

const entry = (index: string) => ({ tag: 'same', index, leaf: '', path: [], sealed: '' });
const corrections = [
  { voids: '9', by: '20' },
  { voids: '31', by: '40' },
  { voids: '5', by: '6' },
];

test.each<[string, string[], string | undefined, boolean, string[]]>([
  ['one that stands', ['8'], '8', false, []],
  ['one that was voided', ['9'], '9', true, []],
  ['a voided one and its replacement', ['100', '9'], '100', false, ['9']],
  ['a replacement that was entered anew again', ['31', '9', '100'], '100', false, ['9', '31']],
  ['a replacement that was voided too', ['9', '31'], '31', true, ['9']],
  ['nothing', [], undefined, false, []],
])('a code with %s', (_, indexes, standing, voided, corrected) => {
  const found = standingEntry(indexes.map(entry), corrections);
  expect(found?.entry.index).toBe(standing);
  expect(found?.voided ?? false).toBe(voided);
  expect(found?.corrected.map(({ voids }) => voids) ?? []).toEqual(corrected);
});

import { expect, test } from 'vitest';
import { RecentlyRead } from '#site/recently-read.ts';

test('what was asked for lately is read once, and what was not is forgotten', async () => {
  const read: bigint[] = [];
  const kept = new RecentlyRead(2, async (number) => {
    read.push(number);
    return number * 10n;
  });
  expect(await Promise.all([kept.get(1n), kept.get(1n)])).toEqual([10n, 10n]);
  await kept.get(2n);
  await kept.get(1n);
  await kept.get(3n);
  expect(await kept.get(1n)).toBe(10n);
  expect(read).toEqual([1n, 2n, 3n]);
  await kept.get(2n);
  expect(read).toEqual([1n, 2n, 3n, 2n]);
});

test('a reading that failed is tried again', async () => {
  let broken = true;
  const kept = new RecentlyRead(2, async (number) => {
    if (broken) throw new Error('torn');
    return number;
  });
  await expect(kept.get(7n)).rejects.toThrow('torn');
  broken = false;
  expect(await kept.get(7n)).toBe(7n);
});

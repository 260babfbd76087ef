import { expect, test } from 'vitest';
import { carriedOver } from '#site/sealed-pages.ts';

test('nothing is carried over unless the publisher says so', async () => {
  expect([...(await carriedOver(undefined))]).toEqual([]);
  expect([...(await carriedOver(''))]).toEqual([]);
  expect([...(await carriedOver('1,2,5'))]).toEqual([1, 2, 5]);
});

test.each(['1,x', '0', '1;2', '1.5'])('%s is no list of pages', async (list) => {
  await expect(carriedOver(list)).rejects.toThrow('MINGZHANG_SEALED');
});

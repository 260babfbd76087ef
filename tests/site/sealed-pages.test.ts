import { expect, test } from 'vitest';
import { carriedOver } from '#site/sealed-pages.ts';

test('nothing is carried over unless the publisher says so', async () => {
  expect([...(await carriedOver(undefined))]).toEqual([]);
  expect([...(await carriedOver(''))]).toEqual([]);
  expect([...(await carriedOver('gifts/1,notices/25'))]).toEqual(['gifts/1', 'notices/25']);
});

test.each(['1', 'gifts/0', 'gifts/1;gifts/2', '../gifts/1'])('%s is no list of pages', async (list) => {
  await expect(carriedOver(list)).rejects.toThrow('MINGZHANG_SEALED');
});

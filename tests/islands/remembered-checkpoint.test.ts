import { expect, test } from 'vitest';
import { recall, remember, storageOf } from '#islands/remembered-checkpoint.ts';

const refuse = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const report = { size: 7n, root: new Uint8Array(32).fill(1) };

function storage(): Storage {
  const kept = new Map<string, string>();
  const content = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
  return content as Partial<Storage> as Storage;
}

test('what was found is remembered by key', () => {
  const there = storage();
  expect(recall('key', there)).toBeUndefined();
  expect(remember('key', report, there)).toBe(true);
  expect(recall('key', there)).toEqual(report);
  expect(recall('another key', there)).toBeUndefined();
});

test('a browser that refuses its storage has no memory, and one that is full keeps nothing', () => {
  expect(storageOf(refuse)).toBeUndefined();
  expect(storageOf(() => ({ ...storage(), getItem: refuse }))).toBeUndefined();
  expect(storageOf(storage)).toBeDefined();
  expect(remember('key', report, { ...storage(), setItem: refuse })).toBe(false);
});

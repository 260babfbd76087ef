import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '#log/bytes.ts';
import { bucketBits, bucketName } from '#log/receipt-bucket.ts';
import {
  deriveReceiptKeys,
  formatReceiptCode,
  newReceiptCode,
  parseReceiptCode,
  type ReceiptCode,
} from '#log/receipt-code.ts';
import { sealOpening, unsealOpening } from '#log/sealed-opening.ts';
import { seededRandom } from '../support/seeded-random.ts';

const vector = JSON.parse(readFileSync('tests/vectors/receipt-code.json', 'utf8')) as {
  origin: string;
  code: string;
  tag: string;
  readings: string[];
  refused: { typed: string; mistake: string }[];
};

function read(typed: string): ReceiptCode {
  const parsed = parseReceiptCode(typed);
  if (!parsed.ok) throw new Error(parsed.mistake);
  return parsed.code;
}

const anyCode = fc.uint8Array({ minLength: 17, maxLength: 17 }).map((bytes) => newReceiptCode(() => bytes));

test.each(vector.readings)('the code is read from %j', (typed) => {
  expect(formatReceiptCode(read(typed))).toBe(vector.code);
});

test('the golden code has the golden tag', () => {
  expect(toHex(deriveReceiptKeys(read(vector.code), vector.origin).tag)).toBe(vector.tag);
});

test.each(vector.refused)('$typed is refused: $mistake', ({ typed, mistake }) => {
  expect(parseReceiptCode(typed)).toEqual({ ok: false, mistake });
});

test('every new code is read back however it is typed', () => {
  fc.assert(
    fc.property(anyCode, fc.boolean(), fc.constantFrom('-', ' ', '', '－', '—'), (code, lower, gap) => {
      const shown = formatReceiptCode(code).replaceAll('-', gap).replaceAll('0', 'o').replaceAll('1', 'l');
      expect(read(lower ? shown.toLowerCase() : shown.toUpperCase())).toBe(code);
    }),
  );
});

test('one wrong symbol is almost always seen: two check symbols let one in 1024 through', () => {
  const random = seededRandom('wrong symbols');
  let unseen = 0;
  for (let trial = 0; trial < 4000; trial++) {
    const shown = formatReceiptCode(newReceiptCode(random)).replaceAll('-', '');
    const at = trial % 26;
    const wrong = shown[at] === 'Z' ? 'Y' : 'Z';
    if (parseReceiptCode(shown.slice(0, at) + wrong + shown.slice(at + 1)).ok) unseen += 1;
  }
  expect(unseen).toBeLessThan(16);
});

test('a code means something else to another log, and its keys tell nothing of each other', () => {
  const here = deriveReceiptKeys(read(vector.code), vector.origin);
  const there = deriveReceiptKeys(read(vector.code), 'example.net/log');
  const all = [here, there].flatMap((keys) => Object.values(keys).map((key: Uint8Array) => toHex(key.slice(0, 16))));
  expect(new Set(all).size).toBe(8);
  expect(Object.values(here).map((key: Uint8Array) => key.length)).toEqual([16, 16, 32, 32]);
});

test('a sealed opening opens under its own code only, and not after a change', async () => {
  const key = deriveReceiptKeys(read(vector.code), vector.origin).opening;
  const sealed = await sealOpening(key, '湖南金钟集团');
  expect(await unsealOpening(key, sealed)).toBe('湖南金钟集团');
  expect(await unsealOpening(new Uint8Array(32), sealed)).toBeUndefined();
  expect(
    await unsealOpening(
      key,
      sealed.map((byte, at) => (at === 20 ? byte ^ 1 : byte)),
    ),
  ).toBeUndefined();
  expect(await unsealOpening(key, sealed.slice(0, 8))).toBeUndefined();
});

test('the length of a sealed opening does not tell the length of the name', async () => {
  const key = new Uint8Array(32);
  const lengths = await Promise.all(['', '李雷', '衡阳市侨联、市留学生协会'].map((name) => sealOpening(key, name)));
  expect(new Set(lengths.map(({ length }) => length)).size).toBe(1);
});

test('a bucket is named by the first bits of the tag', () => {
  const tag = Uint8Array.of(0b10110000, 0b10000000);
  expect([0, 1, 4, 9].map((bits) => bucketName(tag, bits))).toEqual([
    'all.json',
    '1.json',
    '1011.json',
    '101100001.json',
  ]);
});

test('buckets of random tags hold 64 and more', () => {
  const random = seededRandom('tags');
  for (const count of [1, 64, 511, 512, 5000, 20_000]) {
    const bits = bucketBits(BigInt(count));
    const sizes = new Map<string, number>();
    for (let tag = 0; tag < count; tag++) {
      const name = bucketName(random(16), bits);
      sizes.set(name, (sizes.get(name) ?? 0) + 1);
    }
    expect(sizes.size).toBe(2 ** bits);
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(Math.min(count, 64));
  }
});

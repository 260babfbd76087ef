import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TEXTS } from '#log/leaf.ts';
import { makeOpening, makeTexts, readOpening, type TextKind } from '#log/opening.ts';

test('an opening gives back field and value, and its digest is in the leaf', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const { digests, openings } = makeTexts('intake', { legalName: value });
      const read = readOpening(openings[0]?.opening ?? '');
      expect(read).toMatchObject({ field: 'legalName', value });
      expect(digests).toContain(read?.digest);
    }),
  );
});

test('the digest is SHA-256 over the opening as it is served', () => {
  const { opening, digest } = makeOpening('displayName', '爱心学生');
  expect(digest).toBe(createHash('sha256').update(opening, 'ascii').digest('base64url'));
});

test('however many texts a leaf has, it carries as many digests as its kind', () => {
  for (const [kind, { digests, fields }] of Object.entries(TEXTS)) {
    for (let filled = 0; filled <= fields.length; filled++) {
      const texts = Object.fromEntries(fields.slice(0, filled).map((field) => [field, 'x']));
      const made = makeTexts(kind as TextKind, texts);
      expect(new Set(made.digests).size).toBe(digests);
      expect(made.openings).toHaveLength(filled);
    }
  }
});

test('the place of a digest does not tell its field', () => {
  const places = new Set<number>();
  for (let made = 0; made < 200; made++) {
    const { digests, openings } = makeTexts('correction', { reason: 'x' });
    places.add(digests.indexOf(openings[0]?.digest ?? ''));
  }
  expect([...places].sort()).toEqual([0, 1, 2, 3]);
});

test('the same text twice has two digests', () => {
  expect(makeOpening('note', '同上').digest).not.toBe(makeOpening('note', '同上').digest);
});

test('a field that the kind does not have is a mistake of the caller', () => {
  expect(() => makeTexts('funding', { legalName: 'x' })).toThrow(RangeError);
});

const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
const salt = Buffer.alloc(32).toString('base64url');
test.each([
  ['no base64url', '='],
  ['no JSON', Buffer.from('[').toString('base64url')],
  ['no list', encode({})],
  ['four parts', encode([salt, 'a', 'b', 'c'])],
  ['a number for a value', encode([salt, 'a', 1])],
  ['a short salt', encode(['AAAA', 'a', 'b'])],
])('%s is no opening', (_, opening) => {
  expect(readOpening(opening)).toBeUndefined();
});

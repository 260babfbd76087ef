import { expect, test } from 'vitest';
import { readSealed } from '#islands/sealed-gift.ts';
import { toBase64 } from '#log/base64.ts';
import { eraseSealed } from '#log/erased-sealed.ts';
import { makeOpening } from '#log/opening.ts';
import { formatPrivateOpening } from '#log/private-opening.ts';
import { systemRandom } from '#log/random.ts';
import { sealOpening } from '#log/sealed-opening.ts';

const leaf = { texts: [] };
const key = systemRandom(32);
const { opening } = makeOpening('legalName', '湖南金钟集团');
const content = { number: 'D2026-00005', legalNameOpening: opening, paymentReference: '20260105' };
const sealed = await sealOpening(key, formatPrivateOpening(content));
const erased = eraseSealed(sealed);
const spoilt = (bytes: Uint8Array, place: number) => bytes.map((byte, at) => (at === place ? byte ^ 1 : byte));

test('the holder reads that a name was erased', async () => {
  expect(await readSealed(toBase64(sealed), key, leaf)).toMatchObject({ number: 'D2026-00005' });
  expect(await readSealed(toBase64(erased), key, leaf)).toBe('erased');
});

test('nobody else reads it, and what is only broken is not called erased', async () => {
  expect(await readSealed(toBase64(erased), systemRandom(32), leaf)).toBeUndefined();
  for (const place of [0, 12, 40, sealed.length - 1]) {
    expect(await readSealed(toBase64(spoilt(sealed, place)), key, leaf)).toBeUndefined();
    expect(await readSealed(toBase64(spoilt(erased, place)), key, leaf)).toBeUndefined();
  }
});

test('of the sealed bytes only the length and the nonce stay', () => {
  expect(erased).toHaveLength(sealed.length);
  expect(erased.slice(0, 12)).toEqual(sealed.slice(0, 12));
  expect(erased.slice(12).filter((byte, at) => byte === sealed[at + 12]).length).toBeLessThan(20);
});

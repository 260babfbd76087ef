import { expect, test } from 'vitest';
import { itemFamilyName, itemName, measureName } from '#i18n/en/registered-names.ts';
import { itemFamilies, items } from '#samples/relief-2020/register.ts';

test.each([...items])('goods of the sample have an English name: $code', ({ code, name, measure }) => {
  expect(itemName(code, name)).toMatch(/^[A-Z][a-z ]+$/);
  expect(itemName(`item:${code}`, name)).toBe(itemName(code, name));
  expect(measureName(measure)).toMatch(/^[a-z]+$/);
});

test.each([...itemFamilies])('families of goods too: $code', ({ code, name }) => {
  expect(itemFamilyName(code, name)).toMatch(/^[A-Z][a-z ]+$/);
});

test('one is counted in the singular, anything else in the plural', () => {
  expect(measureName('只', '1')).toBe('piece');
  expect(measureName('只', '400')).toBe('pieces');
  expect(measureName('只', '0')).toBe('pieces');
  expect(measureName('只')).toBe('pieces');
});

test('what is not known keeps its registered name', () => {
  expect(itemName('wheat-flour', '面粉')).toBeUndefined();
  expect(itemFamilyName('tent', '帐篷')).toBeUndefined();
  expect(measureName('顶')).toBeUndefined();
});

test('a code under which a register names something else gives no English name', () => {
  expect(itemName('mask-medical', '医用口罩')).toBe('Medical masks');
  expect(itemName('mask-medical', 'KN95 口罩')).toBeUndefined();
  expect(itemName('item:gloves-disposable', '丁腈手套')).toBeUndefined();
  expect(itemFamilyName('mask', '面罩')).toBeUndefined();
});

test('units that never mix never share a word', () => {
  const words = [...'只副套件个箱盒包袋瓶桶吨', '千克'].map((measure) => measureName(measure));
  expect(words).not.toContain(undefined);
  expect(new Set(words).size).toBe(words.length);
});

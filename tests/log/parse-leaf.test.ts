import { expect, test } from 'vitest';
import { toBase64Url } from '#log/base64.ts';
import { utf8 } from '#log/bytes.ts';
import { canonicalBytes, canonicalText } from '#log/canonical.ts';
import type { Leaf } from '#log/leaf.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { moved, sampleNotices } from '../support/sample-leaves.ts';
import { sampleVerifierKey } from '../support/sample-log.ts';

const leaves = sampleNotices(sampleVerifierKey)
  .flat()
  .map(({ leaf }) => leaf);
const find = <K extends Leaf['kind']>(kind: K) =>
  leaves.find((leaf): leaf is Extract<Leaf, { kind: K }> => leaf.kind === kind) as Extract<Leaf, { kind: K }>;
const gift = find('intake');
const batch = find('disbursement');
const listing = find('listing');

test('every leaf of the sample is read back as it was', () => {
  for (const leaf of leaves) expect(parseLeaf(canonicalBytes(leaf))).toEqual({ ok: true, leaf });
});

/** Each case changes one thing of a sound leaf; the outcome names where it is wrong. */
const cases: [string, object, string][] = [
  ['a key nobody knows', { ...gift, name: '张三' }, 'name'],
  ['a key too few', { ...gift, tag: undefined }, 'tag'],
  ['prose in place of a code', { ...gift, entity: '衡阳市慈善总会' }, 'entity'],
  ['a kind nobody knows', { ...gift, kind: 'gift' }, 'kind'],
  ['a kind that every object has', { ...gift, kind: 'constructor' }, 'kind'],
  ['no confirmation', { ...gift, confirmedBy: [] }, 'confirmedBy'],
  ['a confirmation twice', { ...gift, confirmedBy: ['bank', 'bank'] }, 'confirmedBy'],
  ['a digest too few', { ...gift, texts: gift.texts.slice(1) }, 'texts'],
  ['a digest twice', { ...gift, texts: [gift.texts[0], ...gift.texts.slice(0, -1)] }, 'texts'],
  ['a short digest', { ...gift, texts: ['AAAA', ...gift.texts.slice(1)] }, 'texts[0]'],
  ['a short tag', { ...gift, tag: toBase64Url(new Uint8Array(15)) }, 'tag'],
  ['a day the calendar lacks', { ...gift, date: { precision: 'day', day: '2020-02-30' } }, 'date.day'],
  [
    'a period that ends before it begins',
    { ...gift, date: { precision: 'period', from: '2020-02-02', to: '2020-02-01' } },
    'date.to',
  ],
  ['a day beside a date not stated', { ...gift, date: { precision: 'notStated', day: '2020-02-01' } }, 'date.day'],
  ['a quantity of nothing', { ...gift, lines: [{ ...gift.lines[0], quantity: '0' }] }, 'lines[0].quantity'],
  ['a quantity below nothing', { ...gift, lines: [{ ...gift.lines[0], quantity: '-1' }] }, 'lines[0].quantity'],
  ['a leading zero', { ...gift, lines: [{ ...gift.lines[0], quantity: '01' }] }, 'lines[0].quantity'],
  ['a decimal point', { ...gift, lines: [{ ...gift.lines[0], quantity: '1.0' }] }, 'lines[0].quantity'],
  ['a number for an amount', { ...gift, lines: [{ ...gift.lines[0], quantity: 1 }] }, 'lines[0].quantity'],
  ['nineteen digits', { ...gift, lines: [{ ...gift.lines[0], quantity: '1000000000000000000' }] }, 'lines[0].quantity'],
  ['a value as a line', { ...gift, lines: [{ ...gift.lines[0], unit: 'CNY:goods' }] }, 'lines[0].unit'],
  ['a foreign currency', { ...gift, lines: [{ ...gift.lines[0], unit: 'USD' }] }, 'lines[0].unit'],
  [
    'packs that do not multiply',
    { ...gift, lines: [{ ...gift.lines[0], packs: { count: '3', factor: '7' } }] },
    'lines[0].packs',
  ],
  [
    'money valued as goods',
    { ...gift, valuations: [{ amount: '1', method: 'invoice', provenance: 'stated', lines: [0] }] },
    'valuations',
  ],
  [
    'a valuation of no line',
    { ...gift, valuations: [{ amount: '1', method: 'invoice', provenance: 'stated', lines: [7] }] },
    'valuations',
  ],
  ['no lines', { ...gift, lines: [] }, 'lines'],
  ['a single posting', { ...gift, postings: gift.postings.slice(1) }, 'postings'],
  ['a group under five', { ...batch, count: '4', share: undefined }, 'count'],
  ['a batch without basis', { ...batch, basis: undefined }, 'basis'],
  ['shares that do not multiply', { ...batch, count: '92' }, 'share'],
  ['a co-host twice', { ...batch, coHosts: ['hengyang-civil', 'hengyang-civil'] }, 'coHosts'],
  ['an issue to nobody', { ...batch, form: 'issue' }, 'receiver'],
  ['a small group witnessed', { ...listing, count: '3' }, 'count'],
  ['a list in place of a leaf', [gift], 'kind'],
];

const given = (value: object) => (Array.isArray(value) ? value : JSON.parse(JSON.stringify(value)));

test.each(cases)('%s is malformed', (_, value, at) => {
  expect(parseLeaf(canonicalBytes(given(value)))).toEqual({ ok: false, code: 'malformedLeaf', at });
});

test('postings that do not sum to zero in each unit are unbalanced', () => {
  const [debit, credit] = gift.postings;
  for (const postings of [
    [debit, { ...credit, amount: '-92999999' }],
    [debit, { ...credit, unit: 'CNY:goods' }],
  ]) {
    expect(parseLeaf(canonicalBytes({ ...gift, postings }))).toEqual({ ok: false, code: 'unbalanced', at: 'postings' });
  }
});

const text = canonicalText(gift);
test.each([
  ['spaces', text.replace(':', ': ')],
  ['a newline at the end', `${text}\n`],
  ['keys out of order', JSON.stringify(gift)],
  ['a key twice', text.replace('{', '{"confirmedBy":["press"],')],
  ['an escape where none is needed', text.replace('hengyang', '\\u0068engyang')],
  ['a byte order mark', `\ufeff${text}`],
])('a leaf with %s is not canonical', (_, changed) => {
  const parsed = parseLeaf(utf8(changed));
  expect(parsed).toMatchObject({ ok: false });
  expect(parsed).not.toMatchObject({ code: 'unknownVersion' });
  if (!changed.startsWith('\ufeff')) expect(parsed).toEqual({ ok: false, code: 'notCanonical' });
});

test('a lone surrogate behind an escape has no canonical form', () => {
  expect(parseLeaf(utf8('{"kind":"\\ud800","v":1}'))).toEqual({ ok: false, code: 'notCanonical' });
});

test.each(['', 'null', '1', '"x"', '{', 'undefined'])('%j is no leaf', (bytes) => {
  expect(parseLeaf(utf8(bytes))).toEqual({ ok: false, code: 'malformedLeaf' });
});

test('bytes that are not UTF-8 are no leaf', () => {
  expect(parseLeaf(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ ok: false, code: 'malformedLeaf' });
});

test('a later version is told apart from a mistake', () => {
  expect(parseLeaf(canonicalBytes({ v: 2, kind: 'loan' }))).toEqual({ ok: false, code: 'unknownVersion' });
  expect(parseLeaf(canonicalBytes({ ...gift, v: '2' }))).toEqual({ ok: false, code: 'malformedLeaf', at: 'v' });
});

test('a leaf over 4096 bytes is too large', () => {
  const postings = Array.from({ length: 30 }, () => moved('100201', '410101', 'CNY', '1').postings).flat();
  expect(parseLeaf(canonicalBytes({ ...gift, postings }))).toEqual({ ok: false, code: 'leafTooLarge' });
});

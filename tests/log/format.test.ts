import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toBase64Url } from '#log/base64.ts';
import { toHex, utf8 } from '#log/bytes.ts';
import { canonicalText } from '#log/canonical.ts';
import type { IntakeLeaf } from '#log/leaf.ts';
import { leafHash } from '#log/merkle.ts';
import { readOpening } from '#log/opening.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { deriveReceiptKeys, parseReceiptCode } from '#log/receipt-code.ts';

const format = readFileSync('src/log/FORMAT.md', 'utf8');
const block = (name: string) => format.split(`\`\`\`${name}\n`)[1]?.split('\n```')[0] ?? '';
const bytes = utf8(block('json'));
const leaf = JSON.parse(block('json')) as IntakeLeaf;

test('the worked example is a leaf in canonical form, of the hash and length stated', () => {
  expect(parseLeaf(bytes)).toEqual({ ok: true, leaf });
  expect(canonicalText(leaf)).toBe(block('json'));
  expect(toHex(leafHash(bytes))).toBe(block('text hash'));
  expect(format).toContain(`The leaf, ${bytes.length} bytes`);
});

test('the worked example of a statement gives unmatched sums of one entity and nothing else', () => {
  const text = block('json unmatched');
  const parsed = parseLeaf(utf8(text));
  expect(parsed).toMatchObject({ ok: true, leaf: { kind: 'statement', entity: 'charity', balances: [], pending: [] } });
  expect(canonicalText(JSON.parse(text))).toBe(text);
  expect(toHex(leafHash(utf8(text)))).toBe(block('text hash of unmatched'));
  expect(format).toContain(`charity\`, ${utf8(text).length} bytes`);
});

test('the worked example commits to its opening', () => {
  expect(readOpening(block('text opening'))).toMatchObject({
    field: 'displayName',
    value: '爱心学生',
    digest: block('text digest'),
  });
  expect(leaf.texts.indexOf(block('text digest'))).toBe(7);
});

test('the code of the worked example finds it', () => {
  const code = parseReceiptCode(/`([0-9A-Z]{4}(?:-[0-9A-Z]{4}){6})`/.exec(format)?.[1] ?? '');
  expect(code.ok && toBase64Url(deriveReceiptKeys(code.code, 'example.org/log').tag)).toBe(leaf.tag);
});

test('every kind of leaf is described', () => {
  const kinds = ['register', 'intake', 'funding', 'purchase', 'disbursement', 'appropriation', 'adjustment', 'listing'];
  for (const kind of [...kinds, 'correction', 'statement', 'audit', 'key']) expect(format).toContain(`| \`${kind}\` |`);
});

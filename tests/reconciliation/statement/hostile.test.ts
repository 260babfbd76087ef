import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { inMemory, inspectStatement, readStatement } from '#reconciliation/statement/inspect.ts';
import { storedNumber } from '#sheet/stored-number.ts';
import { CCB, inspected } from './statements.ts';

const bytes = new TextEncoder().encode(CCB.join('\n'));

/** Whether every refusal is worded is held elsewhere; here, that there is an answer. */
async function answers(content: Uint8Array): Promise<void> {
  expect(await inspectStatement(inMemory('x', content))).not.toEqual([]);
}

describe('whatever the bytes are', () => {
  test('random ones are answered', () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), answers), { numRuns: 200 }));

  test('a statement cut off anywhere, or with a byte changed, is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const changed = cut ? bytes.slice(0, at) : Uint8Array.from(bytes, (old, index) => (index === at ? byte : old));
        await answers(changed);
      }),
      { numRuns: 200 },
    ));

  test('an amount between two balances that was changed by one digit is refused', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (digit) => {
        const changed = CCB.join('\n').replace(',200.00,1050200', `,2${digit}0.00,1050200`);
        expect((await inspected(changed)).refusals).toEqual([expect.stringMatching('statementChainBroken')]);
      }),
    ));

  test.for([
    ['empty', '', 'statementEmpty'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'statementIsPdf'],
    ['a web page called .xls', '<html><table><tr><td>交易日期</td></tr></table></html>', 'statementIsHtml'],
    ['other XML', '<?xml version="1.0"?><invoice/>', 'statementXmlUnknown'],
    ['prose', '这不是对账单', 'statementHeadingsMissing'],
  ])('%s is named', async ([, text, refusal]) => expect((await inspected(text as string)).refusals).toEqual([refusal]));
});

describe('a zip', () => {
  test('is read file by file', async () => {
    const zip = zipSync({ 'a.csv': bytes, 'b.csv': strToU8('交易日期,交易金额\n20250101,1.00') });
    expect((await inspected(zip)).reports).toMatchObject([
      { member: 'a.csv', lines: 4 },
      { member: 'b.csv', lines: 1 },
    ]);
  });

  test('that unfolds without end is stopped while it is unpacked', async () => {
    const bomb = zipSync({ 'bomb.csv': new Uint8Array(300 * 1024 * 1024) }, { level: 9 });
    expect(bomb.length).toBeLessThan(2_000_000);
    expect((await inspected(bomb)).refusals).toEqual(['statementTooLarge']);
  }, 60_000);

  test('that was cut off is refused', async () => {
    const zip = zipSync({ 'a.csv': bytes });
    expect((await inspected(zip.slice(0, zip.length / 2))).refusals).toEqual(['statementZipBroken']);
  });
});

test('a line without end is not held in memory', async () => {
  const refusals = [];
  const file = { ...inMemory('x', new Uint8Array()), bytes: 1, open: endless };
  for await (const event of readStatement(file)) if (event.kind === 'refused') refusals.push(event.refusal.kind);
  expect(refusals).toEqual(['statementLineTooLong']);
});

async function* endless() {
  yield strToU8(':20:X\n:25:');
  for (let part = 0; part < 40; part++) yield strToU8('x'.repeat(65_536));
}

test.for([
  ['8731.5200000000004', '8731.52'],
  ['1E3', '1000'],
  ['1.5E-2', '0.015'],
  ['6217000000000000002', '6217000000000000002'],
  ['-0.10000000000000001', '-0.1'],
  ['12600', '12600'],
])('a workbook’s number %s is %s', ([stored = '', written]) => expect(storedNumber(stored)).toBe(written));

test.each([
  ['a picture', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0], 'statementIsPicture'],
  ['a packed file', [0x1f, 0x8b, 8, 0, 0x12, 0x91, 0xfe, 0x03, 0xed, 0xbd, 0x07, 0x60, 0x1c, 0x49], 'statementBinary'],
  [
    'bytes whose zeros look like UTF-16',
    Array.from({ length: 400 }, (_, at) => (at % 2 ? 0 : (at * 7) % 31)),
    'statementBinary',
  ],
])('%s is refused for what it is, whatever it is called', async (_, bytes, kind) => {
  expect((await inspected(Uint8Array.from(bytes))).refusals).toEqual([kind]);
});

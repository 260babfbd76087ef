import { describe, expect, test } from 'vitest';
import { readFigure } from '#reconciliation/statement/figure.ts';
import { inMemory, readStatement } from '#reconciliation/statement/inspect.ts';
import { Markup, MarkupUnended } from '#reconciliation/statement/ofx/markup.ts';
import { inspected, linesOf } from './statements.ts';

/** As long as a line may be: what goes through a cell twice for each of its signs does not come to an end here. */
const LONG = 900_000;
const TABLE = '交易日期,收入,支出,摘要\n2025-01-02,100.00,,a\n';

describe('one cell as long as a line may be is gone through', () => {
  test.each([
    ['Chinese without end', `,,,${'捐'.repeat(LONG / 3)}`],
    ['labels and colons', `,,,${'收入:'.repeat(LONG / 8)}`],
    ['blanks behind a count', `,,,收入1笔${' '.repeat(LONG)}x`],
    ['counts without sums', `,,,${'收入1笔'.repeat(LONG / 12)}`],
    ['blanks behind 共', `,,,共${' '.repeat(LONG)}x`],
    ['brackets that open', `,,,${'['.repeat(LONG)}`],
    ['subtotals of many pages', `小计${'第'.repeat(LONG / 3)},1,,`],
    ['a heading with English behind it', `中${'a)'.repeat(LONG / 2)}!,,,`],
    ['parentheses for an amount', `2025-01-02,${'('.repeat(LONG)},,`],
    ['zeros for an amount', `2025-01-02,0.${'0'.repeat(LONG)}1,,`],
  ])('%s', async (_, row) => {
    const found = await linesOf(`${TABLE}${row}\n2025-01-04,1.00,,b\n`);
    expect(found.map(({ amount }) => amount.digits)).toEqual([10_000n, 100n]);
  });

  test.each([
    ['blanks behind 日期', `日期${' '.repeat(LONG / 20)}x`],
    ['accounts and brackets', '账号['.repeat(LONG / 120)],
    ['accounts within a card', '子账户'.repeat(LONG / 180)],
    ['a heading of parentheses', `中${'a)'.repeat(LONG / 60)}!`],
  ])('above the headings: %s', async (_, title) => {
    expect(await linesOf(`${title}\n${TABLE}`)).toHaveLength(1);
  });

  test('many cells of what a label may be long', async () => {
    const cells = Array.from({ length: 1_800 }, () => '捐收入1笔  '.repeat(50)).join(',');
    expect(await linesOf(`${TABLE}${cells}\n2025-01-04,1.00,,b\n`)).toHaveLength(2);
  });

  test('a currency with parentheses', async () => {
    const text = `交易日期,币种,收入\n2025-01-02,${'('.repeat(LONG)},1.00\n`;
    expect((await linesOf(text)).map(({ currency }) => currency.length)).toEqual([200]);
  });
});

test('an amount is no longer than any is written', () => {
  expect(readFigure(`${'0'.repeat(90)}1.50`)).toEqual({ digits: 150n, scale: 2 });
  expect(readFigure(`${'0'.repeat(100)}1.50`)).toBeUndefined();
  expect(readFigure(`0.${'0'.repeat(100)}1`)).toBeUndefined();
});

test('blanks within the details of a message are gone through', async () => {
  const text = `:20:X\n:25:123\n:28C:1/1\n:60F:C250101CNY1000,00\n:61:2501020102C100,00NTRFNONREF\n:86:${' '.repeat(LONG)}x\n:62F:C250131CNY1100,00\n-`;
  expect((await inspected(text)).refusals).toEqual([]);
});

const OFX =
  'OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>\n';
const MOVED = '<STMTTRN><TRNTYPE>X<DTPOSTED>20250102<TRNAMT>10.00<FITID>1';
const END = '</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>';

/** The same in parts of some size, as a file comes. */
async function refusalsInParts(text: string, size: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const file = {
    ...inMemory('x', bytes),
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
  const kinds: string[] = [];
  for await (const event of readStatement(file)) if (event.kind === 'refused') kinds.push(event.refusal.kind);
  return kinds;
}

describe('OFX', () => {
  test.each([
    ['comments that do not end', '<!--\n'.repeat(LONG)],
    ['one comment that does not end', `<!--${'x\n'.repeat(LONG)}`],
    ['CDATA that does not end', '<![CDATA['.repeat(LONG / 2)],
    ['one comment longer than any', `<!--${'x'.repeat(200_000)}-->`],
    ['a comment up to the end of the file', '<!-- x'],
  ])('with %s is refused at its line', async (_, hostile) => {
    expect((await inspected(OFX + MOVED + hostile)).refusals).toEqual(['statementMarkupUnended:5']);
    expect(await refusalsInParts(OFX + MOVED + hostile, 65_536)).toEqual(['statementMarkupUnended']);
  });

  test.each([
    ['a tag that does not end', `<${'a'.repeat(2 * LONG)}`],
    ['text without a tag', 'a'.repeat(2 * LONG)],
  ])('with %s is refused, and not dropped', async (_, hostile) => {
    expect((await inspected(OFX + MOVED + hostile + END)).refusals).toEqual(['statementLineTooLong:5']);
    expect(await refusalsInParts(OFX + MOVED + hostile + END, 65_536)).toEqual(['statementLineTooLong']);
  });

  test.each([['<a'.repeat(LONG)], [`<${'a'.repeat(LONG)}`], ['<'.repeat(2 * LONG)], ['<!'.repeat(LONG)]])(
    'passes over tags that none closes',
    async (hostile) => {
      expect(await linesOf(OFX + MOVED + hostile + END)).toMatchObject([{ serial: '1' }]);
    },
  );

  test.each([1, 2, 3, 5, 7, 1_000])('takes comments and CDATA out of parts of %i signs', (size) => {
    const text = 'a<!-- <b>\n-->c<![CDATA[d<e>&]]>f<!g<!-->-->h<![CDATA]<';
    const markup = new Markup();
    let plain = '';
    for (let at = 0; at < text.length; at += size) plain += markup.take(text.slice(at, at + size));
    expect(plain + markup.end()).toBe('a\ncd&lt;e&gt;&amp;f<!gh<![CDATA]<');
  });

  test('keeps nothing of a comment, and is told where it begins', () => {
    const markup = new Markup();
    expect(markup.take('<a>\n<!--')).toBe('<a>\n');
    for (let part = 0; part < 10; part++) expect(markup.take('x\nxx')).toBe('\n');
    expect(() => markup.end()).toThrow(expect.objectContaining({ place: 2 }));
    expect(() => markup.take('x'.repeat(200_000))).toThrow(MarkupUnended);
  });
});

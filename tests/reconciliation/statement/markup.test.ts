import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventsOf, inMemory, inspectStatement } from '#reconciliation/statement/inspect.ts';
import type { StatementReport } from '#reconciliation/statement/report.ts';
import { sheetsBegun } from '#reconciliation/statement/table/read-mapped.ts';
import { gb18030 } from '../../support/gb18030.ts';
import { CCB, inspected, linesOf } from './statements.ts';

type Rows = readonly (readonly string[])[];

/** An invented account of two banks' layouts: what stands above, the headings, the movements, the totals. */
const ABOVE: Rows = [['账号：6222000011112222'], ['户名：示例市慈善总会'], ['起止日期：2025-07-01 至 2025-07-31']];
const TABLE: Rows = [
  ['交易日期', '借方发生额', '贷方发生额', '余额', '对方户名', '对方账号', '摘要'],
  ['2025-07-02', '', '50,000.00', '51,000.00', '示例市甲科技有限公司', '6200000000000000012', '捐款'],
  ['2025-07-03', '300.10', '', '50,699.90', '乙 & <丙> 医院', '6200000000000000029', '拨付救灾款'],
  ['2025-07-05', '', '0.10', '50,700.00', '张三', '6217000000000000036', '爱心捐款'],
];
const TOTALS: Rows = [['合计', '300.10', '50,000.10']];
const ROWS = [...ABOVE, ...TABLE, ...TOTALS];

const csv = (rows: Rows): string =>
  rows.map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\n');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const row = (cells: readonly string[], attributes = ''): string =>
  `<tr${attributes}>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('\n  ')}</tr>\n`;
const table = (rows: Rows): string => `<table border="1">\n${rows.map((cells) => row(cells)).join('')}</table>`;
const page = (body: string): string => `<html>\n<head><title>交易明细</title></head>\n<body>${body}</body>\n</html>\n`;

const isAmount = (text: string): boolean => /^[\d,]+\.\d\d$/.test(text);
/** As a workbook stores it. */
const numberOf = (text: string): string => String(Number(text.replaceAll(',', '')));
const cellOf = (text: string): string => {
  if (text === '') return '<Cell/>';
  if (isAmount(text)) return `<Cell><Data ss:Type="Number">${numberOf(text)}</Data></Cell>`;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `<Cell><Data ss:Type="DateTime">${text}T00:00:00.000</Data></Cell>`;
  return `<Cell><Data ss:Type="String">${escaped(text)}</Data></Cell>`;
};
const rowOf = (cells: readonly string[]): string => `<Row>${cells.map(cellOf).join('')}</Row>\n`;
const sheetOf = (rows: string, name = '明细', visible = ''): string =>
  `<Worksheet ss:Name="${name}"><Table>${rows}</Table>` +
  `<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">${visible}</WorksheetOptions></Worksheet>`;
const bookOf = (...sheets: readonly string[]): string =>
  '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n' +
  '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">' +
  `<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Author>银行</Author></DocumentProperties>${sheets.join('')}</Workbook>\n`;
const spreadsheet = (rows: Rows): string => bookOf(sheetOf(rows.map(rowOf).join('')));

const inUtf16 = (text: string): Uint8Array => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** All that is read, without the places of the file. */
async function read(content: string | Uint8Array) {
  const lines = (await linesOf(content)).map(({ place: _, ...line }) => line);
  return { ...(await inspected(content)), lines };
}

const EXPECTED: Partial<StatementReport> = {
  ...{ lines: 3, credits: '50000.10', debits: '300.10', opening: '1000.00', closing: '50700.00' },
};
/** As numbers are stored, without noughts at the end. */
const STORED: Partial<StatementReport> = {
  ...{ lines: 3, credits: '50000.1', debits: '300.1', opening: '1000', closing: '50700' },
};

describe('a table of markup comes to the same as its rows in CSV', async () => {
  const same = await read(csv(ROWS));

  test('of which all is known', () => {
    expect(same).toMatchObject({ refusals: [], reports: [EXPECTED] });
    expect(same.lines.map(({ counterparty }) => counterparty?.name)).toContain('乙 & <丙> 医院');
  });

  test.for([
    ['a whole page', page(table(ROWS))],
    ['a table alone', table(ROWS)],
    ['XHTML', `<?xml version="1.0" encoding="UTF-8"?>\n<!-- 导出 -->\n${page(table(ROWS))}`],
    ['capitals', table(ROWS).replaceAll(/<(\/?)(table|tr|td)/g, (tag) => tag.toUpperCase())],
    ['what stands above in a table of its own', page(`${table(ABOVE)}<br>${table([...TABLE, ...TOTALS])}`)],
    ['what stands above in paragraphs', page(`<p>${ABOVE.flat().join('</p><p>')}</p>${table([...TABLE, ...TOTALS])}`)],
    ['totals in a table of their own', page(`${table([...ABOVE, ...TABLE])}<hr>${table(TOTALS)}`)],
    [
      'tables within a table for the layout',
      page(`<table><tr><td>${table(ABOVE)}</td></tr><tr><td>${table(TABLE)}${table(TOTALS)}</td></tr></table>`),
    ],
    [
      'headings again on every page',
      page(`${table([...ABOVE, ...TABLE.slice(0, 2)])}${table([...TABLE.slice(0, 1), ...TABLE.slice(2), ...TOTALS])}`),
    ],
    [
      'cells and rows that nothing closes',
      `<table>${ROWS.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}`).join('')}`).join('')}</table>`,
    ],
    [
      'blanks that keep together, entities and comments',
      page(table(ROWS)).replaceAll('<td></td>', '<td>&nbsp;</td>').replaceAll('捐款', '&#25424;<!-- x -->款'),
    ],
    [
      'styles, scripts and formats of Excel',
      `<meta charset="gb2312"><style>td {mso-number-format:"\\@"}</style><script>if (1<2) x("<table>")</script>${table(ROWS).replaceAll('<td>6', `<td style='mso-number-format:"\\@"'>6`)}`,
    ],
    [
      'rows of nothing that keep the widths',
      page(
        table(ROWS).replace(
          '</table>',
          '<![if supportMisalignedColumns]><tr height=0 style="display:none"><td width=72></td></tr><![endif]></table>',
        ),
      ),
    ],
    ['titles over all columns', page(table(ROWS)).replace('<td>账号', '<td colspan="7">账号')],
    ['code page 936 that nothing declares', gb18030(page(table(ROWS)))],
    ['UTF-16', inUtf16(page(table(ROWS)))],
  ] as const)('%s', async ([, content]) => expect(await read(content)).toEqual(same));

  const stored = await read(csv(ROWS.map((cells) => cells.map((cell) => (isAmount(cell) ? numberOf(cell) : cell)))));
  test.for([
    ['an XML Spreadsheet', spreadsheet(ROWS)],
    ['one in code page 936', gb18030(spreadsheet(ROWS).replace('"1.0"', '"1.0" encoding="gb2312"'))],
    [
      'one with prefixes',
      spreadsheet(ROWS)
        .replaceAll('ss:', 's:')
        .replaceAll(/<(\/?)(Row|Cell|Data)/g, '<$1s:$2'),
    ],
    [
      'one that says where cells stand',
      spreadsheet(ROWS).replaceAll(/<Row>.*<\/Row>/g, (cells) => {
        let column = 0;
        const placed = cells.replaceAll(/<Cell/g, () => `<Cell ss:Index="${++column}"`);
        return placed.replaceAll(/<Cell[^>]*\/>/g, '');
      }),
    ],
  ] as const)('%s', async ([, content]) => expect(await read(content)).toEqual(stored));
});

describe('a page', () => {
  test('of two accounts is two statements', async () => {
    const second = [['账号：6222000011113333'], ...TABLE.slice(0, 2)];
    const files = await inspectStatement(
      inMemory('x', new TextEncoder().encode(page(`${table([...ABOVE, ...TABLE])}${table(TOTALS)}${table(second)}`))),
    );
    expect(files.flatMap(({ statements }) => statements)).toMatchObject([
      { account: '6222000011112222', lines: 3 },
      { account: '6222000011113333', lines: 1 },
    ]);
    expect(files.flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  test('leaves out hidden rows and hidden tables, and says so', async () => {
    const hidden = row(TABLE[1] ?? [], ' style="DISPLAY: none"');
    const inTable = page(table(ROWS).replace('</table>', `${hidden}</table>`));
    expect(await inspected(inTable)).toMatchObject({
      refusals: [],
      notes: ['statementRowsHidden'],
      reports: [EXPECTED],
    });
    const inDivision = page(`<div hidden>${table(TABLE)}</div>${table(ROWS)}`);
    expect(await inspected(inDivision)).toMatchObject({ notes: ['statementRowsHidden'], reports: [EXPECTED] });
    const words = page(table(ROWS)).replaceAll('<td>2025', '<td><span style="display:none">1999-01-01</span>2025');
    expect(await inspected(words)).toMatchObject({ refusals: [], notes: [], reports: [EXPECTED] });
  });

  test('keeps a break as a blank and a spanned cell in its first place', async () => {
    const text = page(table(TABLE))
      .replace('拨付救灾款', '拨付<br/>救灾款')
      .replace('<td>张三</td>\n  <td>6217000000000000036</td>', '<td colspan="2">张三</td>');
    expect((await linesOf(text)).map(({ purpose, counterparty }) => [purpose, counterparty?.account])).toEqual([
      ['捐款', '6200000000000000012'],
      ['拨付 救灾款', '6200000000000000029'],
      ['爱心捐款', undefined],
    ]);
    const spanned = page(table(TABLE))
      .replace('<td>2025-07-02', '<td rowspan="2">2025-07-02')
      .replace('<td>2025-07-03</td>\n', '');
    const merged = csv(TABLE.map((cells, at) => (at === 2 ? ['', ...cells.slice(1)] : cells)));
    expect((await inspected(spanned)).refusals).toEqual((await inspected(merged)).refusals);
    expect((await inspected(spanned)).refusals).not.toEqual([]);
  });

  test('counts the number that Excel keeps beside a rounded one, not the one of a day', async () => {
    const kept = page(table(TABLE))
      .replace('<td>300.10', '<td x:num="300.10000000000002">300')
      .replace('<td>2025-07-02', '<td x:num="45840">20250702');
    expect(await inspected(kept)).toMatchObject({ refusals: [], reports: [{ ...EXPECTED, debits: '300.1' }] });
  });

  const LOGIN =
    '<form><table><tr><td>用户名</td><td><input></td><td>换一个</td></tr><tr><td>密码</td><td><input type="password"></td><td>忘记密码</td></tr></table></form>';
  const FRAMES =
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><link href="流水.files/sheet001.htm"></head><frameset rows="*,39"><frame src="流水.files/sheet001.htm"></frameset></html>';
  test.for([
    ['for signing in', page(LOGIN)],
    ['of frames, whose rows are in other files', FRAMES],
    [
      'whose tables end in each other',
      page(`<table><tr><td>${table(ROWS).replace('</tr>', '</tr></td></tr></table>')}</td></tr></table>`),
    ],
    ['with an error', page('<h1>系统繁忙</h1>')],
  ])('%s is no statement', async ([, text = '']) =>
    expect((await inspected(text)).refusals).toEqual(['statementIsHtml']),
  );

  const UNKNOWN = [
    ['过账', '摘录', '数额'],
    ['2025-07-31', '甲', '5.00'],
    ['2025-07-30', '乙', '-2.00'],
  ];

  test.for([
    ['a page', 'html', page(table(UNKNOWN))],
    ['an XML Spreadsheet', 'spreadsheet-xml', spreadsheet(UNKNOWN)],
  ] as const)('under headings that are not known is read as a clerk says: %s', async ([, content, text]) => {
    expect((await inspected(text)).refusals).toEqual(['statementHeadingsMissing']);
    const file = inMemory('x', new TextEncoder().encode(text));
    expect((await sheetsBegun(file, content)).map(({ rows }) => rows[0])).toEqual(UNKNOWN.slice(0, 1));
    const columns = { day: 0, purpose: 1, amount: 2 };
    const layout = { delimiter: ',', headerRow: 1, headings: UNKNOWN[0] ?? [], columns } as const;
    const lines = [];
    for await (const { event } of eventsOf(file, { ...layout, signRule: 'minusIsOut', dateOrder: 'asWritten' })) {
      if (event.kind === 'line') lines.push([event.line.day, event.line.flow, event.line.purpose]);
    }
    expect(lines).toEqual([
      ['2025-07-31', 'in', '甲'],
      ['2025-07-30', 'out', '乙'],
    ]);
  });

  test('with hidden rows says so where a clerk said how to read it, too', async () => {
    const text = page(table(UNKNOWN).replace('</table>', `${row(['2025-07-29', '丙', '1.00'], ' hidden')}</table>`));
    const columns = { day: 0, purpose: 1, amount: 2 };
    const layout = { delimiter: ',', headerRow: 1, headings: UNKNOWN[0] ?? [], columns } as const;
    const kinds = [];
    const file = inMemory('x', new TextEncoder().encode(text));
    for await (const { event } of eventsOf(file, { ...layout, signRule: 'minusIsOut', dateOrder: 'asWritten' })) {
      if (event.kind !== 'period' && event.kind !== 'statement') kinds.push(event.kind);
    }
    expect(kinds).toEqual(['noted', 'line', 'line']);
  });
});

test('the layout of the Construction Bank comes to the same, with day and time in one cell', async () => {
  const rows = parse(CCB.join('\n'), { ltrim: true, trim: true }) as string[][];
  expect(await read(page(table(rows)))).toEqual(await read(CCB.join('\n')));
});

describe('an XML Spreadsheet', () => {
  const rows = TABLE.map(rowOf).join('');

  test('leaves out hidden sheets and says so', async () => {
    const book = bookOf(sheetOf(rows), sheetOf(rows, '底稿', '<Visible>SheetHidden</Visible>'));
    expect(await inspected(book)).toMatchObject({ refusals: [], notes: ['statementSheetHidden'], reports: [STORED] });
  });

  test('counts what a formula came to and the digits as they are stored', async () => {
    const amount = '<Data ss:Type="Number">300.1';
    const book = bookOf(sheetOf(rows)).replace(
      `<Cell>${amount}`,
      `<Cell ss:Formula="=1+1">${amount.replace('300.1', '300.10000000000002')}`,
    );
    expect(await inspected(book)).toMatchObject({ refusals: [], reports: [STORED] });
  });

  test('puts together a text of several colours, and goes on behind merged cells', async () => {
    const title =
      '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">账号：<Font>6222000011112222</Font></Data></Cell><Cell><Data ss:Type="String">币种：人民币</Data></Cell></Row>';
    const heading = rowOf(TABLE[0] ?? [])
      .replace('交易日期', '<B>交易</B><I>日期</I>')
      .replace(
        '<Cell><Data ss:Type="String">对方户名</Data></Cell><Cell>',
        '<Cell ss:MergeAcross="1"><Data ss:Type="String">对方户名</Data></Cell><Cell ss:Index="6">',
      );
    const files = [
      await inspected(bookOf(sheetOf(title + rows))),
      await inspected(
        bookOf(
          sheetOf(
            rows.replace(rowOf(TABLE[0] ?? []), rowOf(TABLE[0] ?? []).replace('交易日期', '<B>交易</B><I>日期</I>')),
          ),
        ),
      ),
    ];
    for (const file of files) expect(file).toMatchObject({ refusals: [], reports: [STORED] });
    expect((await inspected(bookOf(sheetOf(rows.replace(rowOf(TABLE[0] ?? []), heading))))).refusals).toEqual([
      'statementWorkbookBroken',
    ]);
  });

  test.for([
    [
      'places out of order',
      rows.replace('<Row>', '<Row ss:Index="9">').replace(/<Row>(?=(?:(?!<Row>)[\s\S])*$)/, '<Row ss:Index="3">'),
    ],
    ['a cell in the place of a merged one', rows.replace('<Cell>', '<Cell ss:MergeDown="1">')],
    ['an entity of its own', rows.replace('捐款', '&x;')],
  ])('with %s is refused', async ([, content = '']) =>
    expect((await inspected(bookOf(sheetOf(content)))).refusals).toEqual(['statementWorkbookBroken']),
  );

  test('with a document type is refused', async () => {
    const book = bookOf(sheetOf(rows)).replace('<Workbook', '<!DOCTYPE Workbook [<!ENTITY x "捐款">]>\n<Workbook');
    expect((await inspected(book)).refusals).toHaveLength(1);
    expect(await linesOf(book)).toEqual([]);
  });
});

describe('nothing is read of a part of', () => {
  test.for([
    ['a page', page(`${table([...ABOVE, ...TABLE.slice(0, 2)])}${table(TABLE.toSpliced(1, 1))}<script>x()</script>`)],
    ['an XML Spreadsheet', spreadsheet(ROWS)],
  ])('%s, wherever it is cut off', async ([, text = '']) => {
    const whole = new TextEncoder().encode(text);
    const end =
      new TextEncoder().encode(text.slice(0, text.lastIndexOf(text.includes('</body>') ? '</body>' : '</Workbook>')))
        .length + 7;
    for (let at = 1; at < end; at += 13) {
      const found = await inspected(whole.slice(0, at));
      expect([at, found.refusals.length > 0]).toEqual([at, true]);
      expect([at, found.reports.every(({ lines }) => !lines)]).toEqual([at, true]);
    }
  });

  test.for([
    ['a table that does not end', table(ROWS).slice(0, -8)],
    ['a table that ends too soon', page(table(ROWS)).replace(row(TABLE[2] ?? []), `</table>${row(TABLE[2] ?? [])}`)],
    ['a comment that does not end', `${table(ROWS)}<!-- ${table(ROWS)}`],
    ['a script that does not end', `${table(ROWS)}<script>${table(ROWS)}`],
    ['a tag that does not end', `${table(ROWS)}<tab`],
  ])('%s', async ([, text = '']) => {
    expect((await inspected(text)).refusals).toEqual(['statementWorkbookBroken']);
    expect(await linesOf(text)).toEqual([]);
  });
});

describe('what is shuffled or unfolds is answered', () => {
  const TAGS = [
    '<table>',
    '</table>',
    '<tr>',
    '</tr>',
    '<td>',
    '</td>',
    '<th rowspan=3>',
    '<td colspan=9>',
    '<tbody>',
    '</thead>',
    '<p>',
    '</div>',
    '<b>',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<form>',
    '<svg>',
    '<html>',
    '</html>',
    '交易日期',
    '贷方发生额',
    '2025-07-02',
    '5.00',
    '<td',
    '&nbsp',
    '\u0000',
  ];
  test('tags in any order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...TAGS), { maxLength: 60 }), async (tags) => {
        expect(await inspectStatement(inMemory('x', new TextEncoder().encode(`<table>${tags.join('')}`)))).not.toEqual(
          [],
        );
      }),
      { numRuns: 300 },
    ));

  const begin = `<table>${TABLE.map((cells) => row(cells)).join('')}`;
  test.for([
    [
      'a span of rows and columns without end',
      `${begin.replace('<td>对方户名', '<td rowspan=999999999 colspan=999999999>对方户名')}</table>`,
      undefined,
    ],
    [
      'many spans of columns',
      `${begin}${'<tr><td colspan=1000 rowspan=9999><td>1'.repeat(150_000)}</table>`,
      'statementTooLarge',
    ],
    ['rows of nothing', `${begin}${'<tr>'.repeat(300_000)}</table>`, 'statementTooLarge'],
    ['cells without end', `${begin}<tr>${'<td>'.repeat(300_000)}</table>`, 'statementTooLarge'],
    ['elements within each other', `${begin}<tr><td>${'<b>'.repeat(300_000)}</table>`, 'statementWorkbookBroken'],
    ['tables within each other', '<table><tr><td>'.repeat(300_000), 'statementWorkbookBroken'],
    [
      'an element of many attributes',
      `${begin}<tr><td ${Array.from({ length: 100_000 }, (_, at) => `a${at}=1`).join(' ')}></table>`,
      'statementWorkbookBroken',
    ],
    ['ends of what never began', `${begin}${'</b></i></td>'.repeat(300_000)}</table>`, undefined],
    ['a cell without end', `${begin}<tr><td>${'捐'.repeat(1_100_000)}</table>`, 'statementTooLarge'],
    [
      'rows far to the right',
      bookOf(
        sheetOf(
          `${TABLE.map(rowOf).join('')}${'<Row><Cell ss:Index="1000"><Data>1</Data></Cell></Row>'.repeat(20_000)}`,
        ),
      ),
      'statementTooLarge',
    ],
    [
      'a cell beyond the last column',
      bookOf(sheetOf('<Row><Cell ss:Index="9999999"><Data>1</Data></Cell></Row>')),
      'statementTooLarge',
    ],
    [
      'merged cells without end',
      bookOf(
        sheetOf(
          `${TABLE.map(rowOf).join('')}${'<Row><Cell ss:MergeAcross="999999999" ss:MergeDown="999999999"/></Row>'.repeat(20_000)}`,
        ),
      ),
      undefined,
    ],
    ['elements within each other in XML', bookOf(sheetOf('<Row>'.repeat(300_000))), 'statementWorkbookBroken'],
  ] as const)('%s', { timeout: 20_000 }, async ([, text, refusal]) => {
    expect((await inspected(text)).refusals).toEqual(refusal === undefined ? [] : [refusal]);
  });
});

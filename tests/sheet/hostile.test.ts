import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { GIFT_REGISTER } from '#intake/import/sheet.ts';
import { readSheetFile } from '#sheet/read-file.ts';
import { readTable } from '#sheet/table.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';

/** A workbook as another program would write it, with this as its sheet. */
const workbook = (sheet: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId7"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
    ),
    ...more,
  });
const text = (address: string, said: string) => `<c r="${address}" t="inlineStr"><is><t>${said}</t></is></c>`;
const HEAD = `<row r="1">${text('A1', '日期')}${text('B1', '捐赠人')}${text('C1', '金额')}</row>`;
const kindsOf = async (bytes: Uint8Array) => {
  const read = await readSheetFile(bytes);
  return read.ok ? [] : read.refusals.map(({ kind }) => kind);
};

describe('a workbook', () => {
  test('counts its formulas by what they came to, and tells the cells that came to nothing', async () => {
    const row = (cell: string) => `<row r="2"><c r="A2"><v>43866</v></c>${text('B2', '甲')}${cell}</row>`;
    const faultsOf = async (cell: string) => {
      const read = await readSheetFile(workbook(HEAD + row(cell)));
      const grid = read.ok ? read.value.sheets[0] : undefined;
      const table = grid && readTable(grid, GIFT_REGISTER);
      if (!table?.ok) throw new Error('not read');
      const [first] = table.value.rows;
      return { faults: first?.faults, amount: first?.cells.amount, day: first?.cells.day };
    };
    expect(await faultsOf('<c r="C2"><f>1+1</f><v>2</v></c>')).toEqual({ faults: [], amount: '2', day: '2020-02-05' });
    expect(await faultsOf('<c r="C2"><f>1+1</f></c>')).toMatchObject({
      faults: [{ kind: 'importFormulaEmpty', field: '金额(元)', line: 2 }],
    });
    expect(await faultsOf('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')).toMatchObject({
      faults: [{ kind: 'importFormulaFailed', field: '金额(元)', line: 2 }],
    });
    expect(await faultsOf('<c r="C2" t="str"><f>""</f><v></v></c>')).toMatchObject({ faults: [], amount: '' });
  });

  test('that is cut off anywhere, or has a byte changed, is answered', async () => {
    const whole = writeXlsx({
      name: '表',
      rows: [
        ['日期', '捐赠人', '金额'],
        ['2020-02-03', '甲', '5'],
      ],
    });
    for (let at = 4; at < whole.length; at += 397) {
      expect(await kindsOf(whole.slice(0, at))).toEqual(['importWorkbookBroken']);
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      await readSheetFile(changed);
    }
  });

  test('that unpacks without end is stopped while it is unpacked', async () => {
    const bomb = workbook(HEAD, { 'xl/media/image1.png': new Uint8Array(110 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await kindsOf(bomb)).toEqual(['importUnpacksTooLarge']);
  }, 60_000);

  test('of a million columns is refused, and so is a cell far out', async () => {
    expect(await kindsOf(workbook(`${HEAD}<row r="2">${text('XFD2', '远')}</row>`))).toEqual(['importTooWide']);
    const wide = Array.from({ length: 400 }, (_, index) => `列${index}`);
    expect(await kindsOf(writeXlsx({ name: '表', rows: [wide] }))).toEqual(['importTooWide']);
  });

  test('entities that multiply are not unfolded', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "${'甲'.repeat(1000)}">]>`;
    const file = workbook(HEAD, {
      'xl/sharedStrings.xml': strToU8(`${laughs}<sst><si><t>${'&a;'.repeat(1000)}</t></si></sst>`),
    });
    const read = await readSheetFile(file);
    expect(JSON.stringify(read).length).toBeLessThan(10_000);
  });
});

test('UTF-16 and GB18030 read as UTF-8 does', async () => {
  const cells = async (bytes: Uint8Array) => {
    const read = await readSheetFile(bytes);
    return read.ok ? { rows: read.value.sheets[0]?.rows, encoding: read.value.encoding } : read.refusals;
  };
  const text16 = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('日期\t捐赠人\r\n2020-02-03\t甲\r\n', 'utf16le'),
  ]);
  const rows = [
    { row: 1, cells: ['日期', '捐赠人'] },
    { row: 2, cells: ['2020-02-03', '甲'] },
  ];
  expect(await cells(text16)).toEqual({ rows, encoding: 'UTF-16' });
  // Without its mark, and the other way round.
  expect(await cells(text16.subarray(2))).toEqual({ rows, encoding: 'UTF-16' });
  expect(await cells(Buffer.from(text16.subarray(2)).swap16())).toEqual({ rows, encoding: 'UTF-16' });
  // 日期,捐赠人 / 2020-02-03,甲
  const gb = Buffer.from('c8d5c6da2cbee8d4f9c8cb0a323032302d30322d30332cbcd70a', 'hex');
  expect(await cells(gb)).toEqual({ rows, encoding: 'GB18030' });
});

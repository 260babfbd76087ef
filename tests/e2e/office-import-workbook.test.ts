import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Merge } from '#sheet/grid.ts';
import { readSheetFile } from '#sheet/read-file.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { openBrowser } from '../support/browser.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A register as a charity keeps it: a title, two rows of headings, a total, signatures; one amount cannot be read. */
function register(): Uint8Array {
  const merge = (firstColumn: number, firstRow: number, lastRow: number, lastColumn = firstColumn): Merge => ({
    ...{ firstRow, lastRow, firstColumn, lastColumn },
  });
  return writeXlsx({
    name: '二月',
    rows: [
      ['市慈善总会2020年2月接收捐赠登记表'],
      ['序号', '捐赠日期', '捐赠单位', '捐赠资金（元）', '备注'],
      ['1', '2月3日', '甲公司', '¥1,000.00', '=电汇'],
      ['2', '2月4日', '乙公司', '伍佰元', ''],
      ['3', '2月5日', '丙公司', '200元', ''],
      ['制表人：张三'],
    ],
    merges: [merge(0, 1, 1, 4)],
  });
}

async function preview(page: Page, name: string, buffer: Buffer) {
  await page.goto('/admin/import');
  await page.getByLabel('CSV 文件').setInputFiles({ name, mimeType: TYPE, buffer });
  await page.getByLabel('核算主体').selectOption({ label: '市慈善总会' });
  await page.getByLabel('专项资金').selectOption({ label: '援鄂关爱专项' });
  await page.getByLabel('捐赠人类别').selectOption({ label: '企业' });
  await page.getByRole('button', { name: '预览' }).click();
  // A busy machine shows first that the file is being read.
  await page.getByRole('heading', { name: `预览：${name}` }).waitFor();
}

const gifts = async () =>
  (
    await office.db
      .selectFrom('donationLine')
      .innerJoin('donation', 'donation.actId', 'donationLine.actId')
      .innerJoin('donor', 'donor.id', 'donation.donorId')
      .innerJoin('act', 'act.id', 'donation.actId')
      .select(['legalName', 'quantity', 'occurredFrom as day'])
      .orderBy('act.id')
      .execute()
  ).map(({ legalName, quantity, day }) => `${day} ${legalName} ${quantity}`);

test.for([
  ['花名册.png', Buffer.from('89504e470d0a1a0a', 'hex'), '这是图片（PNG），不是表格'],
  ['登记表.pdf', Buffer.from('%PDF-1.7'), '这是 PDF 文件，不是表格'],
] as const)('%s is called what it is', async ([name, buffer, said]) => {
  const page = await signedIn(browser, office, 'clerk');
  await page.goto('/admin/import');
  await page.getByLabel('CSV 文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '预览' }).click();
  const alert = page.getByRole('alert');
  expect(await alert.innerText()).toContain(said);
  expect(await alert.innerText()).not.toContain('编码');
});

test('the good rows of a register come in, the bad one comes back as a file, and mended comes in too', async () => {
  const page = await signedIn(browser, office, 'clerk');
  await preview(page, '二月登记表.xlsx', Buffer.from(register()));
  expect(await page.getByRole('alert').locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/^D4\s+捐赠资金（元）\s+.*“伍佰”/),
  ]);
  // Two good rows as they were understood, each figure under the column it was read from.
  const understood = page.getByRole('table', { name: '读成这样（2 行）' });
  expect(await understood.locator('thead').innerText()).toContain('D 列“捐赠资金（元）”');
  expect(await understood.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/^第 3 行\s+2020年2月3日\s+甲公司\s+企业\s+资金\s+1,000\.00 元/),
    expect.stringMatching(/^第 5 行\s+2020年2月5日\s+丙公司\s+企业\s+资金\s+200\.00 元/),
  ]);
  await page.getByRole('button', { name: '只导入无误的 2 行' }).click();
  await page.locator('main code').last().waitFor();
  expect(await gifts()).toEqual(['2020-02-03 甲公司 100000', '2020-02-05 丙公司 20000']);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载有误的 1 行' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('二月登记表-未导入的行.xlsx');
  const rest = await readSheetFile(await readFile(await saved.path()));
  const rows = rest.ok ? (rest.value.sheets[0]?.rows ?? []).map(({ cells }) => [...cells]) : [];
  expect(rows).toEqual([
    ['序号', '捐赠日期', '捐赠单位', '捐赠资金（元）', '备注', '核算主体', '专项资金', '捐赠人类别', '问题'],
    [
      ...['2', '2020-02-04', '乙公司', '伍佰元', '', '市慈善总会', '援鄂关爱专项', '企业'],
      expect.stringContaining('金额(元)：'),
    ],
  ]);

  const mended = writeXlsx({
    name: '未导入的行',
    rows: rows.map((row) => row.map((cell) => (cell === '伍佰元' ? '500' : cell))),
  });
  // What was chosen for the first file stands in the second: nothing is chosen again.
  await page.goto('/admin/import');
  const name = '二月登记表-未导入的行.xlsx';
  await page.getByLabel('CSV 文件').setInputFiles({ name, mimeType: TYPE, buffer: Buffer.from(mended) });
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: `预览：${name}` }).waitFor();
  await page.getByRole('button', { name: '全部导入（1 笔）' }).click();
  await page.locator('main code').last().waitFor();
  const all = ['2020-02-03 甲公司 100000', '2020-02-05 丙公司 20000', '2020-02-04 乙公司 50000'];
  expect(await gifts()).toEqual(all);

  // Neither file doubles anything when it comes again.
  for (const [name, bytes] of [
    ['改名.xlsx', register()],
    ['再来.xlsx', mended],
  ] as const) {
    await preview(page, name, Buffer.from(bytes));
    expect(await page.getByRole('alert').first().innerText()).toContain('已经导入过');
    expect(await page.getByRole('button', { name: /导入（|只导入/ }).count()).toBe(0);
  }
  expect(await gifts()).toEqual(all);
  expect(office.complaints()).toBe('');
});

test('a register without a column may leave it to the clerk, and the file need not be chosen again', async () => {
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto('/admin/import');
  const rows = [
    ['捐赠日期', '捐赠单位', '捐赠资金（元）'],
    ['2月9日', '丁公司', '30'],
  ];
  const buffer = Buffer.from(writeXlsx({ name: '表', rows }));
  await page.getByLabel('CSV 文件').setInputFiles({ name: '无年份.xlsx', mimeType: TYPE, buffer });
  await page.getByRole('button', { name: '预览' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('请在下面为整个文件选定');
  await page.getByLabel('核算主体').selectOption({ label: '市慈善总会' });
  await page.getByLabel('专项资金').selectOption({ label: '援鄂关爱专项' });
  await page.getByLabel('捐赠人类别').selectOption({ label: '企业' });
  await page.getByRole('button', { name: '再预览一次' }).click();
  await page.getByText('没有写年份').first().waitFor();
  await page.getByLabel('年份').fill('2020');
  await page.getByRole('button', { name: '再预览一次' }).click();
  await page.getByRole('button', { name: '全部导入（1 笔）' }).click();
  await page.locator('main code').last().waitFor();
  expect((await gifts()).at(-1)).toBe('2020-02-09 丁公司 3000');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

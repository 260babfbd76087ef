import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importColumns } from '#i18n/zh-Hans/import-columns.ts';
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

const COLUMNS = ['day', 'donor', 'donorKind', 'display', 'entity', 'fund', 'category', 'amount'] as const;

/** A sheet as a spreadsheet program saves it: UTF-8 with byte order mark. */
function sheet(rows: string[][]): { name: string; mimeType: string; buffer: Buffer } {
  const headings = COLUMNS.map((column) => importColumns[column][0]);
  const text = [headings, ...rows].map((row) => row.join(',')).join('\r\n');
  return { name: '二月捐赠.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}\r\n`) };
}

const gift = (donor: string, yuan: string) => [
  '2020-02-14',
  donor,
  '企业',
  '实名',
  '市慈善总会',
  '援鄂关爱专项',
  '现金',
  yuan,
];

async function donations(): Promise<number> {
  return (await office.db.selectFrom('donation').select('actId').execute()).length;
}

describe('a sheet of gifts', () => {
  test('with mistakes shows each by row and column, and nothing is entered', async () => {
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await page.goto('/admin/import');
    await page
      .getByLabel('CSV 文件')
      .setInputFiles(sheet([gift('甲公司', '100.00'), gift('乙公司', '12.345'), gift('', '5')]));
    await page.getByRole('button', { name: '预览' }).click();
    // A busy machine shows first that the file is being read.
    await page.getByRole('heading', { name: '预览：二月捐赠.csv' }).waitFor();
    const wrong = page.getByRole('alert').locator('tbody tr');
    expect(await wrong.allInnerTexts()).toEqual([
      expect.stringMatching(/^H3\s+金额/),
      expect.stringMatching(/^B4\s+捐赠人/),
    ]);
    expect(await page.getByRole('button', { name: /全部导入/ }).count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('只计没有问题的 1 行，共 3 行');
    expect(await donations()).toBe(0);
  });

  test('without mistakes is entered whole after its control sums were seen, and only once', async () => {
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    const file = sheet([gift('甲公司', '100.00'), gift('乙公司', '"1,200.50"'), gift('甲公司', '100.00')]);
    const preview = async () => {
      await page.goto('/admin/import');
      await page.getByLabel('CSV 文件').setInputFiles(file);
      await page.getByRole('button', { name: '预览' }).click();
      await page.getByRole('heading', { name: '预览：二月捐赠.csv' }).waitFor();
    };
    await preview();
    expect(await page.locator('main').innerText()).toContain('1,400.50 元');
    expect(await page.locator('main').innerText()).toContain('第 4 行与第 2 行相同');
    // Without a word on the equal rows nothing is entered.
    await page.getByRole('button', { name: '全部导入（3 笔）' }).click();
    expect(await donations()).toBe(0);
    await page.getByLabel('有 1 笔与别的行或已登记的相同').selectOption('enter');
    await page.getByRole('button', { name: '全部导入（3 笔）' }).click();
    await page.locator('main code').last().waitFor();
    const codes = await page.locator('main code').allInnerTexts();
    expect(new Set(codes).size).toBe(3);
    // One slip per donor beside the table, each on a page of its own when printed.
    const slips = page.locator('.code-slips > article');
    expect(await slips.locator('.receipt-code').allInnerTexts()).toEqual(codes);
    await page.emulateMedia({ media: 'print' });
    expect(await slips.evaluateAll((all) => all.map((slip) => getComputedStyle(slip).breakBefore))).toEqual(
      codes.map(() => 'page'),
    );
    await page.emulateMedia({ media: 'screen' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    expect(await donations()).toBe(3);

    await preview();
    expect(await page.getByRole('alert').innerText()).toContain('已经导入过');
    expect(await donations()).toBe(3);
    expect(office.complaints()).toBe('');
  });

  test('the template has every heading', async () => {
    const page = await signedIn(browser, office, 'clerk');
    const template = await page.request.get('/admin/import/template.csv');
    const text = await template.text();
    for (const [heading] of Object.values(importColumns)) expect(text).toContain(heading);
    expect(template.headers()['content-disposition']).toContain('attachment');
  });
});

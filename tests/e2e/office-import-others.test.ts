import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
const workbook = (rows: string[][]) => ({
  name: '表.xlsx',
  mimeType: TYPE,
  buffer: Buffer.from(writeXlsx({ name: '表', rows })),
});

test('a roster becomes one batch; no name of it is on the page', async () => {
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto('/admin/import/roster');
  const people = Array.from({ length: 6 }, (_, at) => [`某户${at === 5 ? 4 : at}`, '500']);
  await page.getByLabel('CSV 文件').setInputFiles(workbook([['户主', '慰问金'], ...people, ['合计', '3000']]));
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: '登记成一次发放' }).waitFor();
  const shown = await page.locator('main').innerText();
  expect(shown).toContain('3,000.00 元');
  expect(shown).not.toContain('某户');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const form = page
    .locator('form', { has: page.getByLabel('发放名称') })
    .or(page.locator('form:has([name=title])'))
    .first();
  await form.locator('[name=entity]').selectOption({ label: '市慈善总会' });
  await form.locator('[name=fund]').selectOption({ label: '援鄂关爱专项' });
  await form.locator('[name=occurredFrom]').fill('2020-03-01');
  await form.locator('[name=title]').fill('家属慰问');
  await form.locator('[name=recipients]').fill('援鄂医务人员家庭');
  await form.locator('[name=restriction]').selectOption('unrestricted');
  await form.locator('[name=basis]').selectOption('household');
  await form.getByRole('button', { name: '提交复核' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('有同名而没有号码的行，还没有确认');
  await page.getByLabel('同名的行已核对').check();
  await form.getByRole('button', { name: '提交复核' }).click();
  await page.waitForURL(/\/admin\/batches\/\d+/);
  const batch = await office.db.selectFrom('batch').selectAll().executeTakeFirstOrThrow();
  expect(batch).toMatchObject({ headcount: 6n, totalAmount: 300_000n, shareAmount: 50_000n, basis: 'household' });
  expect(office.complaints()).toBe('');
});

test('the page of a ledger of stock asks whose stock it is, and every template can be had', async () => {
  const page = await signedIn(browser, office, 'clerk');
  await page.goto('/admin/import/stock');
  await page.getByLabel('核算主体').selectOption({ label: '市慈善总会' });
  await page.getByLabel('专项资金').selectOption({ label: '援鄂关爱专项' });
  const rows = [
    ['日期', '品名', '入库数量', '出库数量', '来源', '去向'],
    ['2020-03-01', '没有登记的', '5', '', '甲公司', ''],
  ];
  await page.getByLabel('CSV 文件').setInputFiles(workbook(rows));
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: '预览：表.xlsx' }).waitFor();
  expect(await page.getByRole('alert').locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/^B2\s+品名[\s\S]*登记新的品种/),
  ]);
  for (const kind of ['', 'roster-', 'stock-']) {
    for (const format of ['xlsx', 'csv']) {
      expect((await page.request.get(`/admin/import/${kind}template.${format}`)).status()).toBe(200);
    }
  }
  expect(office.complaints()).toBe('');
});

test('the ins of a ledger of stock become gifts; a longer ledger adds only its further row', async () => {
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  const HEADINGS = ['日期', '品名', '规格', '入库数量', '出库数量', '来源', '去向'];
  const came = ['2020-03-01', '医用口罩', 'YY 0469', '500', '', '甲公司', ''];
  const gifts = async () =>
    (
      await office.db
        .selectFrom('donationLine')
        .innerJoin('donation', 'donation.actId', 'donationLine.actId')
        .innerJoin('donor', 'donor.id', 'donation.donorId')
        .select(['legalName', 'unitCode', 'quantity'])
        .where('unitCode', '=', 'item:mask')
        .execute()
    ).map(({ legalName, unitCode, quantity }) => `${legalName} ${quantity} ${unitCode}`);
  for (const times of [1, 3]) {
    await page.goto('/admin/import/stock');
    await page.getByLabel('核算主体').selectOption({ label: '市慈善总会' });
    await page.getByLabel('专项资金').selectOption({ label: '援鄂关爱专项' });
    await page.getByLabel('捐赠人类别').selectOption({ label: '企业' });
    await page.getByLabel('CSV 文件').setInputFiles(workbook([HEADINGS, ...Array(times).fill(came)]));
    await page.getByRole('button', { name: '预览' }).click();
    const fresh = times === 1 ? '新登记捐赠 1 笔' : '新登记捐赠 2 笔，1 笔与已登记的相同';
    await page.getByText(fresh).waitFor();
    if (times > 1) await page.getByLabel('有 2 笔与别的行').selectOption('enter');
    await page.getByRole('button', { name: '全部导入' }).click();
    await page.locator('main code').last().waitFor();
    expect(await gifts()).toEqual(Array(times).fill('甲公司 500 item:mask'));
    // Rows that stayed out are sent again under the same choices.
    expect((await page.getByLabel('专项资金').locator('option:checked').innerText()).trim()).toBe('援鄂关爱专项');
  }
  expect(office.complaints()).toBe('');
});

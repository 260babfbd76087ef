import { utils, write } from '@e965/xlsx';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ccb, type Row } from '../reconciliation/statements/statement-books.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
let account: bigint;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
  const { clerk, reviewer } = office.people;
  const people = { recorder: clerk.id, reviewer: reviewer.id };
  account = await openMoneyAccount(office.db, people, 'bank', { name: '建行募捐专户', number: '4300123456785300' });
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Sixty gifts of four days, so that the lines fill more than one page. */
const MONTH: Row[] = Array.from({ length: 60 }, (_, at) => ({
  day: `2025-07-0${1 + Math.floor(at / 15)}`,
  time: `09:${String(at % 15).padStart(2, '0')}:00`,
  fen: 20_000n,
  name: '张三',
}));

const file = (content: string | Uint8Array, name = '七月流水.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

async function upload(page: Page, given: ReturnType<typeof file>): Promise<void> {
  await page.goto('/admin/statements');
  await page.getByLabel(/^\s*文件/).setInputFiles(given);
  await page.getByRole('button', { name: '上传并核对' }).click();
  await page.waitForURL(/\/admin\/statements\/\d+/);
  await page.getByText('正在处理').waitFor({ state: 'detached', timeout: 60_000 });
}

const storedLines = async () =>
  (await office.db.selectFrom('statementLine').select('id').where('moneyAccountId', '=', account).execute()).length;

async function sound(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await axeFindings(page)).toEqual([]);
  expect(await htmlFindings(await (await page.request.get(page.url())).text())).toEqual([]);
}

describe('a statement of the bank', () => {
  test('is uploaded, looked at and stored, and its lines are there', async () => {
    const page = await signedIn(browser, office, 'clerk');
    await upload(page, file(ccb(MONTH)));
    const main = page.locator('main');
    expect(await main.innerText()).toContain('已读取，待存入');
    expect(await main.innerText()).toContain('12,000.00');
    expect(await main.innerText()).toContain('建设银行企业网银明细');
    expect(await page.locator('table.ledger tbody tr').count()).toBe(20);
    expect(await storedLines()).toBe(0);
    for (const width of [390, 1280]) await sound(page, width);
    await page.getByRole('button', { name: '存入 60 笔新流水' }).click();
    await page.getByText('已存入', { exact: true }).first().waitFor({ timeout: 60_000 });
    expect(await storedLines()).toBe(60);
    await page.getByRole('link', { name: '查看流水' }).click();
    await page.getByRole('link', { name: '后面的' }).click();
    await page.waitForURL(/after=/);
    expect(await page.locator('table.ledger tbody tr').count()).toBe(10);
    await sound(page, 390);
    await page.goto('/admin/statements');
    expect(await page.locator('main').innerText()).toContain('2025-07-01 至 2025-07-04');
    for (const width of [390, 1280]) await sound(page, width);
    expect(office.complaints()).toBe('');
  });

  test('needs no script, and the same file a second time says who stored it', async () => {
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await page.goto('/admin/statements');
    await page.getByLabel(/^\s*文件/).setInputFiles(file(ccb(MONTH)));
    await page.getByRole('button', { name: '上传并核对' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/同样的文件已经存入（经办甲/);
    const next = MONTH.map((row) => ({ ...row, day: row.day.replace('-07-', '-08-') }));
    await page.getByLabel(/^\s*文件/).setInputFiles(file(ccb(next), '八月流水.csv'));
    await page.getByRole('button', { name: '上传并核对' }).click();
    await page.waitForURL(/\/admin\/statements\/\d+/);
    await expect.poll(() => page.locator('main').innerText(), { timeout: 60_000 }).toContain('待存入');
    await page.getByRole('button', { name: '放弃这份文件' }).click();
    expect(await page.locator('main').innerText()).toContain('已放弃');
  });

  test.for<[string, Uint8Array | string, string, boolean]>([
    ['cut off within its signs', ccb(MONTH).slice(0, ccb(MONTH).lastIndexOf('0,200.00') + 4), '最后一行不完整', true],
    ['of zeros', new Uint8Array(5_000), '不是对账单，也不是表格', false],
    ['that is an empty zip', Buffer.from('504b0304', 'hex'), '压缩包打不开', false],
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '这是图片', false],
    ['of another account', ccb(MONTH, { account: '4300999999990000' }), '另一个账户的对账单', true],
  ])('%s is refused with words, and offers columns to tell only of a table', async ([, content, words, tabular]) => {
    const page = await signedIn(browser, office, 'clerk');
    const before = await storedLines();
    await upload(page, file(content, '坏.csv'));
    expect(await page.getByRole('alert').innerText()).toMatch(new RegExp(words));
    // Where the remedy is elsewhere, the way there stands beside it.
    const elsewhere = page.getByRole('alert').getByRole('link', { name: '打开“资金账户”' });
    expect(await elsewhere.count()).toBe(words.startsWith('另一个账户') ? 1 : 0);
    expect(await page.getByRole('button', { name: /存入/ }).count()).toBe(0);
    expect(await storedLines()).toBe(before);
    expect(await page.getByRole('link', { name: '自己指明各列' }).count()).toBe(tabular ? 1 : 0);
  });

  test('of a table nobody knows is read as the clerk says', async () => {
    const page = await signedIn(browser, office, 'clerk');
    const lines = ['编号;过账;摘录;金额;方向', '1;31/12/2025;甲公司;100.00;进', '2;31/12/2025;乙公司;5.00;出', ''];
    await upload(page, file(lines.join('\n'), '别家.txt'));
    expect(await page.getByRole('alert').innerText()).toContain('没有找到对账单的表头');
    await page.getByRole('alert').getByRole('link', { name: '自己指明各列' }).click();
    await page.getByRole('button', { name: '照此读取' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('没有指明这一项在哪一列');
    for (const width of [390, 1280]) await sound(page, width);
    const choose = (name: string, label: string) =>
      page.locator(`form[method="post"] select[name="${name}"]`).selectOption({ label });
    await choose('signRule', '一列金额，另有一列写明方向');
    await page.getByLabel('表示收入的词').fill('进');
    await choose('dateOrder', '日/月/年');
    await choose('day', '2. 过账');
    await choose('counterpartyName', '3. 摘录');
    await choose('amount', '4. 金额');
    await choose('flow', '5. 方向');
    await page.getByRole('button', { name: '照此读取' }).click();
    await page.waitForURL(/seen=statementMapped/);
    await page.getByText('正在处理').waitFor({ state: 'detached', timeout: 60_000 });
    expect(await page.locator('main').innerText()).toMatch(/按自己指明的各列读取[\s\S]*100\.00[\s\S]*2025-12-31/);
  });

  test('of a workbook with a sheet for each account is read by the sheet that the clerk chooses', async () => {
    const page = await signedIn(browser, office, 'clerk');
    const book = utils.book_new();
    for (const [name, yuan] of [
      ['建行', '5.00'],
      ['工行', '700.00'],
    ] as const) {
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet([
          ['过账', '摘录', '数额'],
          ['2025-12-30', '甲', yuan],
        ]),
        name,
      );
    }
    await upload(page, file(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, '两户.xlsx'));
    await page.getByRole('alert').getByRole('link', { name: '自己指明各列' }).click();
    await page.getByLabel('工作表').selectOption({ label: '工行' });
    await page.getByRole('button', { name: '重新分列' }).click();
    const columns = { day: '1. 过账', counterpartyName: '2. 摘录', amount: '3. 数额' };
    for (const [name, label] of Object.entries(columns)) {
      await page.locator(`form[method="post"] select[name="${name}"]`).selectOption({ label });
    }
    await sound(page, 390);
    await page.getByRole('button', { name: '照此读取' }).click();
    await page.waitForURL(/seen=statementMapped/);
    await page.getByText('正在处理').waitFor({ state: 'detached', timeout: 60_000 });
    expect(await page.locator('main').innerText()).toMatch(/工作表\s+工行[\s\S]*700\.00[\s\S]*没有读取：建行/);
    await sound(page, 390);
  });

  test('is downloaded by those who record or review, and by nobody else', async () => {
    const { id } = await office.db.selectFrom('statementFile').select('id').orderBy('id').executeTakeFirstOrThrow();
    const clerk = await signedIn(browser, office, 'clerk');
    const kept = await clerk.request.get(`/admin/statements/${id}/original`);
    expect(await kept.text()).toBe(ccb(MONTH));
    expect(kept.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining('attachment'),
    });
    const auditor = await signedIn(browser, office, 'auditor');
    expect((await auditor.request.get(`/admin/statements/${id}/original`)).status()).toBe(403);
    await auditor.goto('/admin/statements');
    expect(await auditor.getByRole('button', { name: '上传并核对' }).count()).toBe(0);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { fillGift, signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';
import { confirmedByBank } from '../support/statement-lines.ts';

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

const status = (page: Page) => page.locator('.headline .status').innerText();
const press = async (page: Page, name: string) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
};

/** Enters a gift and answers the address of its page. */
async function enterGift(page: Page, yuan: string, more: Record<string, string> = {}): Promise<string> {
  await page.goto('/admin/donations/new');
  await fillGift(page, yuan, more);
  await press(page, '提交复核');
  const address = await page.getByRole('link', { name: '查看这笔捐赠' }).getAttribute('href');
  expect(address).toMatch(/^\/admin\/donations\/\d+$/);
  return address ?? '';
}

async function counted(table: 'journalEntry' | 'act' | 'approval'): Promise<bigint> {
  const { count } = await office.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

describe('a gift in the office', () => {
  test('is entered, sent back, changed, approved, confirmed and reversed by two people, without script', async () => {
    const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    const reviewer = await signedIn(browser, office, 'reviewer', { javaScriptEnabled: false });
    const gift = await enterGift(clerk, '1,234.50');

    await clerk.goto(gift);
    expect(await status(clerk)).toBe('待复核');
    expect(await clerk.getByRole('button', { name: '复核通过' }).count()).toBe(0);

    await reviewer.goto('/admin');
    await reviewer
      .getByRole('link', { name: /^D\d{4}-/ })
      .first()
      .click();
    expect(await reviewer.locator('.effect').innerText()).toContain('捐赠收入—非限定性');
    await reviewer.getByText('退回修改').click();
    await reviewer.getByLabel('退回理由').fill('金额与回单不符');
    await press(reviewer, '退回');
    expect(await status(reviewer)).toBe('已退回');

    await clerk.goto('/admin');
    await clerk
      .getByRole('link', { name: /^D\d{4}-/ })
      .first()
      .click();
    expect(await clerk.locator('.history').innerText()).toContain('金额与回单不符');
    await clerk.getByRole('link', { name: '修改' }).click();
    await clerk.locator('[name="lines.1.quantity"]').fill('1,234.60');
    await press(clerk, '改好，重新提交');
    expect(await status(clerk)).toBe('待复核');

    await reviewer.goto(gift);
    await press(reviewer, '复核通过');
    expect(await status(reviewer)).toBe('待核实');
    expect(await reviewer.locator('.effect').innerText()).toContain('1,234.60');

    // A slip from the bank is kept with the gift, and confirms nothing: its line of the statement does.
    expect(await reviewer.getByRole('button', { name: '登记核实' }).count()).toBe(0);
    await clerk.goto(gift);
    await clerk.locator('details:has(form[action*="attach"]) summary').click();
    await clerk.locator('form[action*="attach"] input[type="file"]').setInputFiles({
      name: '银行回单.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    });
    await press(clerk, '上传');
    expect(await status(clerk)).toBe('待核实');
    const { people } = office;
    const matching = { clerk: people.clerk.id, reviewer: people.otherReviewer.id };
    await confirmedByBank(office.db, matching, BigInt(gift.split('/').at(-1) ?? ''));
    await reviewer.goto(gift);
    expect(await status(reviewer)).toBe('待公示');
    const paper = await reviewer.request.get(
      (await reviewer.getByRole('link', { name: /银行回单/ }).getAttribute('href')) ?? '',
    );
    expect(paper.headers()['content-type']).toBe('image/png');
    expect(paper.headers()['x-content-type-options']).toBe('nosniff');
    expect(decodeURIComponent(paper.headers()['content-disposition'] ?? '')).toContain('银行回单.png');

    await clerk.goto(gift);
    await clerk.getByText('红字冲销', { exact: true }).last().click();
    await clerk.getByLabel('冲销原因').selectOption('duplicate');
    await clerk.getByLabel('具体说明').fill('同一笔款登记了两次');
    await press(clerk, '提交冲销');
    await reviewer.goto(clerk.url());
    expect(await reviewer.locator('.effect').innerText()).toMatch(/借\s银行存款—自有\s+100201\s+-1,2/);
    await press(reviewer, '复核通过');
    await reviewer.goto(gift);
    expect(await status(reviewer)).toBe('已冲销');
    const { balance } = await office.db
      .selectFrom('accountBalance')
      .select(({ fn }) => fn.sum<bigint>('amount').as('balance'))
      .where('accountCode', '=', '100201')
      .executeTakeFirstOrThrow();
    expect(balance).toBe(0n);
    expect(office.complaints()).toBe('');
  });

  test('shows its 查询码 once, and never again', async () => {
    const clerk = await signedIn(browser, office, 'clerk');
    await clerk.goto('/admin/donations/new');
    await fillGift(clerk, '88.00');
    await press(clerk, '提交复核');
    const code = await clerk.locator('.receipt-code').innerText();
    expect(code).toMatch(/^([0-9A-Z*~$=]{4}-){6}[0-9A-Z*~$=]{4}$/);
    expect(await clerk.locator('svg.qr path').count()).toBe(1);
    const gift = (await clerk.getByRole('link', { name: '查看这笔捐赠' }).getAttribute('href')) ?? '';

    await clerk.reload();
    expect(new URL(clerk.url()).pathname).toBe(gift);
    for (const address of [gift, gift.replace('/admin', '/admin/prints').replace('donations', 'donation-slip')]) {
      expect(await (await clerk.request.get(address)).text()).not.toContain(code);
    }
  });

  test('is entered anew after its reversal, without script, and keeps its 查询码', async () => {
    const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    const reviewer = await signedIn(browser, office, 'reviewer', { javaScriptEnabled: false });
    const gift = await enterGift(clerk, '70,000');
    await reviewer.goto(gift);
    await press(reviewer, '复核通过');
    await clerk.goto(gift);
    expect(await clerk.getByRole('link', { name: '更正后重新登记' }).count()).toBe(0);
    await clerk.getByText('红字冲销', { exact: true }).last().click();
    await clerk.getByLabel('冲销原因').selectOption('entryMistake');
    await clerk.getByLabel('具体说明').fill('金额多写了一个零');
    await press(clerk, '提交冲销');
    await reviewer.goto(clerk.url());
    await press(reviewer, '复核通过');

    await clerk.goto(gift);
    await clerk.getByRole('link', { name: '更正后重新登记' }).click();
    expect(await clerk.locator('[name="lines.1.quantity"]').inputValue()).toBe('70,000.00');
    await clerk.locator('[name="lines.1.quantity"]').fill('7,000.123');
    await press(clerk, '提交复核');
    expect(await clerk.getByRole('alert').innerText()).toContain('小数');
    await clerk.locator('[name="lines.1.quantity"]').fill('7,000');
    await press(clerk, '提交复核');
    expect(await clerk.locator('.receipt-code').count()).toBe(0);
    expect(await clerk.getByRole('status').innerText()).toContain('查询码继续有效');
    const anew = new URL(clerk.url()).pathname;
    expect(anew).not.toBe(gift);
    await clerk.locator(`a[href="${gift}"]`).click();
    expect(await clerk.locator(`a[href="${anew}"]`).count()).toBe(1);
    expect(await clerk.getByRole('link', { name: '更正后重新登记' }).count()).toBe(0);
    await clerk.goto(`/admin/donations/new?replaces=${gift.split('/').at(-1)}`);
    await press(clerk, '提交复核');
    expect(await clerk.getByRole('alert').innerText()).toContain('已更正后重新登记过');
    expect((await clerk.request.get('/admin/donations/new?replaces=999999')).status()).toBe(404);
    expect(office.complaints()).toBe('');
  });

  test('is approved once when two reviewers press at the same moment', async () => {
    const clerk = await signedIn(browser, office, 'clerk');
    const gift = await enterGift(clerk, '500');
    const one = await signedIn(browser, office, 'reviewer');
    const other = await signedIn(browser, office, 'otherReviewer');
    await Promise.all([one.goto(gift), other.goto(gift)]);
    const before = await counted('journalEntry');
    await Promise.all([press(one, '复核通过'), press(other, '复核通过')]);
    expect(await counted('journalEntry')).toBe(before + 1n);
    const alerts = await Promise.all([one, other].map((page) => page.getByRole('alert').allInnerTexts()));
    expect(alerts.filter((texts) => texts.length === 0)).toHaveLength(1);
    expect(alerts.flat().join()).toContain('已由');
    expect(office.complaints()).toBe('');
  });

  test('is entered once when its form is sent twice', async () => {
    const clerk = await signedIn(browser, office, 'clerk');
    await clerk.goto('/admin/donations/new');
    await fillGift(clerk, '66');
    const before = await counted('act');
    const { action, fields } = await clerk.locator('form[data-entry]').evaluate((form: HTMLFormElement) => ({
      action: form.action,
      fields: Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    }));
    const headers = { origin: office.url };
    const answers = await Promise.all(
      [1, 2, 3].map(() => clerk.request.post(action, { form: fields, headers, maxRedirects: 0 })),
    );
    expect(await counted('act')).toBe(before + 1n);
    expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 303, 303]);
  });

  test('keeps what was typed when it is refused, and leads to each field', async () => {
    const clerk = await signedIn(browser, office, 'clerk');
    await clerk.goto('/admin/donations/new');
    await fillGift(clerk, '12.345', { legalName: '某某公司', occurredFrom: '2099-01-01', restriction: 'restricted' });
    await press(clerk, '提交复核');
    const summary = clerk.getByRole('alert');
    expect(await clerk.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    expect(await summary.innerText()).toMatch(/第 1 行 实收数量或金额：.*小数/);
    await summary.getByRole('link').first().click();
    expect(await clerk.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('occurredFrom');
    expect(await clerk.locator('[name="legalName"]').inputValue()).toBe('某某公司');
    expect(await clerk.locator('[name="lines.1.quantity"]').inputValue()).toBe('12.345');
    expect(await clerk.locator('[name="lines.1.quantity"]').getAttribute('aria-invalid')).toBe('true');
  });

  test('grows by rows without script, and blank rows are dropped', async () => {
    const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await clerk.goto('/admin/donations/new');
    await fillGift(clerk, '');
    await press(clerk, '＋ 增加一行');
    await press(clerk, '＋ 增加一行');
    await clerk.locator('[name="lines.1.unit"]').selectOption('');
    await clerk.locator('[name="lines.2.unit"]').selectOption('item:mask');
    await clerk.locator('[name="lines.2.quantity"]').fill('1,000');
    await clerk.locator('[name="lines.3.unit"]').selectOption('item:rice');
    await clerk.locator('[name="lines.3.quantity"]').fill('2.5');
    await clerk.locator('[name="valuations.1.valuationAmount"]').fill('3000');
    await clerk.locator('[name="valuations.1.valuationMethod"]').selectOption('invoice');
    await clerk.locator('[name="valuations.1.valuationLines"]').fill('2，3');
    await press(clerk, '预览入账');
    expect(await clerk.locator('#effect').innerText()).toContain('1,000 只');
    await press(clerk, '提交复核');
    const gift = (await clerk.getByRole('link', { name: '查看这笔捐赠' }).getAttribute('href')) ?? '';
    await clerk.goto(gift);
    const text = await clerk.locator('main').innerText();
    expect(text).toContain('2.5 公斤');
    expect(text).toContain('1、2');
  });

  test('shows what will be booked while it is typed, and Enter proposes it', async () => {
    const clerk = await signedIn(browser, office, 'clerk');
    await clerk.goto('/admin/donations/new');
    await fillGift(clerk, '77.70');
    await clerk.locator('#effect').getByText('捐赠收入—非限定性').waitFor();
    expect(await clerk.locator('#effect').innerText()).toContain('77.70');
    await clerk.locator('[name="restriction"]').selectOption('restricted');
    await clerk.locator('#effect').getByText('捐赠收入—限定性').waitFor();

    await clerk.getByRole('button', { name: '＋ 增加一行' }).click();
    expect(new URL(clerk.url()).search).toBe('');
    await clerk.locator('[name="lines.2.unit"]').selectOption('item:mask');
    await clerk.locator('[name="lines.2.quantity"]').fill('40');
    await clerk.locator('#effect').getByText('40 只').first().waitFor();
    await clerk.locator('[data-rows="lines"]').getByRole('button', { name: '删去这一行' }).last().click();
    await clerk.locator('#effect').getByText('40 只').first().waitFor({ state: 'detached' });

    await clerk.locator('[name="restrictionReason"]').fill('用于一线');
    await Promise.all([clerk.waitForEvent('load'), clerk.locator('[name="legalName"]').press('Enter')]);
    expect(await clerk.locator('.sheet').innerText()).toContain('人民币柒拾柒元柒角');
    expect(await clerk.locator('.sheet').innerText()).not.toContain('医用口罩');
  });
});

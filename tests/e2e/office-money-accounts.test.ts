import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';
import { given } from '../support/office-books.ts';
import { fillGift, signedIn } from '../support/office-browser.ts';
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

const AT = '/admin/money-accounts';
const sound = async (page: Page) => {
  const response = await page.goto(page.url());
  expect(await htmlFindings((await response?.text()) ?? '')).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
};
const rowOf = (page: Page, name: string) => page.locator('tr', { has: page.getByRole('rowheader', { name }) });

test('an account is entered by one person, returned once, then approved by another and chosen for a gift', async () => {
  const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false, width: 390 });
  await clerk.goto('/admin');
  await clerk.locator('summary', { hasText: '对账' }).click();
  await clerk.getByRole('link', { name: '资金账户' }).click();
  expect(await clerk.locator('main').innerText()).toContain('还没有资金账户');
  await clerk.getByRole('button', { name: '提交批准' }).click();
  const alert = await clerk.getByRole('alert').innerText();
  for (const wrong of ['没有填账户名称', '没有填账号']) expect(alert).toContain(wrong);
  const enter = async (name: string, number: string) => {
    await clerk.locator('#new-entity').selectOption('charity');
    await clerk.locator('#new-kind').selectOption('alipay');
    await clerk.locator('#new-name').fill(name);
    await clerk.locator('#new-number').fill(number);
    await clerk.getByRole('button', { name: '提交批准' }).click();
  };
  await enter('支付宝商户', '2088 0000 1111 2221');
  expect(await clerk.getByRole('status').innerText()).toContain('等另一位复核人批准');
  expect(await clerk.getByRole('button', { name: '批准启用' }).count()).toBe(0);
  expect(await clerk.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);

  const reviewer = await signedIn(browser, office, 'reviewer');
  await reviewer.goto('/admin');
  await reviewer.getByRole('link', { name: /等我批准的资金账户\s*1/ }).click();
  await reviewer.locator('summary', { hasText: '退回' }).click();
  await reviewer.getByLabel('退回理由').fill('末位抄错');
  await reviewer.getByRole('button', { name: '退回', exact: true }).click();
  expect(await rowOf(reviewer, '支付宝商户').innerText()).toContain('末位抄错');
  await clerk.goto(AT);
  await enter('支付宝商户', '2088000011112222');
  await reviewer.goto(AT);
  await reviewer.getByRole('button', { name: '批准启用' }).click();
  expect(await reviewer.getByRole('status').innerText()).toContain('已批准');
  const number = rowOf(reviewer, '支付宝商户').first().locator('.number');
  expect([await number.innerText(), await number.locator('strong').innerText()]).toEqual(['2088000011112222', '2222']);
  expect(await rowOf(reviewer, '支付宝商户').first().innerText()).toContain('1009');
  await sound(reviewer);
  await reviewer.goto('/admin');
  expect(await reviewer.getByRole('link', { name: /资金账户\s*\d/ }).count()).toBe(0);

  const page = await signedIn(browser, office, 'clerk');
  await page.goto('/admin/donations/new');
  await fillGift(page, '100.00');
  const account = page.locator('[name="moneyAccount"]');
  expect(await account.locator('option:checked').innerText()).toContain('支付宝商户（尾号 2222）');
  await page.locator('#effect').getByText('其他货币资金').waitFor();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '提交复核' }).click()]);
  await page.goto('/admin/donations');
  await page
    .getByRole('link', { name: /^D\d+-/ })
    .first()
    .click();
  const entry = await page.locator('main').innerText();
  expect(entry).toContain('支付宝商户（尾号 2222）');
  expect(entry).toContain('其他货币资金');
  expect(office.complaints()).toBe('');
});

test('the account follows the entity, and what a person leaves empty stays empty', async () => {
  const { db, people } = office;
  const two = { recorder: people.clerk.id, reviewer: people.reviewer.id };
  await openMoneyAccount(db, two, 'bank', { name: '工行募捐专户' });
  await openMoneyAccount(db, two, 'bank', { name: '工会账户', entity: 'union' });
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto('/admin/donations/new');
  const entity = page.locator('[name="entity"]');
  const account = page.locator('[name="moneyAccount"]');
  const offered = async () => {
    const texts = await account.locator('option').allInnerTexts();
    return texts.slice(1).map((text) => text.trim());
  };
  await entity.selectOption('charity');
  expect(await account.inputValue()).toBe('');
  expect(await offered()).toEqual([
    expect.stringMatching(/^工行募捐专户（尾号 \d{4}） · 市慈善总会$/),
    '支付宝商户（尾号 2222） · 市慈善总会',
  ]);
  await entity.selectOption('union');
  expect(await account.locator('option:checked').innerText()).toContain('工会账户');
  await account.selectOption('');
  await entity.selectOption('charity');
  await entity.selectOption('union');
  expect(await account.inputValue()).toBe('');
  await sound(page);
});

test('own money changes its account by an entry that another person approves', async () => {
  const { db, people } = office;
  const waiting = await db.selectFrom('openTask').select('actId').where('task', '=', 'approve').execute();
  for (const { actId } of waiting) given(await approveAct(db, { actId, revision: 1, by: people.reviewer.id }));
  const page = await signedIn(browser, office, 'clerk');
  await page.goto('/admin/adjustments/new');
  const to = page.locator('[name="toMoneyAccount"]');
  expect(await to.isVisible()).toBe(false);
  const fields = { entity: 'charity', fund: 'relief', reason: 'transfer', restriction: 'unrestricted', unit: 'CNY' };
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).selectOption(value);
  expect(await to.isVisible()).toBe(true);
  const choose = async (name: string, words: string) => {
    const select = page.locator(`[name="${name}"]`);
    const value = await select.locator('option', { hasText: words }).getAttribute('value');
    await select.selectOption(value ?? '');
  };
  await choose('moneyAccount', '支付宝商户');
  await page.locator('[name="occurredFrom"]').fill('2020-02-20');
  await page.locator('[name="amount"]').fill('60');
  await page.locator('[name="explanation"]').fill('支付宝提现到专户');
  await page.getByRole('button', { name: '提交复核' }).last().click();
  expect(await page.getByRole('alert').innerText()).toContain('没有选转出账户或转入账户');
  await choose('toMoneyAccount', '工行募捐专户');
  await page.getByRole('button', { name: '提交复核' }).last().click();
  await page.waitForURL(/adjustments\/\d+/);
  const entry = await page.locator('main').innerText();
  for (const words of ['账户间划转', '转入账户', '工行募捐专户（尾号']) expect(entry).toContain(words);
  const id = BigInt(/adjustments\/(\d+)/.exec(page.url())?.[1] ?? '0');
  given(await approveAct(db, { actId: id, revision: 1, by: people.reviewer.id }));
  const rows = await db
    .selectFrom('accountBalance')
    .select(['accountCode', 'amount'])
    .where('accountCode', 'in', ['1009', '100201'])
    .orderBy('accountCode')
    .execute();
  expect(rows).toEqual([
    { accountCode: '100201', amount: 60_00n },
    { accountCode: '1009', amount: 40_00n },
  ]);
  expect(office.complaints()).toBe('');
});

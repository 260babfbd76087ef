import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
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

test('a gift like one entered before is pointed out to the clerk and to the reviewer, and may still be entered', async () => {
  const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false, width: 390 });
  const fill = async (yuan: string) => {
    await clerk.goto('/admin/donations/new');
    await fillGift(clerk, yuan, { paymentReference: 'ICBC 20200214 77' });
  };
  const warning = clerk.getByRole('note', { name: '可能重复登记，请先核对：' });
  const preview = () => clerk.getByRole('button', { name: /^预览/ }).click();
  await fill('500.00');
  await preview();
  expect(await warning.count()).toBe(0);
  await clerk.getByRole('button', { name: '提交复核' }).last().click();
  const first = (await clerk.getByRole('link', { name: '查看这笔捐赠' }).getAttribute('href')) ?? '';

  await fill('500.01');
  await preview();
  expect(await warning.count()).toBe(0);
  await clerk.locator('[name="lines.1.quantity"]').fill('500');
  await preview();
  expect(await warning.innerText()).toContain('付款流水号、金额和日期都相同');
  expect(await warning.getByRole('link').getAttribute('href')).toBe(first);
  expect(await clerk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await clerk.getByRole('button', { name: '提交复核' }).last().click();
  const second = (await clerk.getByRole('link', { name: '查看这笔捐赠' }).getAttribute('href')) ?? '';

  const reviewer = await signedIn(browser, office, 'reviewer');
  for (const [path, other] of [
    [first, second],
    [second, first],
  ] as const) {
    await reviewer.goto(path);
    const note = reviewer.getByRole('note', { name: '可能重复登记，请先核对：' });
    expect(await note.getByRole('link').getAttribute('href')).toBe(other);
  }
  await reviewer.getByRole('button', { name: /复核通过/ }).click();
  expect(await reviewer.getByRole('status').innerText()).toContain('已复核通过');
  expect(office.complaints()).toBe('');
});

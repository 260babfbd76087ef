import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { keepBooks } from '../support/office-books.ts';
import { fillGift, signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  await keepBooks(office);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

test('a warehouse is named, renamed, chosen for goods that come in, and stands on their page', async () => {
  const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false, width: 390 });
  await page.goto('/admin/register');
  await page.getByRole('link', { name: '存放地点' }).click();
  const add = page.locator('form', { has: page.getByLabel('核算主体') });
  await add.getByRole('button', { name: '登记存放地点' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('例如“一号仓库 3 排”');
  await add.getByLabel('核算主体').selectOption('charity');
  await add.getByLabel('名称').fill('一号仓库');
  await add.getByRole('button', { name: '登记存放地点' }).click();
  expect(await page.getByRole('status').innerText()).toContain('存放地点已登记');

  const row = page.locator('tr', { has: page.getByRole('rowheader', { name: '一号仓库' }) });
  await row.getByLabel('“一号仓库”的新名称').fill('');
  await row.getByRole('button', { name: '改名' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('没有填存放地点的名称');
  await row.getByLabel('“一号仓库”的新名称').fill('一号仓库 3 排');
  await row.getByRole('button', { name: '改名' }).click();
  expect(await page.getByRole('rowheader').allInnerTexts()).toContain('一号仓库 3 排');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const clerk = await signedIn(browser, office, 'clerk');
  await clerk.goto('/admin/donations/new');
  await fillGift(clerk, '250', { 'lines.1.unit': 'item:mask' });
  await clerk
    .locator('details', { has: clerk.locator('[name="lines.1.location"]') })
    .locator('summary')
    .click();
  await clerk.locator('[name="lines.1.location"]').selectOption({ index: 1 });
  await Promise.all([clerk.waitForNavigation(), clerk.getByRole('button', { name: '提交复核' }).click()]);
  expect(await clerk.getByRole('alert').allInnerTexts()).toEqual([]);
  await clerk.goto('/admin/donations');
  await clerk
    .getByRole('link', { name: /^D\d+-/ })
    .first()
    .click();
  expect(await clerk.locator('main').innerText()).toContain('一号仓库 3 排');

  const auditor = await signedIn(browser, office, 'auditor');
  await auditor.goto('/admin/register/locations');
  expect(await auditor.getByRole('button', { name: /改名|登记存放地点/ }).count()).toBe(0);
  expect(office.complaints()).toBe('');
});

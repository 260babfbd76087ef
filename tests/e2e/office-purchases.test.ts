import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { gift, given } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
  const cash = { unit: 'CNY', quantity: 5_000_00n, provenance: 'stated', fate: 'held' } as const;
  const { db, people } = office;
  const { actId } = given(await proposeDonation(db, gift('某某实业', [cash]), people.clerk.id, 'to buy from'));
  given(await approveAct(db, { actId, revision: 1, by: people.reviewer.id }));
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

const sound = async (page: Page) => {
  const response = await page.goto(page.url());
  expect(await htmlFindings((await response?.text()) ?? '')).toEqual([]);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  }
};

test('a purchase is entered with three offers, its ledger effect shown, and waits for bank and warehouse', async () => {
  const { db, people } = office;
  const page = await signedIn(browser, office, 'clerk');
  await page.goto('/admin');
  await page.locator('summary', { hasText: '款物' }).click();
  await page.getByRole('link', { name: '物资采购' }).click();
  await page.goto('/admin/purchases/new');
  await sound(page);
  expect(await page.locator('[name$=".quoteSupplier"]').count()).toBe(3);
  for (const [name, value] of Object.entries({
    ...{ entity: 'charity', fund: 'relief', restriction: 'unrestricted', 'lines.1.unit': 'item:mask' },
  })) {
    await page.locator(`[name="${name}"]`).selectOption(value);
  }
  for (const [name, value] of Object.entries({
    ...{
      occurredFrom: '2020-02-20',
      supplier: '衡阳某某医药有限公司',
      contractNumber: 'HT-7',
      invoiceNumber: '24432000',
    },
    ...{ 'lines.1.quantity': '400', 'lines.1.priceFen': '1200' },
    ...{ 'quotes.1.quoteSupplier': '衡阳某某医药有限公司', 'quotes.1.quoteAmount': '1200' },
  })) {
    await page.locator(`[name="${name}"]`).fill(value);
  }
  const effect = page.locator('#effect');
  await effect.getByText('采购转入物资').first().waitFor();
  for (const words of ['业务活动成本—发放', '银行存款—自有', '存货', '1,200.00'])
    expect(await effect.innerText()).toContain(words);

  const send = () => page.getByRole('button', { name: '提交复核' }).last().click();
  await send();
  expect(await page.getByRole('alert').innerText()).toContain('比价不足三家');
  for (const row of [2, 3]) await page.locator(`[name="quotes.${row}.quoteSupplier"]`).fill(`第 ${row} 家医药公司`);
  await send();
  await page.getByText('“报价总额”没有填').first().waitFor();
  for (const row of [2, 3]) await page.locator(`[name="quotes.${row}.quoteAmount"]`).fill(`13${row}0`);
  await send();
  await page.waitForURL(/purchases\/\d+/);
  const id = BigInt(/purchases\/(\d+)/.exec(page.url())?.[1] ?? '0');
  const entry = await page.locator('main').innerText();
  for (const words of ['衡阳某某医药有限公司', 'HT-7', '24432000', '第 3 家医药公司', '1,330.00', '120901'])
    expect(entry).toContain(words);
  await page.goto(`/admin/purchases/${id}/edit`);
  expect(await page.locator('[name="quotes.2.quoteAmount"]').inputValue()).toBe('1,320.00');

  const reviewer = await signedIn(browser, office, 'reviewer');
  await reviewer.goto(`/admin/purchases/${id}`);
  await reviewer.getByRole('button', { name: /^复核通过/ }).click();
  await reviewer.getByRole('status').waitFor();
  const { receiptId } = given(
    await recordReceipt(
      db,
      {
        ...{ actId: id, receivedOn: '2020-02-21', inspectedBy: '验收王', keptBy: '保管李' },
        lines: [{ line: 1, accepted: 400n, quarantined: 0n, rejected: 0n }],
      },
      people.clerk.id,
      'receipt of what was bought',
    ),
  );
  given(await decideReceipt(db, { id: receiptId, decision: 'approved', by: people.reviewer.id }));
  await reviewer.goto(`/admin/purchases/${id}`);
  expect(await reviewer.locator('main').innerText()).toContain('还要核实钱款（对账核对流水）');
  await sound(reviewer);
  await reviewer.goto(`/admin/prints/goods-receipt/${id}`);
  expect(await reviewer.locator('main').innerText()).toContain('衡阳某某医药有限公司');
  await reviewer.goto('/admin/purchases');
  expect(await reviewer.locator('main').innerText()).toContain('衡阳某某医药有限公司');
  expect(office.complaints()).toBe('');
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { openBrowser } from '../support/browser.ts';
import { gift, given } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
  const line = { unit: 'item:mask', quantity: 300n, provenance: 'stated', fate: 'held' } as const;
  const valued = gift('某某医药', [line], {
    valuations: [{ amountFen: 3_000_00n, method: 'invoice', provenance: 'stated', lines: [1] }],
  });
  const { db, people } = office;
  const { actId } = given(await proposeDonation(db, valued, people.clerk.id, 'valued'));
  given(await approveAct(db, { actId, revision: 1, by: people.reviewer.id }));
  // Only what the warehouse has accepted can be issued.
  const { receiptId } = given(
    await recordReceipt(
      db,
      {
        ...{ actId, receivedOn: '2020-02-10', inspectedBy: '王验收', keptBy: '李保管' },
        lines: [{ line: 1, accepted: valued.lines[0]?.quantity ?? 0n, quarantined: 0n, rejected: 0n }],
      },
      people.clerk.id,
      'valued receipt',
    ),
  );
  given(await decideReceipt(db, { id: receiptId, decision: 'approved', by: people.reviewer.id }));
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

test.for([true, false])('goods do not leave their value behind unsaid (script: %s)', async (javaScriptEnabled) => {
  const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled, width: 390 });
  await page.goto('/admin/issues/new');
  for (const [name, value] of Object.entries({
    ...{ entity: 'charity', fund: 'relief', receiver: 'hospital', restriction: 'unrestricted' },
    'lines.1.stock': 'item:mask||',
  })) {
    await page.locator(`[name="${name}"]`).selectOption(value);
  }
  await page.locator('[name="occurredFrom"]').fill('2020-02-20');
  await page.locator('[name="lines.1.quantity"]').fill('100');
  const send = () => page.getByRole('button', { name: '提交复核' }).last().click();
  const value = page.locator('[name="lines.1.valueFen"]');
  await send();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('这批物资有折价，本次应转出约 1,000.00 元');
  expect(await value.inputValue()).toBe('1,000.00');
  // What was filled in follows the quantity; what a person says stays.
  await page.locator('[name="lines.1.quantity"]').fill('150');
  await send();
  await page.getByText('本次应转出约 1,500.00 元，已替您填好').first().waitFor();
  expect(await value.inputValue()).toBe('1,500.00');
  if (javaScriptEnabled) {
    await send();
    await page.waitForURL(/issues\/\d+/);
    expect(await page.locator('main').innerText()).toContain('1,500.00 元（物资折价）');
  } else {
    await value.fill('');
    await page.getByLabel('折价留在账上').check();
    await send();
    await page.waitForURL(/issues\/\d+/);
    expect(await page.locator('main').innerText()).not.toContain('物资折价）');
  }
  expect(office.complaints()).toBe('');
});

test('a write-off of valued goods is told what its value is, which is an entry of its own', async () => {
  const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
  await page.goto('/admin/adjustments/new');
  for (const [name, value] of Object.entries({
    ...{ entity: 'charity', fund: 'relief', reason: 'writeOff', restriction: 'unrestricted', unit: 'item:mask||' },
  })) {
    await page.locator(`[name="${name}"]`).selectOption(value);
  }
  await page.locator('[name="amount"]').fill('1');
  await page.getByRole('button', { name: /^预览入账/ }).click();
  expect(await page.locator('#f-amount-hint').innerText()).toMatch(/物资折价（元）”，金额约 \d[\d,]*\.\d\d 元/);
  await page.locator('[name="reason"]').selectOption('stocktakeOver');
  await page.getByRole('button', { name: /^预览入账/ }).click();
  expect(await page.locator('#f-amount-hint').count()).toBe(0);
});

test('the preview says all that sending would be refused for', async () => {
  const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
  await page.goto('/admin/donations/new');
  await page.locator('[name="donorKind"]').selectOption('person');
  await page.locator('[name="legalName"]').fill('赵晓岚');
  await page.locator('[name="display"]').selectOption('named');
  await page.locator('[name="restriction"]').selectOption('restricted');
  const messages = async (button: string) => {
    await page.getByRole('button', { name: button }).last().click();
    return page.getByRole('alert').locator('li').allInnerTexts();
  };
  const previewed = await messages('预览入账');
  expect(previewed.join()).toContain('个人未同意不得实名公开');
  expect(previewed.join()).toContain('须写明定向要求');
  expect(previewed.join()).toContain('没有选核算主体');
  expect(await messages('提交复核')).toEqual(previewed);
});

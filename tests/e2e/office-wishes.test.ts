import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { commitNotice } from '#publication/commit-notice.ts';
import { readSigner } from '#publication/log-key.ts';
import { openBrowser } from '../support/browser.ts';
import { cash, gift, given } from '../support/office-books.ts';
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

/** Approved and confirmed, so that the next notice takes it. */
async function enterMasked(legalName: string): Promise<bigint> {
  const { db, people } = office;
  const input = gift(legalName, [cash(20_000n)], { donor: { kind: 'person', legalName }, display: 'masked' });
  const { actId } = given(await proposeDonation(db, input, people.clerk.id, legalName));
  given(await approveAct(db, { actId, revision: 1, by: people.reviewer.id }));
  given(await confirmAct(db, { actId, by: people.otherReviewer.id, kind: 'press', note: '日报' }));
  return actId;
}

/** In a narrow window without script: what works there works everywhere. */
const plainly = (who: keyof Office['people']) =>
  signedIn(browser, office, who, { javaScriptEnabled: false, width: 390 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

async function askToName(page: Page, actId: bigint, consentOn: string): Promise<void> {
  await page.goto(`/admin/donations/${actId}`);
  await page.locator('summary', { hasText: '更改公开方式' }).click();
  await page.locator('#display-display').selectOption('named');
  await page.locator('#display-consentEvidence').fill('同意书第 3 号');
  await page.locator('#display-consentOn').fill(consentOn);
  await press(page, '提交');
}

describe('to show a name more openly', () => {
  test('is proposed by one with a dated consent, waits in the queue, and is returned or approved by another', async () => {
    const actId = await enterMasked('张晓明');
    const clerk = await plainly('clerk');
    await askToName(clerk, actId, '');
    expect(await clerk.getByRole('alert').innerText()).toContain('没有填同意的日期');
    await askToName(clerk, actId, '2020-03-01');
    expect(await clerk.getByRole('status').innerText()).toContain('须由另一位复核人批准');
    await clerk.getByRole('link', { name: /等另一位复核人批准/ }).click();
    expect(await clerk.getByRole('button', { name: '批准公开' }).count()).toBe(0);
    expect(await clerk.getByRole('button', { name: '撤回' }).count()).toBe(1);

    const reviewer = await plainly('reviewer');
    await reviewer.goto('/admin');
    expect(await reviewer.getByRole('link', { name: /待批准公开更多/ }).innerText()).toMatch(/1$/);
    await reviewer.goto('/admin?task=decideDisplay');
    await reviewer.getByRole('link', { name: /^D\d{4}-/ }).click();
    const row = reviewer.locator('tbody tr').first();
    expect(await row.innerText()).toMatch(/张晓明[\s\S]*实名[\s\S]*同意书第 3 号[\s\S]*2020-03-01 同意[\s\S]*经办甲/);
    await fits(reviewer);
    await row.getByText('退回', { exact: true }).first().click();
    await row.getByLabel('退回理由').fill('同意书没有签名');
    await press(reviewer, '退回');
    expect(await reviewer.getByRole('status').innerText()).toContain('已退回');
    expect(await row.innerText()).toMatch(/已退回 复核丙[\s\S]*同意书没有签名/);

    await askToName(clerk, actId, '2020-03-01');
    await reviewer.goto('/admin/displays');
    await press(reviewer, '批准公开');
    expect(await reviewer.getByRole('status').innerText()).toContain('已批准');
    await clerk.goto(`/admin/donations/${actId}`);
    expect(await clerk.locator('.history').innerText()).toMatch(/更改公开方式 经办甲\s*实名：同意书第 3 号/);
    await reviewer.goto('/admin');
    expect(await reviewer.getByRole('link', { name: /待批准公开更多/ }).innerText()).toMatch(/0$/);

    // To hide it again takes nobody else.
    await clerk.locator('summary', { hasText: '更改公开方式' }).click();
    await clerk.locator('#display-display').selectOption('anonymous');
    await clerk.locator('#display-consentEvidence').fill('本人 3 月 5 日来电');
    await press(clerk, '提交');
    expect(await clerk.getByRole('status').innerText()).toContain('公开方式已更改');
    const auditor = await plainly('auditor');
    await auditor.goto('/admin/audit');
    expect(await auditor.locator('main').innerText()).toMatch(/批准公开更多[\s\S]*1 笔捐赠，实名/);
    expect(office.complaints()).toBe('');
  });
});

describe('an erasure', () => {
  test('waits in the queue of another reviewer, who may return it with a reason', async () => {
    const actId = await enterMasked('李小丽');
    await commitNotice(office.db, await readSigner(office.db, office.dataDir), undefined);
    const clerk = await plainly('clerk');
    const propose = async () => {
      await clerk.goto(`/admin/donations/${actId}`);
      await clerk.getByText('删除公开文字', { exact: true }).click();
      await clerk.locator('#erase-displayName').check();
      await clerk.locator('#erase-askedBy').fill('捐赠人本人');
      await clerk.locator('#erase-reason').fill('不愿公开');
      await press(clerk, '提出删除');
    };
    await propose();
    const reviewer = await plainly('otherReviewer');
    await reviewer.goto('/admin?task=decideErasure');
    await reviewer.getByRole('link', { name: /^D\d{4}-/ }).click();
    expect(new URL(reviewer.url()).pathname).toBe('/admin/erasures');
    await fits(reviewer);
    await reviewer.locator('tbody').getByText('退回', { exact: true }).first().click();
    await reviewer.getByLabel('退回理由').fill('先与本人核对');
    await press(reviewer, '退回');
    expect(await reviewer.locator('tbody tr').first().innerText()).toMatch(/已退回 复核丁[\s\S]*先与本人核对/);
    await propose();
    await press(clerk, '撤回');
    expect(await clerk.locator('tbody tr').first().innerText()).toContain('已撤回 经办甲');
    await reviewer.goto('/admin?task=decideErasure');
    expect(await reviewer.getByRole('link', { name: /^D\d{4}-/ }).count()).toBe(0);
    expect(office.complaints()).toBe('');
  });
});

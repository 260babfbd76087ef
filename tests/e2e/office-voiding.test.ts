import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
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

const approve = async (actId: bigint) =>
  given(await approveAct(office.db, { actId, revision: 1, by: office.people.reviewer.id }));

async function enterGift(legalName: string, fen: bigint): Promise<{ actId: bigint; number: string }> {
  const entered = given(
    await proposeDonation(office.db, gift(legalName, [cash(fen)]), office.people.clerk.id, legalName),
  );
  await approve(entered.actId);
  return entered;
}

describe('a confirmation', () => {
  test('shows its note in the history of the entry', async () => {
    const { actId } = await enterGift('有报道的公司', 100_00n);
    const page = await signedIn(browser, office, 'otherReviewer', { javaScriptEnabled: false, width: 390 });
    await page.goto(`/admin/donations/${actId}`);
    await page.locator('#confirm-kind').selectOption('press');
    await page.locator('#confirm-note').fill('衡阳日报 2020-02-15 第 2 版');
    await page.getByRole('button', { name: '登记核实' }).click();
    expect(await page.getByRole('status').innerText()).toContain('已登记核实');
    expect(await page.locator('.history').innerText()).toMatch(/核实 复核丁\s*公开报道 · 衡阳日报 2020-02-15 第 2 版/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

describe('a voided gift', () => {
  test('stands in the list of the notice with what it voids, how much, and why', async () => {
    const { db, people } = office;
    const { actId, number } = await enterGift('多写一位的公司', 1_234_567_89n);
    given(await confirmAct(db, { actId, by: people.otherReviewer.id, kind: 'press', note: '日报' }));
    await commitNotice(db, await readSigner(db, office.dataDir), undefined);
    const reversal = given(
      await proposeReversal(db, {
        ...{ actId, by: people.clerk.id, reasonCode: 'entryMistake', reason: '金额多写了一位' },
        idempotencyKey: 'voiding',
      }),
    );
    await approve(reversal.actId);

    const publisher = await signedIn(browser, office, 'publisher', { javaScriptEnabled: false, width: 390 });
    await publisher.goto('/admin/publish/confirm');
    const table = publisher.getByRole('table', { name: '其中红字冲销' });
    const cells = await table.locator('tbody tr').locator('th, td').allInnerTexts();
    expect(await table.locator('tbody tr').count()).toBe(1);
    expect(cells[0]).toMatch(/^C\d{4}-/);
    expect(cells[1]).toMatch(new RegExp(`多写一位的公司\\s*捐赠 ${number}`));
    expect(cells[2]).toContain('1,234,567.89 元');
    expect(cells[3]).toMatch(/录入有误\s*金额多写了一位/);
    expect(await publisher.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await table.getByRole('link', { name: number }).click();
    expect(await publisher.locator('.headline .status').innerText()).toBe('已冲销');
    expect(await publisher.locator('.history').innerText()).toMatch(/冲销 复核丙\s*C\d{4}-\d+ · 金额多写了一位/);

    // The list of reversals shows the negative of what was voided.
    await publisher.goto('/admin/reversals');
    const listed = publisher.locator('tbody tr').first();
    expect(await listed.innerText()).toContain(number);
    expect(await listed.innerText()).toMatch(/[-−]1,234,567\.89 元/);
    expect(office.complaints()).toBe('');
  });
});

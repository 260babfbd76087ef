import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { openBrowser } from '../support/browser.ts';
import { cash, gift, given, keepBooks } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { clientOf } from '../support/office-client.ts';
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

const runs = () => office.db.selectFrom('publishRun').select('id').execute();

async function addReadyGift(): Promise<void> {
  const { db, people } = office;
  const input = gift('后到的捐赠人', [cash(12_345n)]);
  const { actId } = given(await proposeDonation(db, input, people.clerk.id, 'meanwhile'));
  given(await approveAct(db, { actId, revision: 1, by: people.reviewer.id }));
  given(await confirmAct(db, { actId, by: people.otherReviewer.id, kind: 'press', note: '日报' }));
}

describe('the publish button', () => {
  test('asks first, without script too, and a list that is not the shown one publishes nothing', async () => {
    const page = await signedIn(browser, office, 'publisher', { javaScriptEnabled: false, width: 390 });
    await page.goto('/admin/publish');
    await page.getByRole('button', { name: '开始公示' }).click();
    expect(await page.locator('h1').innerText()).toBe('确认公示');
    expect(await page.locator('main').innerText()).toContain('公示后不能撤回');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('link', { name: '暂不公示，返回' }).click();
    const client = await clientOf(office, 'publisher');
    for (const list of ['', 'x', '0'.repeat(64)]) {
      const response = await client.post(
        '/admin/publish/confirm?_action=publishing.start',
        new URLSearchParams({ list }),
      );
      expect(response.status).toBe(422);
    }
    expect(await runs()).toEqual([]);
  });

  test('shows what is ready, publishes while the page watches, and the notice is served', async () => {
    const page = await signedIn(browser, office, 'publisher');
    await page.goto('/admin/publish');
    expect(await page.locator('main').innerText()).toMatch(/\d+ 笔已复核、已核实，将写入公开账册/);
    await page.getByRole('button', { name: '开始公示' }).click();
    await page.waitForURL('**/admin/publish/confirm?');
    const list = page.getByRole('table', { name: '本期将公示的内容' });
    expect(await list.getByRole('row', { name: /^捐赠/ }).innerText()).toMatch(
      /2 笔[\s\S]*1,000,000\.00 元[\s\S]*10,000 只/,
    );
    const records = page.getByRole('table', { name: /^逐笔内容：共 \d+ 笔$/ });
    const [, all] = /共 (\d+) 笔/.exec((await records.locator('caption').innerText()) ?? '') ?? [];
    expect(await records.locator('tbody tr').count()).toBe(Number(all));
    // What goes public with a gift stands there word by word.
    expect(await records.innerText()).toMatch(/公开的名称：\s*衡阳某某医药[\s\S]*定向要求：\s*定向用于一线医务人员/);
    expect(await runs()).toEqual([]);

    // Meanwhile another gift is confirmed: the press on the old list publishes nothing and shows the new one.
    await addReadyGift();
    await page.getByRole('button', { name: /^确认公示以上 \d+ 笔$/ }).click();
    expect(await page.getByRole('alert').innerText()).toContain('清单刚刚有变化');
    expect(await list.getByRole('row', { name: /^捐赠/ }).innerText()).toMatch(/3 笔[\s\S]*1,000,123\.45 元/);
    expect(await runs()).toEqual([]);
    await page.getByRole('button', { name: /^确认公示以上 \d+ 笔$/ }).click();
    await page.locator('progress').waitFor();
    expect(await page.getByRole('button', { name: '正在公示' }).isDisabled()).toBe(true);
    await page.getByText('第 1 期公示已完成').waitFor({ timeout: 100_000 });
    expect(await page.locator('main').innerText()).toContain('没有新的内容可以公示');
    const checkpoint = await page.request.get('/log/checkpoint');
    expect(await checkpoint.text()).toMatch(/^127\.0\.0\.1\/log\n\d+\n/);

    const clerk = await signedIn(browser, office, 'clerk');
    await clerk.goto('/admin/donations?status=published');
    await clerk
      .getByRole('link', { name: /^D\d{4}-/ })
      .first()
      .click();
    expect(await clerk.locator('.history').innerText()).toMatch(/第 1 期 · 公开账册册号 \d+/);
    expect(office.complaints()).toBe('');
  });

  test('is not there for others', async () => {
    const page = await signedIn(browser, office, 'reviewer');
    await page.goto('/admin/publish');
    expect(await page.getByRole('button', { name: '开始公示' }).count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('只有公示人可以开始公示');
  });
});

describe('a role', () => {
  test('is proposed by one administrator, confirmed by another, and taken away by one', async () => {
    const one = await signedIn(browser, office, 'administrator');
    await one.goto('/admin/users');
    await one.getByLabel('授予').selectOption({ label: '经办乙 · otherclerk@example.org' });
    await one.getByLabel('角色', { exact: false }).last().selectOption('reviewer');
    await one.getByRole('button', { name: '提出授予' }).click();
    const row = one.locator('tr', { hasText: '经办乙' });
    expect(await row.innerText()).toContain('待另一位管理员确认');
    await row.getByRole('button', { name: '确认' }).click();
    expect(await one.getByRole('alert').innerText()).toContain('另一');

    const other = await signedIn(browser, office, 'otherAdministrator');
    await other.goto('/admin/users');
    const theirs = other.locator('tr', { hasText: '经办乙' });
    await theirs.getByRole('button', { name: '确认' }).click();
    expect(await theirs.innerText()).not.toContain('待另一位管理员确认');
    const clerk = await signedIn(browser, office, 'otherClerk');
    expect(await clerk.locator('main').innerText()).toContain('等我复核');

    await other.getByRole('button', { name: '收回：经办乙 复核人' }).click();
    await clerk.reload();
    expect(await clerk.locator('main').innerText()).not.toContain('等我复核');
  });

  test('that does not go with another is refused in words', async () => {
    const page = await signedIn(browser, office, 'administrator');
    await page.goto('/admin/users');
    await page.getByLabel('授予').selectOption({ label: '经办甲 · clerk@example.org' });
    await page.getByLabel('角色', { exact: false }).last().selectOption('publisher');
    await page.getByRole('button', { name: '提出授予' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('经办与公示不得一人兼任');
  });
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { keepBooks } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
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

const accountOf = (name: string) =>
  office.db
    .selectFrom('appUser')
    .select(['passwordHash', 'disabledAt', 'mustChangePassword'])
    .where('displayName', '=', name)
    .executeTakeFirstOrThrow();

describe('before a password is reset or an account disabled', () => {
  test('a page says what happens and to whom; only its button does it', async () => {
    const page = await signedIn(browser, office, 'administrator', { javaScriptEnabled: false, width: 390 });
    const before = await accountOf('经办乙');
    await page.goto('/admin/users');
    await page.getByRole('link', { name: '重设密码：经办乙' }).click();
    expect(await page.locator('h1').innerText()).toBe('重设 经办乙 的密码');
    expect(await page.locator('main').innerText()).toContain('现在的密码立即作废');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('link', { name: '取消，返回' }).click();
    expect(await accountOf('经办乙')).toEqual(before);
    await page.getByRole('link', { name: '重设密码：经办乙' }).click();
    await page.getByRole('button', { name: '确认重设密码' }).click();
    expect(await page.getByRole('status').innerText()).toMatch(/经办乙[\s\S]*([a-z2-9]{4}-){3}[a-z2-9]{4}/);
    expect((await accountOf('经办乙')).mustChangePassword).toBe(true);
    const initial = (await page.locator('.notice .code').innerText()).trim();

    // Until the person has set their own password nobody confirms, and whoever reset it never does.
    await page.goto('/admin/users');
    const row = page.locator('tr', { hasText: '经办乙' });
    expect(await row.innerText()).toMatch(/待另一位管理员确认[\s\S]*本人改好初始密码后才能确认/);
    expect(await row.innerText()).toMatch(/密码由 管理庚 于 \d{4}-\d\d-\d\d \d\d:\d\d 重设/);
    expect(await row.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
    const theirs = await (await browser.newContext({ baseURL: office.url, javaScriptEnabled: false })).newPage();
    await theirs.goto('/admin');
    await theirs.getByLabel('邮箱').fill(office.people.otherClerk.email);
    await theirs.getByLabel('密码').fill(initial);
    await theirs.getByRole('button', { name: '登录' }).click();
    expect(await theirs.locator('main').innerText()).toMatch(/管理员 管理庚 于 .* 给这个账号设了初始密码/);
    const own = '洞庭波兮木叶下 2020';
    await theirs.getByLabel('现在的密码').fill(initial);
    await theirs.locator('input[name="password"]').fill(own);
    await theirs.getByLabel('再输一次新密码').fill(own);
    await theirs.locator('main').getByRole('button', { name: '更改密码' }).click();
    await theirs.getByLabel('邮箱').fill(office.people.otherClerk.email);
    await theirs.getByLabel('密码').fill(own);
    await theirs.getByRole('button', { name: '登录' }).click();
    expect((await theirs.goto('/admin'))?.status()).toBe(403);
    expect(await theirs.locator('main').innerText()).toMatch(/管理员 管理庚 于 .* 给这个账号设了初始密码/);
    await page.reload();
    await row.getByRole('button', { name: '确认', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('初始密码是您给的');
    expect((await theirs.goto('/admin'))?.status()).toBe(403);
    const another = await signedIn(browser, office, 'otherAdministrator', { javaScriptEnabled: false });
    await another.goto('/admin/users');
    await another.locator('tr', { hasText: '经办乙' }).getByRole('button', { name: '确认', exact: true }).click();
    expect((await theirs.goto('/admin'))?.status()).toBe(200);

    // Of the only two administrators neither resets the other.
    await page.goto('/admin/users');
    await page.getByRole('link', { name: '重设密码：管理辛' }).click();
    await page.getByRole('button', { name: '确认重设密码' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('请在服务器上用命令重设');

    await page.goto('/admin/users');
    await page.getByRole('link', { name: '停用：经办乙' }).click();
    expect(await page.locator('main').innerText()).toContain('这个人立即不能登录');
    expect((await accountOf('经办乙')).disabledAt).toBeNull();
    await page.getByRole('button', { name: '确认停用' }).click();
    expect(await page.getByRole('status').innerText()).toContain('账号已停用');
    expect((await accountOf('经办乙')).disabledAt).not.toBeNull();
  });

  test('the first password of a new account is not called a reset one', async () => {
    const page = await signedIn(browser, office, 'administrator', { javaScriptEnabled: false });
    await page.goto('/admin/users');
    await page.locator('#add-displayName').fill('新来壬');
    await page.locator('#add-email').fill('newcomer@example.org');
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.goto('/admin/users');
    const row = await page.locator('tr', { hasText: '新来壬' }).innerText();
    expect(row).toMatch(/首次密码由 管理庚 于 \d{4}-\d\d-\d\d \d\d:\d\d 设/);
    expect(row).not.toContain('重设密码由');
  });

  test('there is no such page for oneself, for nobody, or for another deed', async () => {
    const page = await signedIn(browser, office, 'administrator');
    const own = String(office.people.administrator.id);
    const other = String(office.people.clerk.id);
    for (const query of ['', `deed=reset&user=${own}`, 'deed=reset&user=x', `deed=toString&user=${other}`]) {
      expect((await page.goto(`/admin/users/confirm?${query}`))?.status(), query).toBe(404);
    }
    const clerk = await signedIn(browser, office, 'clerk');
    expect((await clerk.goto(`/admin/users/confirm?deed=reset&user=${other}`))?.status()).toBe(403);
  });
});

test('a changed display stands in the history of its gift, with who asked for it', async () => {
  const { id } = await office.db
    .selectFrom('act')
    .innerJoin('approval', 'approval.actId', 'act.id')
    .select('act.id')
    .where('kind', '=', 'donation')
    .orderBy('act.id')
    .executeTakeFirstOrThrow();
  await office.db
    .insertInto('donationDisplay')
    .values({
      actId: id,
      display: 'anonymous',
      evidence: '捐赠人本人 2 月 20 日来电',
      recordedBy: office.people.clerk.id,
    })
    .execute();
  const page = await signedIn(browser, office, 'reviewer');
  await page.goto(`/admin/donations/${id}`);
  expect(await page.locator('.history').innerText()).toMatch(/更改公开方式 经办甲\s*匿名：捐赠人本人 2 月 20 日来电/);
  expect(office.complaints()).toBe('');
});

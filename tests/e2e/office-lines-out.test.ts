import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import { enterGifts } from '#reconciliation/matches/enter-from-line.ts';
import { parkLine } from '#reconciliation/matches/park-line.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';
import { cash, gift, given } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';
import { statementLines } from '../support/statement-lines.ts';

let office: Office;
let browser: Browser;
let paid: bigint;
let few: bigint;
let put: bigint;
let gifts: bigint[];
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
  const { db, people } = office;
  const account = await openMoneyAccount(db, { recorder: people.clerk.id, reviewer: people.reviewer.id }, 'bank');
  const of = { account, flow: 'out' } as const;
  [paid, few, put, ...gifts] = (await statementLines(db, people.clerk.id, [
    { ...of, day: '2020-02-27', amountFen: 60_000_00n, name: '湖北省慈善总会', purpose: '援助湖北抗疫款' },
    { ...of, day: '2020-02-28', amountFen: 3_000_00n, name: '张三', purpose: '慰问金' },
    { account, day: '2020-02-14', flow: 'in', amountFen: 800_00n, name: '王某', purpose: '往来款' },
    ...['李四', '赵六'].map((name) => ({ account, day: '2020-02-15', flow: 'in' as const, amountFen: 9_00n, name })),
  ])) as [bigint, bigint, bigint, ...bigint[]];
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

async function sound(page: Page): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  }
}

async function open(page: Page, path: string): Promise<void> {
  const sent = await page.goto(path);
  expect(await htmlFindings((await sent?.text()) ?? '')).toEqual([]);
}

const HERE = '/admin/reconciliation?entity=charity';
const formOf = (noun: string, line: bigint) => `/admin/${noun}/new?line=${line}&entity=charity&at=l${line}`;

/** What stands chosen in the select. */
const chosen = async (page: Page, name: string) =>
  (await page.locator(`[name="${name}"] option:checked`).innerText()).trim();

test('the supplier, whom everybody will read, is taken from the line of a company and left open for a person', async () => {
  const page = await signedIn(browser, office, 'clerk');
  await open(page, formOf('purchases', paid));
  expect(await page.locator('[name="supplier"]').inputValue()).toBe('湖北省慈善总会');
  await open(page, formOf('purchases', few));
  expect(await page.locator('[name="supplier"]').inputValue()).toBe('');
  expect(await page.locator('[name="lines.1.priceFen"]').inputValue()).toBe('3,000.00');
});

test('a line to an organisation nobody registered leads to the register and back, with all that was typed', async () => {
  const page = await signedIn(browser, office, 'clerk');
  await open(page, formOf('appropriations', paid));
  const above = page.locator('.of-line');
  // What the line told is named, and what it did not tell is not among it.
  expect(await above.innerText()).toMatch(/已按流水填好：[^。]*日期[^。]*金额[^。]*。/);
  expect(await above.innerText()).not.toMatch(/已按流水填好：[^。]*接收单位/);
  expect(await above.innerText()).toMatch(/还要您选定或填写：[^。]*第几次拨付[^。]*接收单位/);
  expect(await above.innerText()).toContain('登记簿里没有这个单位');
  await sound(page);
  // Enter sends the form, and does not lead to the register.
  await page.locator('[name="allotment"]').press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.locator('[name="allotment"]').count()).toBe(1);
  await page.locator('[name="allotment"]').fill('2');
  await page.locator('[name="purpose"]').fill('援助湖北抗疫');
  await page.locator('[name="restriction"]').selectOption('unrestricted');
  await page.getByRole('button', { name: '登记“湖北省慈善总会”' }).click();
  expect(await page.locator('[name="name"]').inputValue()).toBe('湖北省慈善总会');
  await page.locator('[name="code"]').fill('湖北');
  await page.getByRole('button', { name: '提交复核' }).click();
  // Refused once, nothing is lost.
  expect(await page.getByRole('alert').count()).toBe(1);
  await page.locator('[name="code"]').fill('hubei');
  await page.locator('[name="kind"]').selectOption('charity');
  await page.getByRole('button', { name: '提交复核' }).click();
  expect(await page.getByRole('status').first().innerText()).toContain('已填的内容都还在');
  await sound(page);
  await page.getByRole('button', { name: '回到拨付单继续填写' }).click();
  expect(await page.locator('[name="allotment"]').inputValue()).toBe('2');
  expect(await page.locator('[name="purpose"]').inputValue()).toBe('援助湖北抗疫');
  expect(await above.innerText()).toContain('等另一人复核；复核通过后才能选作接收单位');
  await sound(page);
  const of = office.db.selectFrom('organisation').select('actId').where('code', '=', 'hubei');
  const { actId } = await of.executeTakeFirstOrThrow();
  given(await approveAct(office.db, { actId, revision: 1, by: office.people.reviewer.id }));
  await page.getByRole('button', { name: '已复核，重新读取单位' }).click();
  expect(await chosen(page, 'lines.1.receiver')).toBe('湖北省慈善总会');
  expect(await above.innerText()).toMatch(/已按流水填好：[^。]*接收单位/);
  expect(await chosen(page, 'restriction')).toBe('非定向');
  await page.locator('button.primary').click();
  await page.waitForURL(/\/admin\/reconciliation\?/);
  expect(await page.locator('[data-said]').innerText()).toMatch(/^已确认，等另一人复核：2020-02-27 湖北省慈善总会/);
  expect(office.complaints()).toBe('');
});

test('a line that paid fewer than five families leads on: to a batch, to other lines, or to wait with its reason', async () => {
  const { db, people } = office;
  const batch = given(
    await proposeBatch(
      db,
      {
        header: { entity: 'charity', fund: 'relief', stream: 'donation', occurred: onDay('2020-02-28') },
        ...{ title: '医疗队员家属慰问', basis: 'household', headcount: 6n, unit: 'CNY', total: 6_000_00n },
        ...{ provenance: 'stated', restriction: 'unrestricted', recipients: '队员家属', coHosts: [] },
      },
      people.clerk.id,
      'lines out batch',
    ),
  );
  const page = await signedIn(browser, office, 'clerk');
  await open(page, formOf('batches', few));
  expect(await page.locator('.of-line').innerText()).toMatch(/还要您选定或填写：[^。]*户数或人数/);
  await page.locator('[name="headcount"]').fill('3');
  await page.locator('button.primary').click();
  // The refusal opens the ways out.
  expect(await page.getByRole('alert').innerText()).toContain('少于 5 户');
  // Called as the form calls it.
  expect(await page.getByRole('alert').innerText()).toMatch(/资金性质：\s*这一项必须填写/);
  const ways = page.locator('details[open]', { hasText: '不足 5 户' });
  expect(await ways.innerText()).toContain(batch.number);
  expect(await ways.getByRole('link', { name: '与这笔流水核对' }).getAttribute('href')).toContain(
    `at=l${few}&mode=search`,
  );
  await sound(page);
  await ways.getByRole('button', { name: '搁置这笔流水' }).click();
  await page.waitForURL(/\/admin\/reconciliation\?/);
  expect(await page.locator('[data-said]').innerText()).toMatch(/^已搁置：2020-02-28 张三/);
  const parked = await db.selectFrom('lineParking').select(['reason', 'note']).where('lineId', '=', few).execute();
  expect(parked).toEqual([{ reason: 'other', note: '不足 5 户，等与同类发放合并成一批再登记' }]);
  expect(office.complaints()).toBe('');
});

test('a line put aside and a record without a line hint at each other, and only a person says that they are one', async () => {
  const { db, people } = office;
  const { clerk, reviewer } = people;
  const input = gift('湖南某某集团', [cash(800_00n)]);
  const header = { ...input.header, occurred: onDay('2020-02-12') };
  const proposed = given(await proposeDonation(db, { ...input, header }, clerk.id, 'lines out gift'));
  given(await approveAct(db, { actId: proposed.actId, revision: 1, by: reviewer.id }));
  given(await parkLine(db, { lineId: put, by: clerk.id, reason: 'payerUnknown' }));
  const page = await signedIn(browser, office, 'clerk');
  await open(page, `${HERE}&at=l${put}`);
  const hint = page.locator('[data-same]');
  expect(await hint.innerText()).toMatch(new RegExp(`可能是同一笔：[\\s\\S]*${proposed.number}[\\s\\S]*相差 2 天`));
  expect(await page.locator('.reconcil-list [aria-current="true"]').innerText()).toContain('可能是同一笔');
  await sound(page);
  await hint.getByRole('link', { name: '去核对' }).click();
  await hint.getByText('已搁置的流水').waitFor();
  expect(await hint.innerText()).toMatch(/可能是同一笔：[\s\S]*已搁置的流水：2020-02-14 王某/);
  await sound(page);
  await open(page, '/admin/reconciliation/open?entity=charity');
  expect(await page.locator('main').innerText()).toMatch(new RegExp(`可能是同一笔：\\s*${proposed.number}`));
  expect(await page.locator('main').innerText()).toMatch(/可能是同一笔：\s*2020-02-14 王某/);
  await sound(page);
  // Nothing was matched by the hint; the way it leads to does it.
  const matches = () => db.selectFrom('moneyMatchLine').select('lineId').where('lineId', '=', put).execute();
  expect(await matches()).toEqual([]);
  await open(page, `${HERE}&at=l${put}`);
  await page.locator(`.picks input[value="${proposed.actId}"]`).check();
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('[data-said]')?.textContent?.startsWith('已确认'));
  expect(await matches()).toHaveLength(1);
  expect(office.complaints()).toBe('');
});

test('what takes longer than a second says how many are underway and for how long', async () => {
  const { db, people } = office;
  const { entered } = await enterGifts(db, {
    ...{ by: people.clerk.id, idempotencyKey: 'lines out gifts' },
    gifts: gifts.map((line) => ({ line, donor: { kind: 'person', legalName: '李四' } })),
    defaults: {
      ...{ fund: 'relief', restriction: 'unrestricted', path: 'throughEntity' },
      ...{ displayOfPeople: 'masked', displayOfOrganisations: 'named' },
    },
  });
  const page = await signedIn(browser, office, 'otherReviewer', { width: 390 });
  await open(page, '/admin/reconciliation/review');
  const underway = page.locator('[data-underway]');
  expect(await underway.isVisible()).toBe(false);
  let answer = () => {};
  const wanted = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/_action=matches\.approve/, async (route) => {
    await wanted;
    await route.continue();
  });
  for (const { matchId } of entered) await page.locator(`[name="matches[]"][value="${matchId}"]`).check();
  await page.locator('#approve').evaluate((form: HTMLFormElement) => form.requestSubmit());
  await underway.waitFor();
  expect(await underway.innerText()).toMatch(/^正在办理 2 笔，请不要关闭页面。\s*已用 \d+ 秒$/);
  expect(await axeFindings(page)).toEqual([]);
  answer();
  await page.getByText('已复核 2 组。').first().waitFor();
  await underway.waitFor({ state: 'hidden' });
  // Where gifts are entered, the page is left; it says the same until then.
  await open(page, '/admin/reconciliation/gifts');
  expect(await underway.count()).toBe(1);
  expect(office.complaints()).toBe('');
});

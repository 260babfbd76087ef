import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { getAct } from '#approval/queries.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import { addLocation } from '#registry/locations.ts';
import { acceptGoods } from '../support/accepted-goods.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { gift, given } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
let location: string;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
  const { db, people } = office;
  location = given(await addLocation(db, { entity: 'charity', name: '一号仓库', by: people.clerk.id })).code;
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

let shots = 0;
let keys = 0;
/** Masks of one lot in the warehouse; approved, and not accepted yet. */
async function goods(quantity: bigint, lot: { number: string; expiresOn?: string }, at = location): Promise<bigint> {
  const { db, people } = office;
  const line = { unit: 'item:mask', quantity, provenance: 'stated', fate: 'held', lot, location: at } as const;
  const { actId } = given(await proposeDonation(db, gift('湖南某某医药', [line]), people.clerk.id, `stock ${++keys}`));
  given(await approveAct(db, { actId, revision: 1, by: people.otherReviewer.id }));
  return actId;
}

/** What `goods` brought, accepted by two people. */
const accept = (actId: bigint) =>
  acceptGoods(office.db, actId, { clerk: office.people.clerk.id, reviewer: office.people.otherReviewer.id });

/** Presses a button that sends a form, and waits for the page that answers. */
const send = (page: Page, name: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);

async function sound(page: Page): Promise<void> {
  if (process.env.OFFICE_SHOTS) {
    const name = new URL(page.url()).pathname.replaceAll(/\W+/g, '_');
    const path = `${process.env.OFFICE_SHOTS}/${name}-${page.viewportSize()?.width}-${++shots}.png`;
    await page.screenshot({ path, fullPage: true });
  }
  expect(await axeFindings(page), page.url()).toEqual([]);
  const address = new URL(page.url());
  address.searchParams.delete('_action');
  const served = await (await page.request.get(address.href)).text();
  expect(await htmlFindings(served), page.url()).toEqual([]);
  expect(served).not.toMatch(/\sstyle=|<style|<script(?![^>]*\ssrc=)/);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(width);
}

describe.for([390, 1280])('at %i px', (width) => {
  test('goods are accepted by one person and confirmed by another, with the paper to print', async () => {
    const actId = await goods(400n, { number: `验收 ${width}` });
    const clerk = await signedIn(browser, office, 'clerk', { width });
    await clerk.goto('/admin');
    const tile = clerk.locator('.counts').getByRole('link', { name: /^等验收的物资/ });
    const waiting = Number(await tile.locator('b').innerText());
    await Promise.all([clerk.waitForEvent('load'), tile.click()]);
    expect(await clerk.getByRole('table', { name: '等验收的物资' }).locator('tbody tr').count()).toBe(waiting);
    await sound(clerk);
    await clerk.goto(`/admin/donations/${actId}`);
    await clerk.getByRole('link', { name: '登记验收' }).click();
    await sound(clerk);
    expect(await clerk.getByLabel('合格').inputValue()).toBe('400');
    await clerk.getByLabel('拒收').fill('5');
    await clerk.getByLabel('验收人').fill('王验收');
    await clerk.getByRole('button', { name: '提交，等另一人批准' }).click();
    const alert = await clerk.getByRole('alert').innerText();
    expect(alert).toContain('没有填保管人');
    expect(alert).toContain('没有写原因');
    await sound(clerk);
    await clerk.getByLabel('保管人').fill('李保管');
    await clerk.getByLabel('拒收').fill('0');
    await clerk.getByLabel('有效期至').fill('2031-01-31');
    await clerk.getByLabel('注册证号').fill('湘械注准 20202140001');
    await clerk.getByRole('button', { name: '提交，等另一人批准' }).click();
    expect(await clerk.getByRole('status').innerText()).toContain('等另一人批准');
    const receipt = new URL(clerk.url()).pathname;

    const reviewer = await signedIn(browser, office, 'reviewer', { width });
    await reviewer.goto('/admin?task=decideStock');
    await reviewer.locator('.acts-table').getByRole('link').first().click();
    await sound(reviewer);
    await reviewer.goto(receipt);
    await sound(reviewer);
    await reviewer.getByRole('button', { name: '批准' }).click();
    expect(await reviewer.getByRole('status').innerText()).toContain('已核实');
    expect((await getAct(office.db, actId))?.status).toBe('confirmed');
    await reviewer.getByRole('link', { name: '打印验收入库单' }).click();
    expect(await reviewer.getByRole('article').innerText()).toContain('湘械注准 20202140001');
    await sound(reviewer);
    await reviewer.goto('/admin/stock');
    expect(await reviewer.locator('.acts-table').innerText()).toContain('2031-01-31');
    await sound(reviewer);
  });

  test('a receipt that found less confirms nothing and says what to do', async () => {
    const actId = await goods(100n, { number: `短少 ${width}` });
    const clerk = await signedIn(browser, office, 'clerk', { width });
    await clerk.goto(`/admin/stock/receipts/new?act=${actId}`);
    await clerk.getByLabel('合格').fill('90');
    await clerk.getByLabel('验收人').fill('王验收');
    await clerk.getByLabel('保管人').fill('李保管');
    await clerk.getByRole('button', { name: '提交，等另一人批准' }).click();
    const reviewer = await signedIn(browser, office, 'reviewer', { width });
    await reviewer.goto(new URL(clerk.url()).pathname);
    expect(await reviewer.getByRole('note').innerText()).toContain('红字冲销后按实收重新登记');
    expect(await reviewer.getByRole('button', { name: '批准' }).count()).toBe(0);
    await sound(reviewer);
  });
});

test('a place is counted on the phone, and twice where it differs', async () => {
  await goods(200n, { number: '盘点 1', expiresOn: '2030-01-01' });
  for (const number of ['盘点 2', '盘点 3', '盘点 4']) await goods(50n, { number });
  const clerk = await signedIn(browser, office, 'clerk', { width: 390 });
  await clerk.goto('/admin/stock/counts');
  await sound(clerk);
  await clerk.getByRole('button', { name: '开始盘点' }).click();
  expect(await clerk.getByRole('alert').innerText()).toContain('没有选盘点的地点');
  await clerk.getByLabel('盘点地点').selectOption({ label: '市慈善总会 · 一号仓库' });
  await clerk.getByRole('button', { name: '开始盘点' }).click();
  await sound(clerk);
  const count = new URL(clerk.url()).pathname;
  await clerk.getByRole('link', { name: '手机清点' }).click();
  await sound(clerk);
  expect(await clerk.locator('main').innerText()).not.toContain('200');

  // A second telephone with the same count, and a third without script, opened before anything was stored.
  const stale = await signedIn(browser, office, 'otherClerk', { width: 390 });
  await stale.goto(`${count}/tally?only=uncounted`);
  const staleWithout = await signedIn(browser, office, 'otherClerk', { width: 390, javaScriptEnabled: false });
  await staleWithout.goto(`${count}/tally`);

  const progress = clerk.locator('[data-progress]');
  const before = await progress.innerText();
  expect(before).toMatch(/已盘 0 \/ \d+ 行/);
  const line = clerk.locator('[data-line]', { hasText: '盘点 1' });
  await line.getByRole('button', { name: '记下' }).click();
  await line.getByText('空着就是未盘').waitFor();
  await line.getByLabel('清点数量').fill('190');
  await line.getByLabel('清点数量').press('Enter');
  await line.getByText('已记 190 只').waitFor();
  expect(await progress.innerText()).toBe(before.replace('0 /', '1 /'));
  // What is stored does not offer to be stored once more, unless it is asked for.
  expect(await line.getByRole('button').isVisible()).toBe(false);

  // The others are told who was first and when, and keep what was typed.
  for (const phone of [stale, staleWithout]) {
    const same = phone.locator('[data-line]', { hasText: '盘点 1' });
    await same.getByLabel('清点数量').fill('188');
    await same.getByRole('button', { name: '记下' }).click();
    await same.getByText('先记下了，您填的数没有存').waitFor();
    expect(await same.getByLabel('清点数量').inputValue()).toBe('188');
    expect(await same.getByRole('status').innerText()).toMatch(/初盘已记（.+，\d{4}.+）/);
    expect(await same.innerText()).not.toContain('190');
  }
  const entries = await office.db.selectFrom('stockCountEntry').select('quantity').execute();
  expect(entries.map(({ quantity }) => quantity)).toEqual([190n]);
  await sound(stale);

  // Whoever counts second sees nothing of the first count.
  const second = await signedIn(browser, office, 'otherClerk', { width: 390 });
  await second.goto(count);
  expect(await second.locator('tr', { hasText: '盘点 1' }).innerText()).toContain('初盘数待复盘后显示');
  expect(await second.locator('main').innerText()).not.toMatch(/190|200/);
  await sound(second);
  await second.goto(`${count}/tally?round=2`);
  expect(await second.locator('main').innerText()).not.toContain('190');
  await sound(second);

  // Without script the same form saves the same line.
  const plain = await signedIn(browser, office, 'otherClerk', { width: 390, javaScriptEnabled: false });
  await plain.goto(`${count}/tally?round=2`);
  const again = plain.locator('[data-line]', { hasText: '盘点 1' });
  await again.getByLabel('清点数量').fill('190');
  await again.getByRole('button', { name: '记下' }).click();
  expect(await plain.locator('.notice').innerText()).toContain('已记下');
});

describe('two telephones count one place', () => {
  const lineOf = (phone: Page, lot: string) => phone.locator('[data-line]', { hasText: lot });
  const takeUp = (phone: Page) => phone.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const save = async (phone: Page, lot: string, quantity: string) => {
    await lineOf(phone, lot).getByLabel('清点数量').fill(quantity);
    await lineOf(phone, lot).getByRole('button', { name: '记下' }).click();
  };
  const storedOf = async (lot: string) => {
    const rows = await office.db
      .selectFrom('stockCountEntry as entry')
      .innerJoin('stockCountLine as line', 'line.id', 'entry.lineId')
      .innerJoin('lot', 'lot.id', 'line.lotId')
      .select('entry.quantity')
      .where('lot.lotNumber', '=', lot)
      .orderBy('entry.id')
      .execute();
    return rows.map(({ quantity }) => quantity);
  };
  let phones: [Page, Page];
  beforeAll(async () => {
    const [one, other] = [
      await signedIn(browser, office, 'clerk', { width: 390 }),
      await signedIn(browser, office, 'otherClerk', { width: 390 }),
    ];
    await one.goto('/admin/stock/counts');
    await one.getByRole('link', { name: '一号仓库' }).click();
    const tally = `${new URL(one.url()).pathname}/tally`;
    for (const phone of [one, other]) await phone.goto(tally);
    phones = [one, other];
  });

  test('what one is typing does not overwrite what the other has stored', async () => {
    const [one, other] = phones;
    const theirs = lineOf(other, '盘点 2');
    await theirs.getByLabel('清点数量').fill('48');
    await save(one, '盘点 2', '50');
    await lineOf(one, '盘点 2').getByText('已记 50 只').waitFor();
    // Taken up again it shows the count of the other, and keeps what is being typed.
    await takeUp(other);
    await theirs.getByText('已记 50 只').waitFor();
    expect(await theirs.getByLabel('清点数量').inputValue()).toBe('48');
    await theirs.getByRole('button').click();
    await theirs.getByText('先记下了，您填的数没有存').waitFor();
    expect(await storedOf('盘点 2')).toEqual([50n]);
    expect(await theirs.getByRole('status').innerText()).toContain('已记 50 只');
    expect(await theirs.getByLabel('清点数量').inputValue()).toBe('48');
    // Asked, the person looks again, and says so.
    await theirs.getByLabel('清点数量').fill('50');
    await theirs.getByRole('button', { name: '改记' }).click();
    await theirs.getByRole('button').waitFor({ state: 'hidden' });
    expect(await storedOf('盘点 2')).toEqual([50n, 50n]);
  });

  test('a page asked for before a count was stored does not take it from sight', async () => {
    const [one, other] = phones;
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await one.route(
      '**/tally',
      async (route) => {
        const response = await route.fetch();
        held.resolve();
        await release.promise;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    await takeUp(one);
    await held.promise;
    await save(one, '盘点 3', '50');
    const mine = lineOf(one, '盘点 3');
    await mine.getByText('已记 50 只').waitFor();
    await save(other, '盘点 4', '50');
    await lineOf(other, '盘点 4').getByText('已记 50 只').waitFor();
    release.resolve();
    await lineOf(one, '盘点 4').getByText('已记 50 只').waitFor();
    expect(await mine.getByRole('status').innerText()).toContain('已记 50 只');
  });

  test('a page that is taken up again while it stores a count shows it as stored', async () => {
    const [one] = phones;
    const mine = lineOf(one, '盘点 3');
    await mine.getByText('要改的点这里').click();
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await one.route(
      '**/tally?*',
      async (route) => {
        const response = await route.fetch();
        held.resolve();
        await release.promise;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    await mine.getByLabel('清点数量').fill('50');
    await mine.getByRole('button').click();
    await held.promise;
    const gets: string[] = [];
    one.on('request', (request) => {
      if (request.method() === 'GET') gets.push(request.url());
    });
    await takeUp(one);
    expect(await mine.getByRole('status').innerText()).toBe('正在保存…');
    expect(gets).toEqual([]);
    release.resolve();
    await mine.getByText('已记 50 只').waitFor();
    expect(await mine.getByRole('button').isVisible()).toBe(false);
    // It looks once the count is stored.
    await expect.poll(() => gets.length).toBe(1);
    expect(await storedOf('盘点 3')).toEqual([50n, 50n]);
  });
});

test('a difference is explained, approved and closed', async () => {
  const desk = await signedIn(browser, office, 'otherClerk', { width: 1280 });
  await desk.goto('/admin/stock/counts');
  await desk.getByRole('link', { name: '一号仓库' }).click();
  const count = new URL(desk.url()).pathname;
  await desk.goto(`${count}?only=different`);
  expect(await desk.locator('tr', { hasText: '盘点 1' }).innerText()).toContain('初盘 190');
  await sound(desk);
  await desk.getByText('说明差异').click();
  await desk.getByLabel('差异原因').selectOption({ label: '破损、变质' });
  await desk.getByLabel('说明（公示时公开）').fill('受潮 10 只，已拍照');
  await desk.getByRole('button', { name: '提交调整，等复核' }).click();
  expect(await desk.locator('.notice').innerText()).toContain('等另一人复核后入账');
  await sound(desk);
  await desk.getByRole('button', { name: '结束盘点' }).click();
  expect(await desk.getByRole('alert').innerText()).toContain('调整还没有复核通过');
  const adjustment = desk.locator('tr', { hasText: '盘点 1' }).getByRole('link', { name: /^J\d/ });
  const address = await adjustment.getAttribute('href');

  const reviewer = await signedIn(browser, office, 'reviewer');
  await reviewer.goto(address ?? '');
  await reviewer.getByRole('button', { name: '复核通过' }).click();
  await desk.goto(count);
  await desk.getByRole('button', { name: '结束盘点' }).click();
  expect(await desk.locator('.notice').innerText()).toContain('盘点已结束');
  await sound(desk);
  await desk.getByRole('link', { name: '打印盘点报告' }).click();
  expect(await desk.getByRole('article').innerText()).toContain('受潮 10 只');
  await sound(desk);
  expect(office.complaints()).toBe('');
});

test('goods are put elsewhere than their gift says, and moved again', async () => {
  const { db, people } = office;
  const other = given(await addLocation(db, { entity: 'charity', name: '三号仓库', by: people.clerk.id })).code;
  const actId = await goods(70n, { number: '移库 1' });
  const clerk = await signedIn(browser, office, 'clerk', { width: 390 });
  await clerk.goto(`/admin/stock/receipts/new?act=${actId}`);
  await clerk.getByLabel('存放地点').selectOption({ label: '三号仓库' });
  await clerk.getByLabel('验收人').fill('王验收');
  await clerk.getByLabel('保管人').fill('李保管');
  await clerk.getByRole('button', { name: '提交，等另一人批准' }).click();
  const reviewer = await signedIn(browser, office, 'reviewer');
  await reviewer.goto(new URL(clerk.url()).pathname);
  expect(await reviewer.locator('tr', { hasText: '移库 1' }).innerText()).toContain('登记在一号仓库，批准时移库');
  await sound(reviewer);
  await reviewer.getByRole('button', { name: '批准' }).click();
  await clerk.goto(`/admin/stock?location=${other}`);
  expect(await clerk.locator('.acts-table').innerText()).toContain('移库 1');
  await clerk.getByRole('link', { name: '移库：医用口罩 移库 1' }).click();
  await sound(clerk);
  await clerk.getByRole('button', { name: '提交，等复核' }).click();
  expect(await clerk.getByRole('alert').innerText()).toContain('没有选移到哪个存放地点');
  await clerk.getByLabel('移到').selectOption({ label: '一号仓库' });
  await clerk.getByLabel('移库数量').fill('二十');
  await clerk.getByRole('button', { name: '提交，等复核' }).click();
  expect(await clerk.getByRole('alert').innerText()).toMatch(/移库数量：/);
  expect(await clerk.getByRole('alert').innerText()).not.toContain('实收');
  await clerk.getByLabel('移库数量').fill('20');
  await clerk.getByRole('button', { name: '提交，等复核' }).click();
  expect(await clerk.locator('.notice').innerText()).toContain('移库已提交');
  await sound(clerk);
  await reviewer.goto(new URL(clerk.url()).pathname);
  await sound(reviewer);
  await reviewer.getByRole('button', { name: '复核通过' }).click();
  await reviewer.goto(`/admin/stock?location=${location}`);
  expect(await reviewer.locator('tr', { hasText: '移库 1' }).innerText()).toContain('20 只');
  await sound(reviewer);
  expect(office.complaints()).toBe('');
});

test('the sheet to count with is blind unless asked', async () => {
  const { db, people } = office;
  const other = given(await addLocation(db, { entity: 'charity', name: '二号仓库', by: people.clerk.id })).code;
  await goods(300n, { number: '盲盘 1' }, other);
  const clerk = await signedIn(browser, office, 'clerk');
  await clerk.goto('/admin/stock/counts');
  await clerk.getByLabel('盘点地点').selectOption({ label: '市慈善总会 · 二号仓库' });
  await clerk.getByRole('button', { name: '开始盘点' }).click();
  const count = new URL(clerk.url()).pathname;
  await clerk.getByRole('link', { name: '打印盘点表（盲盘）' }).click();
  expect(await clerk.getByRole('article').innerText()).not.toContain('账面数');
  expect(await clerk.getByRole('columnheader', { name: '开始时账面' }).count()).toBe(0);
  await sound(clerk);
  await clerk.goto(count);
  await clerk.getByRole('link', { name: '打印盘点表（含账面数）' }).click();
  expect(await clerk.getByRole('columnheader', { name: '开始时账面' }).count()).toBe(1);
});

test('an issue is in transit until its receiver has signed, and what arrived short is corrected', async () => {
  const { db, people } = office;
  const actId = await goods(500n, { number: '签收 1' });
  await accept(actId);
  const { lotId } = await db
    .selectFrom('donationLine')
    .select('lotId')
    .where('actId', '=', actId)
    .executeTakeFirstOrThrow();
  const issue = given(
    await proposeIssue(
      db,
      {
        header: { entity: 'charity', fund: 'relief', occurred: onDay('2020-02-20'), stream: 'donation' },
        ...{ receiver: 'hospital', restriction: 'unrestricted' },
        lines: [{ unit: 'item:mask', quantity: 400n, lotId: lotId ?? 0n, location }],
      },
      people.clerk.id,
      'an issue',
    ),
  );
  given(await approveAct(db, { actId: issue.actId, revision: 1, by: people.otherReviewer.id }));
  const clerk = await signedIn(browser, office, 'clerk', { width: 390 });
  await clerk.goto('/admin/stock/deliveries');
  await sound(clerk);
  await clerk.getByRole('link', { name: `登记签收：${issue.number}` }).click();
  await sound(clerk);
  await clerk.getByLabel('签收人').fill('库管赵');
  await clerk.getByLabel('完好').fill('390');
  await clerk.getByLabel('短少（').fill('10');
  await send(clerk, '提交，等另一人批准');
  expect(await clerk.getByRole('alert').innerText()).toContain('没有附签收的扫描件');
  const scan = { name: '签收单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signed') };
  await clerk.getByLabel('签收凭据扫描件').setInputFiles(scan);
  await send(clerk, '提交，等另一人批准');
  const alert = await clerk.getByRole('alert').innerText();
  expect(alert).toContain('没有写明原因');
  expect(alert).not.toContain('扫描件');
  expect(await clerk.locator('main').innerText()).toContain('已收到“签收单.pdf”，不用再选');
  await sound(clerk);
  await clerk.getByLabel('怎么处理').selectOption({ label: '报损' });
  await clerk.getByLabel('原因', { exact: true }).fill('途中遗失一包 10 只');
  await send(clerk, '提交，等另一人批准');
  const delivery = new URL(clerk.url()).pathname;

  const reviewer = await signedIn(browser, office, 'reviewer');
  await reviewer.goto(delivery);
  await sound(reviewer);
  await send(reviewer, '批准');
  expect(await reviewer.locator('.notice').first().innerText()).toContain('还没有核实');
  expect((await getAct(db, issue.actId))?.status).toBe('approved');
  await reviewer.goto(`/admin/prints/handover/${issue.actId}`);
  expect(await reviewer.getByRole('article').innerText()).toContain('物资签收单');
  await sound(reviewer);
  await clerk.goto('/admin/stock/deliveries');
  await clerk.getByRole('link', { name: `处理短少、破损：${issue.number}` }).click();
  expect(await clerk.getByLabel('短少的怎么处理').inputValue()).toBe('writeOff');
  await sound(clerk);
  await send(clerk, '提交，等另一人复核');
  expect((await clerk.locator('.notice').allInnerTexts()).join('').match(/等另一人复核/g)).toHaveLength(1);
  await sound(clerk);
  // What became of it is asked again where a write-off was withdrawn.
  const loss = clerk.locator('li', { hasText: '报损' }).getByRole('link', { name: /^J\d/ });
  await clerk.goto((await loss.getAttribute('href')) ?? '');
  await clerk.getByText('撤回', { exact: true }).click();
  await send(clerk, '撤回这笔登记');
  await clerk.goto(delivery);
  expect(await clerk.locator('.notice').first().innerText()).toContain('还没有处理完');
  await sound(clerk);
  await send(clerk, '提交，等另一人复核');
  await reviewer.goto(delivery);
  await sound(reviewer);
  await send(reviewer, '一并复核通过（3 笔）');
  // Said once, and not again above it.
  expect((await reviewer.locator('main').innerText()).match(/不再在途/g)).toHaveLength(1);
  expect(await reviewer.locator('tr', { hasText: '医用口罩' }).last().innerText()).toMatch(/10 只\s+10\s+0/);
  await sound(reviewer);
  await reviewer.goto('/admin/stock/deliveries');
  expect(await reviewer.locator('main').innerText()).toContain('没有在途物资');
  await clerk.goto(delivery);
  await send(clerk, '提交补发，等另一人复核');
  expect(await clerk.locator('main').innerText()).toContain(`补发 ${issue.number} 短少、破损的物资`);
  await reviewer.goto(`/admin/prints/lot/${lotId}`);
  expect(await reviewer.getByRole('article').innerText()).toContain('收 500 = 发 400 + 存 100');
  expect(
    await reviewer
      .locator('tr', { hasText: /物资出库/ })
      .last()
      .innerText(),
  ).toContain('库管赵');
  await sound(reviewer);
});

test('goods past their day are pointed out and written off where they lie', async () => {
  const actId = await goods(60n, { number: '过期 1', expiresOn: '2021-01-31' });
  const clerk = await signedIn(browser, office, 'clerk', { width: 390 });
  // Until it is accepted it is in no stock: it waits beside, and nothing can be done with it.
  await clerk.goto('/admin/stock');
  const row = clerk.locator('tr', { hasText: '过期 1' });
  expect(await row.locator('[data-label="在库数量"]').innerText()).toMatch(/^0 只/);
  expect(await row.locator('[data-label="待验收"]').innerText()).toMatch(/^60 只/);
  expect(await row.getByRole('link', { name: /报损|移库/ }).count()).toBe(0);
  await sound(clerk);
  await clerk.goto('/admin/issues/new');
  expect(await clerk.locator('[name="lines.1.stock"]').innerText()).not.toContain('过期 1');
  await accept(actId);
  await clerk.goto('/admin');
  await clerk.getByRole('link', { name: /已过期 1 批/ }).click();
  await sound(clerk);
  await clerk.getByRole('link', { name: '报损：医用口罩 过期 1' }).click();
  await sound(clerk);
  expect(await clerk.getByLabel('报损数量').inputValue()).toBe('60');
  expect(await clerk.getByLabel('原因和依据').inputValue()).toContain('已过期');
  await clerk.getByLabel('报损数量').fill('61');
  await clerk.getByRole('button', { name: '提交，等复核' }).click();
  expect(await clerk.getByRole('alert').innerText()).toContain('超过在库数量');
  await clerk.getByLabel('报损数量').fill('60');
  await clerk.getByRole('button', { name: '提交，等复核' }).click();
  expect(await clerk.locator('.notice').innerText()).toContain('报损已提交');
  expect(office.complaints()).toBe('');
});

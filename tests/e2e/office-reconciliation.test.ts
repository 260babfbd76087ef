import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterSample } from '../../db/samples/enter-sample.ts';
import { openBrowser } from '../support/browser.ts';
import { enterConstructedMonth, MONTH, storeStatement } from '../support/constructed-month.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { signedIn } from '../support/office-browser.ts';
import { clientOf } from '../support/office-client.ts';
import { type Office, startOffice } from '../support/office-server.ts';

/*
 * The fund of 2020 with a CONSTRUCTED month of one bank account, about 300 lines: worked by one person and approved by
 * another, with the keyboard alone.
 */
let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  const { db, dataDir, people } = office;
  const two = { recorder: people.clerk.id, reviewer: people.reviewer.id };
  await enterSample(db, two, async () => undefined);
  const { account, statement, deposit } = await enterConstructedMonth(db, two);
  await storeStatement(db, dataDir, account, people.clerk.id, statement);
  await storeStatement(db, dataDir, deposit.account, people.clerk.id, deposit.statement);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Goes there, and again until what the matcher says is of the books as they stand. */
async function goTo(page: Page, path: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    await page.goto(path);
    if ((await page.locator('[data-matching="current"]').count()) > 0) return;
    await page.waitForTimeout(250);
  }
  throw new Error(`${path}: the matcher does not come to an end`);
}

const HERE = `/admin/reconciliation?entity=${MONTH.entity}`;
const at = (line: bigint) => `${HERE}&at=l${line}`;

/** The first line whose purpose ends so. */
async function lineOf(words: string): Promise<bigint> {
  const { id } = await office.db
    .selectFrom('statementLine')
    .select('id')
    .where('purpose', 'like', `%${words}`)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What the line stands in now. */
const matchOf = (line: bigint) =>
  office.db
    .selectFrom('moneyMatchLine')
    .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchLine.matchId')
    .innerJoin('moneyMatchAct', 'moneyMatchAct.matchId', 'moneyMatch.id')
    .where('lineId', '=', line)
    .where('moneyMatchLine.released', '=', false)
    .select(({ fn }) => ['moneyMatch.id', 'way', 'decision', fn.count<bigint>('actId').as('acts')])
    .groupBy(['moneyMatch.id', 'way', 'decision'])
    .executeTakeFirst();

/** Presses keys one after the other, as fast as a practised clerk, and waits for the last answer. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await answered(page);
}
const answered = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[data-work]') && !document.querySelector('[aria-busy="true"]'));
const said = (page: Page) => page.locator('[data-said]').innerText();

/** Goes down among the boxes and ticks those whose words have one of the names. */
async function tick(page: Page, names: readonly string[]): Promise<void> {
  const left = new Set(names);
  for (let step = 0; step < 40 && left.size > 0; step++) {
    const label = await page.evaluate(() => document.activeElement?.closest('label')?.textContent ?? '');
    const name = [...left].find((each) => label.includes(each));
    if (name !== undefined) {
      await page.keyboard.press('Space');
      left.delete(name);
    }
    if (left.size > 0) await page.keyboard.press('ArrowDown');
  }
  expect([...left]).toEqual([]);
}

describe('with the keyboard alone', () => {
  test('a clerk accepts, takes back, splits, enters a gift and a fee, and parks', async () => {
    const page = await signedIn(browser, office, 'clerk');
    await goTo(page, HERE);
    // Two keys in a row: the second waits for what comes, and is not taken for what still stands there.
    await press(page, 'Enter', 'Enter');
    expect(await said(page)).toMatch(/^已确认，等另一人复核：2020-02-/);
    const confirmed = () => office.db.selectFrom('moneyMatch').select('id').where('decision', 'is', null).execute();
    expect(await confirmed()).toHaveLength(2);
    await press(page, 'z');
    expect(await said(page)).toMatch(/^已放回待对：/);
    expect(await confirmed()).toHaveLength(1);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('item');
    expect(await page.locator('[data-voice]').innerText()).toMatch(/^已放回待对/);

    const joint = await lineOf('一家三口捐款');
    await goTo(page, at(joint));
    await press(page, 's');
    await page.keyboard.type('王');
    await press(page, 'Enter');
    expect(await page.locator('.pick-sum').innerText()).toContain('请先勾选记录');
    await tick(page, ['王小雪', '王立冬', '王秋分']);
    expect(await page.locator('.pick-sum').innerText()).toMatch(/流水合计 702\.00\s+记录合计 702\.00\s+相符/);
    await press(page, 'Enter');
    expect(await matchOf(joint)).toMatchObject({ way: 'person', acts: 3n, decision: null });

    const unknown = await lineOf('往来款');
    await goTo(page, at(unknown));
    // Another reason asks for a note: Enter leads there, and nothing is lost that is typed before the form has come.
    await press(page, 'p', 'End', 'Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('note');
    await page.keyboard.type('已请开户行查询');
    await press(page, 'Shift+Tab', 'ArrowUp', 'Enter');
    expect(await said(page)).toMatch(/^已搁置：2020-02-06/);
    const parked = office.db
      .selectFrom('lineParking')
      .select(['lineId', 'reason', 'note'])
      .where('endedAt', 'is', null);
    expect(await parked.execute()).toEqual([{ lineId: unknown, reason: 'underReview', note: '已请开户行查询' }]);

    await goTo(page, `${HERE}&section=parked`);
    await press(page, 'u');
    expect(await parked.execute()).toEqual([]);

    const fee = await lineOf('汇兑手续费');
    await goTo(page, at(fee));
    await press(page, 'f', 'Enter');
    expect(await matchOf(fee)).toMatchObject({ way: 'entered', acts: 1n });

    const paid = await lineOf('援助湖北抗疫款');
    await goTo(page, at(paid));
    await page.keyboard.press('a');
    await page.waitForURL(/\/admin\/appropriations\/new\?line=\d+/);
    expect(decodeURIComponent(page.url())).not.toContain('湖北');
    const filled = async (label: string) => page.getByLabel(label, { exact: false }).first().inputValue();
    expect(await filled('金额')).toBe('60,000.00');
    expect(await page.locator('[name="occurredFrom"]').inputValue()).toBe('2020-02-27');
    expect(await page.locator('[name="moneyAccount"] option:checked').innerText()).toContain('建行募捐专户');
    await page.locator('[name="allotment"]').fill('1');
    await page.locator('[name="restriction"]').selectOption('unrestricted');
    await page.locator('[name="purpose"]').fill('援助湖北抗疫');
    await page.locator('[name="lines.1.receiver"]').selectOption({ index: 1 });
    await page.locator('[name="purpose"]').press('Enter');
    await page.waitForURL(/\/admin\/reconciliation\?/);
    expect(await said(page)).toMatch(/^已确认，等另一人复核：2020-02-27 湖北省慈善总会/);
    expect(await matchOf(paid)).toMatchObject({ way: 'entered', acts: 1n });

    const nameless = await lineOf('援鄂医疗队员家属');
    await goTo(page, at(nameless));
    await press(page, 'g');
    expect(await page.locator('.gift-form h3').innerText()).toBe('登记为捐赠');
    await press(page, 'Enter');
    const code = await page.locator('[data-work] code.receipt-code').innerText();
    expect(code).toMatch(/^[0-9A-Z-]{10,}$/);
    // It is shown once, and stays below however quickly somebody goes on.
    await press(page, 'j');
    expect(await page.locator('[data-work] .receipt-code').count()).toBe(0);
    expect(await page.locator('[data-codes]').innerText()).toContain(code);
    expect(await matchOf(nameless)).toMatchObject({ way: 'entered', acts: 1n });
    expect(office.complaints()).toBe('');
  });

  test('single keys do nothing once they are switched off, nor while somebody types', async () => {
    const page = await signedIn(browser, office, 'clerk');
    await goTo(page, HERE);
    const before = await page.locator('#item').innerText();
    await page.getByLabel('启用单键快捷键').uncheck();
    await page.locator('#item').focus();
    await press(page, 'j', 'Enter');
    expect(await page.locator('#item').innerText()).toBe(before);
    await page.getByLabel('启用单键快捷键').check();
    await page.locator('#item').focus();
    await press(page, 's');
    await page.keyboard.type('jp');
    expect(await page.locator('[name="q"]').inputValue()).toBe('jp');
    await press(page, 'Escape', '?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
  });

  test('many proposals are confirmed at once, and many lines become gifts at once', async () => {
    const page = await signedIn(browser, office, 'clerk');
    await goTo(page, HERE);
    await press(page, 'b');
    await press(page, 'Space', 'ArrowDown', 'Space');
    expect(await page.locator('[data-chosen]').innerText()).toMatch(/^已选 2 笔，收 [\d,.]+ 元$/);
    await press(page, 'Enter');
    expect(await said(page)).toBe('已办 2 笔，等另一人复核。');

    const lines = await office.db
      .selectFrom('statementLine')
      .select('id')
      .where('purpose', 'like', '%抗击新冠肺炎疫情捐赠')
      .limit(3)
      .execute();
    await page.goto(
      `/admin/reconciliation/gifts?${lines.map(({ id }) => `line[]=${id}`).join('&')}&entity=${MONTH.entity}`,
    );
    const rows = page.locator('.gift-rows tbody tr');
    expect(await rows.count()).toBe(3);
    // One row is left without a name: the others are entered, and it stays with what is wrong.
    await rows.nth(1).locator('input[name$="legalName"]').fill('');
    await page.getByRole('button', { name: '提交 3 笔捐赠' }).click();
    await page.waitForLoadState();
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(1);
    expect(await page.getByRole('alert').innerText()).toContain('这一项必须填写');
    await rows.nth(1).locator('input[name$="legalName"]').fill('示例更名商贸有限公司');
    await page.getByRole('button', { name: '提交 3 笔捐赠' }).click();
    await page.waitForLoadState();
    expect(await page.locator('code.receipt-code').count()).toBe(3);
    // Each has its slip with the code, to be printed on one go.
    expect(await page.locator('.code-slips[open] .sheet .receipt-code').count()).toBe(3);
    expect(office.complaints()).toBe('');
  });
});

test('a masked name stands beside the one record of its amount in full, ticked, and a person confirms it', async () => {
  const page = await signedIn(browser, office, 'clerk');
  const { id } = await office.db
    .selectFrom('statementLine')
    .select('id')
    .where('counterpartyName', 'like', '*%')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  await goTo(page, at(id));
  expect(await page.locator('.match-pair').innerText()).toMatch(/户名不同[\s\S]*\*/);
  expect(await page.locator('.pick-sum').innerText()).toContain('相符');
  await press(page, 'Enter');
  expect(await matchOf(id)).toMatchObject({ way: 'person', acts: 1n });
});

test('a line of another day stands beside its record, ticked; a digit takes the tick away and gives it back', async () => {
  const page = await signedIn(browser, office, 'clerk');
  const { id } = await office.db
    .selectFrom('statementLine')
    .innerJoin('donor', 'donor.legalName', 'counterpartyName')
    .innerJoin('donation', 'donation.donorId', 'donor.id')
    .innerJoin('act', 'act.id', 'donation.actId')
    .select('statementLine.id')
    .where('statementLine.purpose', 'like', '%抗疫捐款')
    .whereRef('statementLine.occurredOn', '>', 'act.occurredTo')
    .orderBy('statementLine.id')
    .executeTakeFirstOrThrow();
  await goTo(page, at(id));
  expect(await page.locator('.match-pair').innerText()).toMatch(/日期/);
  const [sum, first] = [page.locator('.pick-sum'), page.locator('.picks input').first()];
  expect(await sum.innerText()).toContain('相符');
  await press(page, '1');
  expect(await first.isChecked()).toBe(false);
  expect(await sum.innerText()).not.toContain('相符');
  await press(page, '1');
  expect(await first.isChecked()).toBe(true);
  await press(page, 'Enter');
  expect(await matchOf(id)).toMatchObject({ way: 'person', acts: 1n });
});

test('lines of one question are put aside together, and it is said how many', async () => {
  const page = await signedIn(browser, office, 'clerk');
  const twice = await office.db
    .selectFrom('statementLine')
    .select('id')
    .where('counterpartyName', '=', '吴霜降')
    .execute();
  await goTo(page, at(twice[0]?.id ?? 0n));
  await press(page, 'p', 'Enter');
  expect(await said(page)).toMatch(/^已搁置：2020-02-12 吴霜降 2 条 600\.00$/);
  const parked = await office.db.selectFrom('lineParking').select('lineId').where('endedAt', 'is', null).execute();
  expect(parked.map(({ lineId }) => lineId).sort()).toEqual(twice.map((line) => line.id).sort());
});

describe('what came too late or twice', () => {
  test('a form that is sent twice makes one match', async () => {
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await goTo(page, HERE);
    const form = page.locator('form:has(button.primary)').first();
    const action = (await form.getAttribute('action')) ?? '';
    const fields = new URLSearchParams();
    for (const input of await form.locator('input[type="hidden"]').all())
      fields.append((await input.getAttribute('name')) ?? '', (await input.getAttribute('value')) ?? '');
    const line = BigInt(fields.get('lines[]') ?? 0);
    const client = await clientOf(office, 'clerk');
    const send = () => client.post(`/admin/reconciliation${action}`, new URLSearchParams(fields));
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await matchOf(line)).toMatchObject({ acts: 1n });
  });

  test('a second tab that accepts what is done already is told so, and stays where it can go on', async () => {
    const page = await signedIn(browser, office, 'clerk');
    const other = await page.context().newPage();
    await goTo(page, HERE);
    await goTo(other, HERE);
    const item = await page.locator('#item').innerText();
    await press(page, 'Enter');
    const count = () => office.db.selectFrom('moneyMatch').select('id').execute();
    const before = await count();
    await press(other, 'Enter');
    expect(await other.getByRole('alert').innerText()).toMatch(/已/);
    expect(await other.locator('[data-work]').innerText()).toContain('没有重复记录');
    expect(await other.locator('#item').innerText()).not.toBe(item);
    expect(await count()).toEqual(before);
    await press(other, 'Enter');
    expect(await said(other)).toMatch(/^已确认/);
  });

  test('without script each thing is a form of its own', async () => {
    const page = await signedIn(browser, office, 'otherClerk', { javaScriptEnabled: false, width: 390 });
    await goTo(page, HERE);
    await page.getByRole('button', { name: '确认', exact: true }).click();
    expect(await said(page)).toMatch(/^已确认，等另一人复核/);
    await page.getByRole('button', { name: '撤回' }).click();
    expect(await said(page)).toMatch(/^已放回待对/);
    await page.getByRole('link', { name: '查找记录' }).click();
    await page.locator('[name="q"]').fill('小');
    await page.getByRole('button', { name: '查找', exact: true }).click();
    expect(await page.locator('.picks li').count()).toBeGreaterThan(0);
  });
});

test('what is sure of a month is accepted with few keys: far fewer than lines', async () => {
  const page = await signedIn(browser, office, 'clerk');
  const handled = () => office.db.selectFrom('moneyMatchLine').select('lineId').where('released', '=', false).execute();
  const before = (await handled()).length;
  await goTo(page, HERE);
  let keys = 0;
  const pressed = async (...all: string[]) => {
    keys += all.length;
    await press(page, ...all);
  };
  await pressed('b');
  const section = page.locator('.reconcil-sections a[href*="section=proposal"]');
  // A hundred to a page; what is confirmed leaves it.
  while ((await section.count()) > 0 && keys < 20) await pressed('a', 'Enter');
  expect(keys).toBeLessThan(10);
  expect((await handled()).length - before).toBeGreaterThan(180);
});

describe('the second person', () => {
  test('approves one by one, and the rest together, by keys; what was entered from a line is booked with it', async () => {
    const page = await signedIn(browser, office, 'otherReviewer');
    expect(await page.getByRole('link', { name: /待复核的对账/ }).innerText()).toMatch(/[1-9]\d*$/);
    await page.goto('/admin/reconciliation/review');
    const waiting = () => office.db.selectFrom('moneyMatch').select('id').where('decision', 'is', null).execute();
    const before = (await waiting()).length;
    await press(page, 'j', 'Enter');
    expect(await said(page)).toBe('已复核 1 组。');
    expect(await waiting()).toHaveLength(before - 1);
    await press(page, 'r');
    await page.keyboard.type('请附银行回单');
    await press(page, 'Enter');
    expect(await waiting()).toHaveLength(before - 2);
    const { decisionReason } = await office.db
      .selectFrom('moneyMatch')
      .select('decisionReason')
      .where('decision', '=', 'refused')
      .executeTakeFirstOrThrow();
    expect(decisionReason).toBe('请附银行回单');
    for (let left = await waiting(); left.length > 0; ) {
      await press(page, 'a', 'Enter');
      const before = left.length;
      left = await waiting();
      expect(left.length).toBeLessThan(before);
    }
    const fee = await matchOf(await lineOf('汇兑手续费'));
    expect(fee?.decision).toBe('approved');
    const entered = await office.db
      .selectFrom('moneyMatchAct')
      .innerJoin('actStatus', 'actStatus.actId', 'moneyMatchAct.actId')
      .select('status')
      .where('matchId', '=', fee?.id ?? 0n)
      .execute();
    expect(entered).toEqual([{ status: 'confirmed' }]);
    expect(office.complaints()).toBe('');
  });

  test('who confirmed does not approve; an approved match is undone by two', async () => {
    const { id } = await office.db
      .selectFrom('moneyMatch')
      .select('id')
      .where('decision', '=', 'approved')
      .where('way', '=', 'reference')
      .executeTakeFirstOrThrow()
      .catch(() =>
        office.db.selectFrom('moneyMatch').select('id').where('decision', '=', 'approved').executeTakeFirstOrThrow(),
      );
    const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await clerk.goto(`/admin/reconciliation/matches/${id}`);
    await clerk.getByText('撤销这组对账').click();
    await clerk.getByLabel('撤销理由').fill('认错了付款人');
    await clerk.getByRole('button', { name: '提出撤销' }).click();
    expect(await clerk.locator('main').innerText()).toContain('认错了付款人');
    const reviewer = await signedIn(browser, office, 'reviewer', { javaScriptEnabled: false });
    await reviewer.goto('/admin/reconciliation/review');
    await reviewer.getByRole('button', { name: '同意撤销' }).click();
    await reviewer.goto(`/admin/reconciliation/matches/${id}`);
    expect(await reviewer.locator('.headline').innerText()).toContain('已撤销');
  });

  test('a rule is tried, proposed by one and approved by another, and then says what lines are', async () => {
    const clerk = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await clerk.goto(`/admin/reconciliation/rules?entity=${MONTH.entity}`);
    await clerk.getByRole('button', { name: '试算' }).click();
    expect(await clerk.getByRole('alert').innerText()).toContain('含有的字：');
    await clerk.getByLabel('含有的字').fill('汇兑手续费');
    await clerk.getByLabel('起用日').fill('2020-01-01');
    await clerk.getByRole('button', { name: '试算' }).click();
    expect(await clerk.locator('main').innerText()).toMatch(/会认定 12 笔，合计 [\d.]+ 元；其中待对 11 笔/);
    await clerk.getByRole('button', { name: '提交，等另一人批准' }).click();
    const reviewer = await signedIn(browser, office, 'reviewer', { javaScriptEnabled: false });
    await reviewer.goto('/admin/reconciliation/review');
    await reviewer.getByRole('button', { name: '批准', exact: true }).click();
    await goTo(clerk, `${HERE}&section=combination`);
    await clerk.getByRole('button', { name: '按规则登记全部 11 笔' }).click();
    expect(await clerk.locator('main').innerText()).toContain('已办 11 笔');
    expect(office.complaints()).toBe('');
  });
});

test('no page has a finding of axe or scrolls sideways at any width, and all are sound HTML', {
  timeout: 240_000,
}, async () => {
  const clerk = await signedIn(browser, office, 'clerk');
  const anybody = await office.db.selectFrom('moneyMatch').select('id').executeTakeFirstOrThrow();
  const found: string[] = [];
  for (const path of [
    HERE,
    ...['exception', 'record'].map((each) => `${HERE}&section=${each}`),
    ...['gift', 'interest', 'transfer', 'park', 'refund'].map((mode) => `${HERE}&section=line&mode=${mode}`),
    `${HERE}&section=line&mode=search`,
    `${HERE}&many=1`,
    `${HERE}&section=line&many=1`,
    '/admin/reconciliation/review',
    `/admin/reconciliation/rules?entity=${MONTH.entity}`,
    `/admin/reconciliation/open?entity=${MONTH.entity}`,
    `/admin/reconciliation/matches/${anybody.id}`,
  ]) {
    const sent = await clerk.goto(path);
    for (const finding of await htmlFindings((await sent?.text()) ?? '')) found.push(`${path}: ${finding}`);
    for (const width of [390, 1280]) {
      await clerk.setViewportSize({ width, height: 900 });
      for (const finding of await axeFindings(clerk)) found.push(`${path} at ${width} px: ${finding}`);
      const wide = await clerk.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${path} at ${width} px: ${wide} wide`);
    }
  }
  expect(found).toEqual([]);
});

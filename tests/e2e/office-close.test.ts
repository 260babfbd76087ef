import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { readXlsx } from '#sheet/read-xlsx.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings } from '../support/html.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';
import { cash, gift, given } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';
import { approvedMatch, statementLines } from '../support/statement-lines.ts';

let office: Office;
let browser: Browser;
let account: bigint;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
  const { clerk, reviewer } = office.people;
  account = await openMoneyAccount(office.db, { recorder: clerk.id, reviewer: reviewer.id }, 'bank');
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

let keys = 0;
/** A gift into the account, approved. */
async function giftOf(fen: bigint, day: string): Promise<bigint> {
  const { clerk, reviewer } = office.people;
  const input = gift('湖南某某集团', [cash(fen)]);
  const header = {
    ...input.header,
    occurred: { precision: 'day', from: day, to: day } as const,
    moneyAccount: account,
  };
  const { actId } = given(await proposeDonation(office.db, { ...input, header }, clerk.id, `close ${++keys}`));
  given(await approveAct(office.db, { actId, revision: 1, by: reviewer.id }));
  return actId;
}

const sound = async (page: Page) => {
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
};

test('a month is closed by two people once everything is matched or has a reason, and hands out its vouchers', async () => {
  const { clerk, reviewer } = office.people;
  const matched = await giftOf(1_000_00n, '2020-02-14');
  const late = await giftOf(30_00n, '2020-02-29');
  const wechat = await openMoneyAccount(office.db, { recorder: clerk.id, reviewer: reviewer.id }, 'wechat', {
    name: '微信商户',
  });
  const [line, unknown] = await statementLines(
    office.db,
    clerk.id,
    [
      { account, day: '2020-02-14', flow: 'in', amountFen: 1_000_00n },
      {
        account,
        day: '2020-02-20',
        flow: 'in',
        amountFen: 6_00n,
        name: '王小明',
        kind: '跨行转账',
        purpose: '捐款 王小明 13800138000',
      },
    ],
    { firstDay: '2020-02-01', lastDay: '2020-02-29', openingFen: 0n },
  );
  await approvedMatch(office.db, { clerk: clerk.id, reviewer: reviewer.id }, { lines: [line ?? 0n], acts: [matched] });

  await office.db
    .insertInto('lineParking')
    .values({ lineId: unknown ?? 0n, reason: 'payerUnknown', parkedBy: clerk.id })
    .execute();

  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto('/admin/close?entity=charity&through=2020-02-29');
  expect(await page.locator('.refusals').innerText()).toContain('没有写原因');
  expect(await page.getByRole('button', { name: '编制结账' }).count()).toBe(0);
  await sound(page);
  expect(await page.locator('.refusals').innerText()).toContain('“微信商户”缺');
  await page.getByText('填写所见余额', { exact: true }).click();
  const picture = {
    ...{ name: '余额.png', mimeType: 'image/png' },
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  };
  await page.locator(`#seen-${wechat}-balance`).fill('约三万');
  await page.locator(`#seen-${wechat}-file`).setInputFiles(picture);
  await page.getByRole('button', { name: '记下所见余额' }).click();
  // Named as the form calls it, with the way to it.
  expect(await page.getByRole('alert').innerText()).toMatch(/余额（元）：\s*所见余额写的“约三万”不是金额。/);
  expect(await page.getByRole('alert').getByRole('link').getAttribute('href')).toBe(`#seen-${wechat}-balance`);
  await page.locator(`#seen-${wechat}-balance`).fill('0');
  await page.locator(`#seen-${wechat}-file`).setInputFiles(picture);
  await page.getByRole('button', { name: '记下所见余额' }).click();
  expect(await page.getByRole('status').innerText()).toContain('已记下所见余额');
  expect(await page.locator('main').innerText()).toContain('所见余额：2020-02-29 0.00 元');
  await sound(page);
  // A line and an entry are each told from the next one; who may read statements reads here who paid.
  const loose = page.getByRole('table', { name: /^未达账项/ });
  expect(await loose.innerText()).toMatch(/D\d+-\d+\s+捐赠/);
  expect(await loose.innerText()).toMatch(/流水 \d+，第 2 行/);
  await page.locator(`#park-${late}-reason`).selectOption('other');
  await page.getByRole('button', { name: '记下' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/说明：\s*选“其他”须写明原因。 请在说明里写明。/);
  await page.locator(`#park-${late}-reason`).selectOption('inTransit');
  await page.getByRole('button', { name: '记下' }).click();
  expect(await page.getByRole('status').innerText()).toContain('已记下未达原因');
  expect(await page.locator('.account-sheet').first().innerText()).toContain('在途');
  await page.getByRole('button', { name: '编制结账' }).click();
  expect(await page.getByRole('status').innerText()).toContain('等另一人审核');
  // It stays at the days that were prepared, whatever day it is.
  expect(await page.getByLabel('结至').inputValue()).toBe('2020-02-29');
  expect(await page.locator('main').innerText()).toContain('银行存款余额调节表');

  const other = await signedIn(browser, office, 'reviewer');
  await other.goto('/admin/close?entity=charity');
  await other.getByRole('link', { name: '查看调节表' }).click();
  const paper = await other.locator('.sheet').innerText();
  for (const said of ['1,030.00', '跨行转账', '所见余额', '户名与摘要不随表保存']) expect(paper).toContain(said);
  expect(paper).toMatch(/跨行转账\s+流水 \d+，第 2 行/);
  expect(paper).toMatch(/D\d+-\d+\s+捐赠/);
  // A sheet has no public record: the foot promises none.
  for (const untrue of ['未载摘要', '公开网站']) expect(paper).not.toContain(untrue);
  for (const written of ['王', '捐款', '13800138000']) expect(paper).not.toContain(written);
  await sound(other);
  await other.goBack();
  await other.getByRole('button', { name: '审核通过' }).click();
  expect(await other.getByRole('status').innerText()).toContain('已结账');
  expect(await other.getByLabel('结至').inputValue()).toBe('2020-02-29');
  await other.getByRole('link', { name: '月度资料' }).click();
  expect(await other.getByLabel('月份').inputValue()).toBe('2020-02');
  const sheets = other.getByRole('region', { name: '银行存款余额调节表、现金核对表' });
  await sheets.getByRole('link', { name: '银行存款余额调节表（截至 2020-02-29）' }).first().click();
  expect(await other.locator(`#account-${account}`).innerText()).toContain('1,030.00');
  await other.getByRole('link', { name: '返回' }).click();
  expect(await other.getByLabel('结至').inputValue()).toBe('2020-02-29');
  await other.goto('/admin/close?entity=charity&through=2020-02-29');
  expect(await other.locator('main').innerText()).toContain('已结至 2020-02-29');

  await other.goto('/admin/close/month?entity=charity&month=2020-02&account=100201');
  const month = await other.locator('main').innerText();
  for (const said of ['记-2', '本月账已结，以下各表均截至 2020-02-29', '没有定向款物']) expect(month).toContain(said);
  await sound(other);
  for (const name of ['用友格式', '金蝶格式']) {
    const download = other.waitForEvent('download');
    await other.getByRole('link', { name }).click();
    const bytes = await (await (await download).createReadStream()).toArray();
    const sheet = await readXlsx(new Uint8Array(Buffer.concat(bytes)));
    const text = JSON.stringify(sheet);
    expect(text).toContain('2020-02-14');
    expect(text).toContain('1000');
    expect(text).not.toContain('某某集团');
  }
  expect(office.complaints()).toBe('');
});

test.for([true, false])(
  'an entry into closed days says so before it is sent and before it is approved (script: %s)',
  async (javaScriptEnabled) => {
    // What is given after the close is there on the day of the review, and was not on the closed day.
    await giftOf(2_000_00n, '2020-03-02');
    const warning = '2020-02-29 以前已结账：复核后记在复核当天';
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled, width: 390 });
    await page.goto('/admin/close?entity=charity&through=2020-02-29');
    expect(await page.locator('main').innerText()).toContain('已结账的期间不重开；更正用冲销或补记，记在办理当天。');
    await page.goto('/admin/adjustments/new');
    for (const [name, value] of [
      ['entity', 'charity'],
      ['fund', 'relief'],
      ['moneyAccount', String(account)],
      ['reason', 'fee'],
      ['restriction', 'unrestricted'],
      ['unit', 'CNY'],
    ] as const) {
      await page.locator(`[name="${name}"]`).selectOption(value);
    }
    await page.locator('[name="occurredFrom"]').fill('2020-02-17');
    await page.locator('[name="source"]').fill('银行回单');
    await page.locator('[name="amount"]').fill('1500');
    await page.locator('[name="explanation"]').fill('汇款手续费');
    if (!javaScriptEnabled) await page.getByRole('button', { name: /^预览入账/ }).click();
    const effect = page.getByRole('complementary', { name: '这笔将记' });
    await effect.getByText(warning).waitFor();
    // On the day it belongs to there was less than that.
    expect(await effect.innerText()).not.toContain('不够');
    await page.locator('[name="occurredFrom"]').fill('2020-03-01');
    if (!javaScriptEnabled) await page.getByRole('button', { name: /^预览入账/ }).click();
    await effect.getByText('截至 2020-03-01').waitFor();
    expect(await effect.innerText()).not.toContain('以前已结账');
    await page.locator('[name="occurredFrom"]').fill('2020-02-17');
    await page.getByRole('button', { name: '提交复核' }).last().click();
    await page.waitForURL(/\/admin\/adjustments\/\d+/);
    expect(await page.locator('main').innerText()).toContain(warning);
    await sound(await sameSeen(page.url()));
    const other = await signedIn(browser, office, 'reviewer');
    await other.goto(page.url());
    const seen = await other.locator('main').innerText();
    expect(seen).toContain(warning);
    expect(seen).not.toContain('不够');
    await other.getByRole('button', { name: '复核通过' }).click();
    const booked = await other.locator('main').innerText();
    expect(booked).toContain('入账');
    expect(booked).not.toContain(warning);
  },
);

test('lines and registers of closed days say so before they are entered', async () => {
  const { clerk } = office.people;
  const march = { account, day: '2020-03-05', flow: 'in' as const, amountFen: 7_00n, name: '李小红' };
  const [later = 0n] = await statementLines(office.db, clerk.id, [march]);
  const { lineId: closed } = await office.db.selectFrom('lineParking').select('lineId').executeTakeFirstOrThrow();
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto(`/admin/reconciliation?entity=charity&at=l${closed}&mode=gift`);
  expect(await page.locator('.gift-form').innerText()).toContain('2020-02-29 以前已结账：复核后记在复核当天');
  await sound(page);
  await page.goto(`/admin/reconciliation?entity=charity&at=l${later}&mode=gift`);
  expect(await page.locator('.gift-form').innerText()).not.toContain('以前已结账');
  await page.goto(`/admin/reconciliation/gifts?line[]=${closed}&line[]=${later}`);
  const ofSeveral = '2020-02-29 以前已结账：其中 1 笔，复核后记在复核当天';
  expect(await page.locator('.gift-form').innerText()).toContain(ofSeveral);

  await page.goto('/admin/import');
  const rows = ['2020-02-03,甲公司', '2020-03-04,乙公司'].map((row) => `${row},企业,市慈善总会,援鄂关爱专项,资金,5`);
  const text = ['捐赠日期,捐赠人,捐赠人类别,核算主体,专项资金,类别,金额', ...rows].join('\n');
  await page.locator('#f-file').setInputFiles({ name: '登记表.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('button', { name: /^全部导入/ }).waitFor();
  expect(await page.locator('main').innerText()).toContain(ofSeveral);
  await sound(page);
});

test('what an import would not enter again is not counted among what is booked later', async () => {
  const page = await signedIn(browser, office, 'clerk');
  const preview = async (name: string, rows: readonly string[]) => {
    await page.locator('#f-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByRole('button', { name: /^全部导入/ }).waitFor();
    return page.locator('main').innerText();
  };
  const enter = async () => {
    await page.getByRole('button', { name: /^全部导入/ }).click();
    await page.locator('main code').last().waitFor();
  };
  const ofClosed = (count: number) => `2020-02-29 以前已结账：其中 ${count} 笔，复核后记在复核当天`;
  const register = [
    '捐赠日期,捐赠人,捐赠人类别,核算主体,专项资金,类别,金额',
    ...['2020-02-04,丙公司', '2020-02-05,丁公司'].map((row) => `${row},企业,市慈善总会,援鄂关爱专项,资金,5`),
  ];
  const further = '2020-02-06,戊公司,企业,市慈善总会,援鄂关爱专项,资金,5';
  await page.goto('/admin/import');
  expect(await preview('登记表.csv', register)).toContain(ofClosed(2));
  await enter();
  await page.goto('/admin/import');
  expect(await preview('再次.csv', [...register, further, further.replace('02-06', '03-06')])).toContain(ofClosed(1));
  await enter();
  await page.goto('/admin/import');
  expect(await preview('同样.csv', [...register, further])).not.toContain('以前已结账');

  const ledger = ['日期,品名,规格,入库数量,来源', '2020-02-07,医用口罩,YY 0469,500,甲公司'];
  const ofStock = async (rows: readonly string[]) => {
    await page.goto('/admin/import/stock');
    await page.getByLabel('核算主体').selectOption({ label: '市慈善总会' });
    await page.getByLabel('专项资金').selectOption({ label: '援鄂关爱专项' });
    await page.getByLabel('捐赠人类别').selectOption({ label: '企业' });
    return preview('台账.csv', rows);
  };
  expect(await ofStock(ledger)).toContain('2020-02-29 以前已结账：复核后记在复核当天');
  await enter();
  expect(await ofStock([...ledger, '2020-03-07,医用口罩,YY 0469,300,甲公司'])).not.toContain('以前已结账');
});

/** As somebody sees it whose browser runs the checks of accessibility. */
async function sameSeen(url: string): Promise<Page> {
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto(url);
  return page;
}

test('a paper without a public record promises none', async () => {
  const page = await signedIn(browser, office, 'clerk');
  for (const path of ['cash-count/blank', 'cash-count/opening']) {
    await page.goto(`/admin/prints/${path}`);
    expect(await page.locator('.sheet .foot').innerText()).toBe('由明账打印。');
  }
  await page.goto(`/admin/prints/donation-slip/${await giftOf(1_00n, '2020-03-03')}`);
  expect(await page.locator('.sheet .foot').innerText()).toContain('公示后，可在公开网站核对同一编号的公开记录');
});

test('a cash box is counted by one person and seen by another', async () => {
  const { clerk, reviewer } = office.people;
  const page = await signedIn(browser, office, 'clerk', { width: 390 });
  await page.goto('/admin/cash-counts');
  expect(await page.locator('main').innerText()).toContain('还没有审核通过的现金账户');
  expect(await page.locator('main').getByRole('link', { name: '资金账户' }).getAttribute('href')).toBe(
    '/admin/money-accounts',
  );
  await openMoneyAccount(office.db, { recorder: clerk.id, reviewer: reviewer.id }, 'cash', { name: '出纳保险柜' });
  await page.reload();
  await page.getByLabel('现金账户').selectOption({ label: '出纳保险柜（市慈善总会）' });
  await page.getByLabel('100 元', { exact: true }).fill('三张');
  await page.getByRole('button', { name: '登记盘点' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('张数须为不小于 0 的整数');
  await sound(page);
  await page.getByLabel('100 元', { exact: true }).fill('3');
  await page.getByRole('button', { name: '登记盘点' }).click();
  expect(await page.locator('main').innerText()).toContain('等监盘人确认');
  const other = await signedIn(browser, office, 'otherClerk');
  await other.goto('/admin/cash-counts');
  await other.getByRole('button', { name: '我在场，确认无误' }).click();
  expect(await other.getByRole('status').innerText()).toContain('监盘已确认');
  await sound(other);
});

test('each gap between statements is answered by itself', async () => {
  const { clerk, reviewer } = office.people;
  const people = { recorder: clerk.id, reviewer: reviewer.id };
  const bank = await openMoneyAccount(office.db, people, 'bank', { name: '工行专户' });
  for (const [firstDay, lastDay, openingFen] of [
    ['2020-03-01', '2020-03-10', 0n],
    ['2020-03-15', '2020-03-20', 9_00n],
  ] as const) {
    const line = { account: bank, day: firstDay, flow: 'in' as const, amountFen: 5_00n };
    await statementLines(office.db, clerk.id, [line], { firstDay, lastDay, openingFen });
  }
  const page = await signedIn(browser, office, 'clerk', { width: 390, javaScriptEnabled: false });
  await page.goto('/admin/close?entity=charity&through=2020-03-31');
  const section = page.getByRole('region', { name: '没有对账单或余额：工行专户' });
  await section.getByText('注明 2020-03-21 至 2020-03-31 没有对账单的原因').click();
  await section.locator(`#absent-${bank}-2020-03-21-reason`).selectOption('other');
  await section.getByRole('button', { name: '记下原因：2020-03-21 至 2020-03-31' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('选“其他”须写明原因');
  await section.locator(`#absent-${bank}-2020-03-21-reason`).selectOption('noMovement');
  await section.getByRole('button', { name: '记下原因：2020-03-21 至 2020-03-31' }).click();
  const main = await page.locator('main').innerText();
  expect(main).toContain('2020-03-21 至 2020-03-31 没有对账单：期间没有收付');
  expect(main).toContain('注明 2020-03-11 至 2020-03-14 没有对账单的原因');
});

test('days between the opening of an account and its first statement are a gap, and it is said why from there', async () => {
  const { clerk, reviewer } = office.people;
  const people = { recorder: clerk.id, reviewer: reviewer.id };
  const opened = { name: '建行专户', openedOn: '2020-03-01' };
  const bank = await openMoneyAccount(office.db, people, 'bank', opened);
  const line = { account: bank, day: '2020-03-08', flow: 'in' as const, amountFen: 5_00n };
  const days = { firstDay: '2020-03-06', lastDay: '2020-03-31' };
  await statementLines(office.db, clerk.id, [line], { ...days, openingFen: 0n });
  const page = await signedIn(browser, office, 'clerk', { width: 390, javaScriptEnabled: false });
  await page.goto('/admin/statements');
  const row = page.getByRole('row').filter({ hasText: '建行专户' }).first();
  expect(await row.innerText()).toContain('2020-03-01 至 2020-03-05');
  expect(await row.innerText()).not.toContain('没有缺口');
  await row.getByRole('link', { name: '注明原因：建行专户 2020-03-01 至 2020-03-05' }).click();
  const seen = await signedIn(browser, office, 'clerk');
  await seen.goto(page.url());
  for (const width of [390, 1280]) {
    await seen.setViewportSize({ width, height: 900 });
    await sound(seen);
  }
  await page.getByLabel('原因').selectOption('notInUse');
  await page.getByRole('button', { name: '记下原因' }).click();
  expect(await page.getByRole('status').innerText()).toContain('已记下没有对账单的原因');
  expect(await row.innerText()).toContain('2020-03-01 至 2020-03-05（账户尚未启用，或尚未纳入本账）');
});

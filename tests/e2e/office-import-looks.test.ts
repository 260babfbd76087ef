import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rosterXlsx, stockXlsx } from '#disbursement/import/templates.ts';
import { templateXlsx } from '#intake/import-donations.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
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

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Good rows and bad ones of each register, as a clerk sends them. */
const REGISTERS = {
  gifts: {
    address: '/admin/import',
    template: templateXlsx,
    rows: [
      ['市慈善总会2020年2月接收捐赠登记表', '', '', '', ''],
      ['序号', '捐赠日期', '捐赠单位', '捐赠资金（元）', '经手'],
      ['1', '2月3日', '湖南某某实业集团有限责任公司', '¥1,000.00', '甲'],
      ['2', '2月4日', '乙公司', '伍佰元', '甲'],
      ['3', '2月5日', '', '200元', '乙'],
      ['4', '2月6日', '丙公司', '300', '乙'],
      ['5', '2月6日', '丙公司', '300', '乙'],
      ['合计', '', '', '', ''],
    ],
    shown: '只计没有问题的 3 行，共 5 行',
  },
  roster: {
    address: '/admin/import/roster',
    template: rosterXlsx,
    rows: [
      ['户主', '身份证号', '慰问金', '备注'],
      ['某户甲', '110101199001010011', '500', ''],
      ['某户乙', '', '伍佰', ''],
      ['某户甲', '110101199001010011', '500', ''],
      ['某户丙', '', '500', ''],
      ['某户丙', '', '500', ''],
    ],
    shown: '第 6 行与第 5 行同名',
  },
  stock: {
    address: '/admin/import/stock',
    template: stockXlsx,
    rows: [
      ['日期', '单号', '品名', '规格', '入库数量', '出库数量', '来源', '去向'],
      ['2020-03-01', 'R-1', '医用口罩', 'YY 0469', '500', '', '甲公司', ''],
      ['2020-03-01', 'R-2', '没有登记的', '', '5', '', '甲公司', ''],
      ['2020-03-02', 'C-1', '医用口罩', '', '', '100', '', '市第一医院'],
      ['2020-03-02', 'C-2', '医用口罩', '', '', '100', '', '某某街道办'],
    ],
    shown: '新登记捐赠 1 笔',
  },
} as const;

async function look(page: Page, address: string, name: string, buffer: Buffer) {
  await page.goto(address);
  await page.getByLabel('CSV 文件').setInputFiles({ name, mimeType: TYPE, buffer });
  if (address !== REGISTERS.roster.address) {
    await page.getByLabel('核算主体').selectOption({ label: '市慈善总会' });
    await page.getByLabel('专项资金').selectOption({ label: '援鄂关爱专项' });
    await page.getByLabel('捐赠人类别').selectOption({ label: '企业' });
  }
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: `预览：${name}` }).waitFor();
}

const WIDTHS = [390, 1280];

/** Findings on what stands in the page now at each width, and on the page as the server sent it last. */
function finder(page: Page): () => Promise<string[]> {
  let sent: Promise<string> = Promise.resolve('');
  page.on('response', (response) => {
    const { status, request } = { status: response.status(), request: response.request() };
    if (request.isNavigationRequest() && (status === 200 || status === 422)) sent = response.text();
  });
  return async () => {
    const found = await htmlFindings(await sent);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (beyond > 0) found.push(`${beyond} px beyond the window at ${width} px`);
      for (const finding of await axeFindings(page)) found.push(`${finding} at ${width} px`);
    }
    return found;
  };
}

describe.for(Object.entries(REGISTERS))('the import of %s', ([kind, { address, template, rows, shown }]) => {
  test('is without findings at each width, empty and with a preview', async () => {
    const page = await signedIn(browser, office, 'clerk');
    const findings = finder(page);
    const picture = async (name: string) => {
      const folder = process.env.PICTURES;
      if (folder === undefined) return;
      await mkdir(folder, { recursive: true });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${folder}/import-${kind}-${name}-${width}.png`, fullPage: true });
      }
    };
    await page.goto(address);
    expect(await findings()).toEqual([]);
    await picture('empty');
    await look(page, address, '登记表.xlsx', Buffer.from(writeXlsx({ name: '表', rows })));
    expect(await page.locator('main').innerText()).toContain(shown);
    expect(await page.getByRole('alert').locator('tbody tr').count()).toBeGreaterThan(1);
    await picture('preview');
    expect(await findings()).toEqual([]);
  });

  test('takes its template as it was handed out, and says that there is nothing to enter yet', async () => {
    const page = await signedIn(browser, office, 'clerk');
    const findings = finder(page);
    const download = await page.request.get(`${address}${kind === 'gifts' ? '/' : '-'}template.xlsx`);
    expect(await download.body()).toEqual(Buffer.from(template()));
    await look(page, address, '模板.xlsx', await download.body());
    expect(await page.locator('main').innerText()).toContain('表里只有示例');
    expect(await page.locator('.refusals').count()).toBe(0);
    expect(await page.getByRole('button', { name: /导入|提交/ }).count()).toBe(0);
    expect(await findings()).toEqual([]);
    expect(office.complaints()).toBe('');
  });
});

test('a large register says that it is being read, and then shows itself, without script too', async () => {
  const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
  const day = ['2020-02-03', '丁公司', '1'];
  const rows = [['日期', '捐赠单位', '捐赠资金（元）'], ...Array.from({ length: 19_990 }, () => day), ['', '', '']];
  await page.goto('/admin/import');
  const buffer = Buffer.from(
    writeXlsx({ name: '表', rows: rows.map((row) => [...row, ...Array(15).fill('备注文字')]) }),
  );
  await page.getByLabel('CSV 文件').setInputFiles({ name: '大.xlsx', mimeType: TYPE, buffer });
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByText('正在读取“大.xlsx”').waitFor();
  // Meanwhile the server answers others: sooner than whoever asked before them for what is being read.
  const refresh = await page.locator('meta[http-equiv="refresh"]').getAttribute('content');
  const reading = page.request.get(refresh?.split('url=')[1] ?? '').then(() => 'read');
  const other = page.request.get('/admin/import/roster').then((answer) => answer.status());
  expect(await Promise.race([reading, other])).toBe(200);
  await reading;
  // Nobody chose books, fund or kind: the preview comes with what is missing, and the file is still at hand.
  await page.getByText('请在下面为整个文件选定').first().waitFor({ timeout: 100_000 });
  expect(await page.locator('main').innerText()).toContain('已选：大.xlsx');
});

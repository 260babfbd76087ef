import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { reliefRelease } from '../support/relief-release.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';

let built: Awaited<ReturnType<typeof reliefRelease>>;
let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  built = await reliefRelease();
  server = await serveStatic(built.site, built.published);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(server.url + path);
  return page;
}

const titles = (page: Page): Promise<string[]> => page.locator('.search-results a').allTextContents();
const said = (page: Page): Promise<string | null> => page.locator('[data-count]').textContent();
const settled = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('[data-count]').filter({ hasText: text }).waitFor();

describe('searching', () => {
  test('answers while one types, says how many, and leads to the row of the gift', async () => {
    const page = await open('/search');
    await page.getByLabel('查找', { exact: true }).pressSequentially('湖南金鐘', { delay: 30 });
    await settled(page, /共找到/);
    expect(await titles(page)).toContain('湖南金钟集团');
    expect(new URL(page.url()).searchParams.get('q')).toBe('湖南金鐘');
    await page.getByRole('link', { name: '湖南金钟集团' }).last().click();
    await page.waitForURL(/\/gifts\/1#leaf-\d+$/);
    await page.goBack();
    await settled(page, /共找到/);
    expect(await titles(page)).toContain('湖南金钟集团');
    await page.close();
  });

  test('reads the whole search from an address, and goes on page by page', async () => {
    const page = await open('/search?kind=intake&item=CNY');
    await settled(page, /找到/);
    const first = await titles(page);
    expect(first).toHaveLength(20);
    expect(await page.getByLabel('款物').inputValue()).toBe('CNY');
    await page.getByRole('link', { name: '下一页' }).press('Enter');
    await settled(page, '接着上一页');
    expect(new URL(page.url()).searchParams.get('from')).toMatch(/^g\d+$/);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-count'))).toBe(true);
    await page.getByRole('link', { name: '回到第一页' }).click();
    await settled(page, /^找到|^共找到/);
    expect(await titles(page)).toEqual(first);
    await page.close();
  });

  test('says so when nothing is found', async () => {
    const page = await open('/search?q=欧阳不存在');
    await settled(page, '没有找到');
    expect(await titles(page)).toEqual([]);
    await page.close();
  });

  test('says so when there is no network, and answers when it is back', async () => {
    const page = await open('/search');
    await page.context().setOffline(true);
    await page.getByLabel('查找', { exact: true }).fill('口罩');
    await settled(page, '没有连上服务器');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '查找' }).click();
    await settled(page, /共找到/);
    await page.close();
  });
});

describe('the words of a gift find it', () => {
  test.for([
    ['/search', '防护服', '湖南金钟集团', '防护服', '符合：款物“医用防护服”'],
    ['/search', '金钟 定向', '湖南金钟集团', '定向', '符合：捐赠意愿“定向捐赠”'],
    ['/search', '红十字会 口罩', '爱心学生', '口罩', '符合：单位“衡阳市红十字会”、款物“医用口罩”'],
    ['/search', '爱心学生', '爱心学生', '爱心学生', '符合：捐赠人显示为“爱心学生”'],
    ['/zh-hant/search', '防護服 捐贈', '湖南金钟集团', '防护服', '符合：款物「医用防护服」、類別「捐贈」'],
    ['/en/search', 'gloves', '湖南金钟集团', 'gloves', 'Matches: goods “Disposable gloves”'],
  ] as const)('%s: %s', async ([path, typed, title, marked, because]) => {
    const page = await open(`${path}?${new URLSearchParams({ q: typed, kind: 'intake' })}`);
    const hit = page.locator('.search-results li').filter({ hasText: title });
    await hit.first().waitFor();
    expect(await hit.count()).toBe(1);
    expect(await hit.locator('mark').allTextContents()).toContain(marked);
    expect(await hit.locator('small').allTextContents()).toContain(because);
    await page.close();
  });

  test('those called by a word come before those about it, page after page', async () => {
    const page = await open('/search?q=后续捐赠');
    await settled(page, /找到/);
    expect((await page.locator('.search-results li').allTextContents())[0]).toContain('专项资金 后续捐赠');
    expect(await titles(page)).toHaveLength(20);
    await page.getByRole('link', { name: '下一页' }).click();
    await settled(page, '接着上一页，列出 20 条');
    expect(new URL(page.url()).searchParams.get('from')).toMatch(/^ag\d+$/);
    await page.close();
  });
});

test('examples under the field ask for what this ledger has, without loading the page anew', async () => {
  const page = await open('/search');
  const examples = page.locator('[data-examples] a');
  expect(await examples.allTextContents()).toEqual(expect.arrayContaining(['口罩', '口罩 定向捐赠', '拨付']));
  for (const address of await examples.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    const other = await open(address);
    await settled(other, /找到/);
    expect((await titles(other)).length, address).toBeGreaterThan(0);
    await other.close();
  }
  const field = page.getByLabel('查找', { exact: true });
  await field.fill('金钟');
  await settled(page, /找到/);
  expect(await examples.first().isVisible()).toBe(false);
  await field.fill('');
  await examples.first().waitFor();
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  await examples.filter({ hasText: '口罩 定向捐赠' }).click();
  await settled(page, /找到/);
  expect(await page.locator('[data-same-page]').count()).toBe(1);
  expect(await field.inputValue()).toBe('口罩 定向捐赠');
  expect(new URL(page.url()).searchParams.get('q')).toBe('口罩 定向捐赠');
  await page.goBack();
  await examples.first().waitFor();
  expect(await field.inputValue()).toBe('');
  await page.close();
});

test('nothing is loaded to search with before the reader turns to the form', async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}/search`, { waitUntil: 'networkidle' });
  const scripts = () => asked.filter((path) => path.endsWith('.js') || path.startsWith('/search/'));
  const before = scripts();
  expect(before.length).toBeLessThanOrEqual(2);
  // The form stands where it stood when the page was first drawn.
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += 'value' in entry ? Number(entry.value) : 0;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
  expect(shift).toBeLessThan(0.01);
  await page.getByLabel('查找', { exact: true }).fill('口罩');
  await settled(page, /找到/);
  expect(scripts().length).toBeGreaterThan(before.length);
  await page.close();
});

test('where nothing is found, each word and the search without conditions are offered', async () => {
  const page = await open(`/search?${new URLSearchParams({ q: '欧阳不存在 手套', kind: 'intake' })}`);
  await settled(page, '没有找到');
  const remedies = page.locator('[data-remedies]');
  expect(await remedies.getByRole('link').allTextContents()).toEqual([
    '去掉条件，只查“欧阳不存在 手套”',
    '只查“欧阳不存在”',
    '只查“手套”',
    '从下面的目录进入',
    '凭查询码查我的捐赠',
  ]);
  expect(await axeFindings(page)).toEqual([]);
  await remedies.getByRole('link', { name: '只查“手套”' }).click();
  await settled(page, /找到/);
  expect(await titles(page)).toContain('湖南金钟集团');
  expect(await remedies.getByRole('link').count()).toBe(0);
  expect(await page.getByLabel('类别').inputValue()).toBe('');
  await page.close();
});

test.each([
  ['fund', /\/funds\/[a-z0-9-]+$/],
  ['organisation', /\/organisations[/#][a-z0-9-]+$/],
  ['item', /\/items\/[a-z0-9-]+$/],
  ['disbursement', /\/disbursements?[/#]/],
  ['appropriation', /\/appropriations?[/#]/],
  ['listing', /\/(listed|listings?|witnessed)[/#]/],
  ['intake', /\/gifts\/\d+#leaf-\d+$/],
])('a hit of kind %s leads to its own page', async (kind, address) => {
  const page = await open(`/search?kind=${kind}`);
  await settled(page, /找到/);
  await page.locator('.search-results a').first().click();
  await page.waitForURL(address);
  expect(await page.locator('h1').count()).toBe(1);
  await page.close();
});

test('without script there is no form, but every list', async () => {
  const page = await open('/search', { javaScriptEnabled: false });
  expect(await page.locator('form').isVisible()).toBe(false);
  const noscript = page.locator('search-ledger noscript');
  expect((await noscript.boundingBox())?.height).toBeGreaterThan(10);
  expect(await noscript.innerHTML()).toContain('需要打开浏览器的脚本功能');
  expect(await page.locator('main').getByRole('link', { name: '衡阳市慈善总会' }).getAttribute('href')).toBe(
    '/organisations/hengyang-charity',
  );
  await page.close();
});

test.for(['/search', '/zh-hant/search'])('%s is sound, empty and with results', async (path) => {
  expect(await htmlFindings(await readFile(join(built.site, `${path}.html`), 'utf8'))).toEqual([]);
  for (const [width, scheme] of [
    [390, 'light'],
    [1280, 'dark'],
  ] as const) {
    const page = await open(path, { viewport: { width, height: 800 }, colorScheme: scheme });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('查找', { exact: true }).fill('衡阳');
    await page.locator('.search-results a').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.close();
  }
});

test('the count stands where a screen reader hears it', async () => {
  const page = await open('/search?q=D2020');
  await settled(page, /找到/);
  expect(await page.getByRole('status').textContent()).toBe(await said(page));
  await page.close();
});

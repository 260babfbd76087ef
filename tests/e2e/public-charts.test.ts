import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type BuiltSite, buildSite } from '../support/built-site.ts';
import { writeRelief2020 } from '../support/sample-site.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';

let built: BuiltSite;
let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  built = await buildSite((folder) => writeRelief2020(folder, 30));
  server = await serveStatic(built.site, built.published);
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await built?.remove();
});

async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, ...options });
  await page.goto(server.url + path, { waitUntil: 'networkidle' });
  return page;
}

/** Sum of all layout shifts that no press of a key or finger explains. */
const WATCH_SHIFTS = `window.shifted = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

const chartCode = (): string[] => [...server.sent.keys()].filter((path) => path.includes('chart-drawing'));

describe.each(['/', '/funds/hengyang-2020'])('the chart of %s', (path) => {
  test('is fetched only when it comes near the screen, and moves nothing when it is drawn', async () => {
    server.sent.clear();
    const page = await browser.newPage({ viewport: { width: 390, height: 400 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(WATCH_SHIFTS);
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    expect(chartCode()).toEqual([]);
    await page.locator('table-chart').first().scrollIntoViewIfNeeded();
    await page.locator('table-chart[data-drawn] canvas').first().waitFor();
    expect(chartCode()).toHaveLength(1);
    expect(await page.evaluate('window.shifted')).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test('arrow keys go through the points of a chart, and each is said in the words of the table', async () => {
  const page = await open('/');
  const chart = page.locator('table-chart');
  await chart.scrollIntoViewIfNeeded();
  await chart.locator('canvas').focus();
  const said = async (key: string): Promise<string> => {
    await page.keyboard.press(key);
    return chart.getByRole('status').innerText();
  };
  expect(await said('ArrowRight')).toBe('2020年2月，哪一天原文未载 · 收 930,000.00 元 · 支 0.00 元');
  expect(await said('ArrowRight')).toBe('2020年2月20日 · 收 0.00 元 · 支 930,000.00 元');
  expect(await said('ArrowRight')).toBe('2020年2月25日 · 收 34.35 元 · 支 0.00 元');
  expect(await said('Home')).toContain('哪一天原文未载');
  await page.close();
});

test('without script the tables stand open and no empty place is left for charts', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  expect(await page.locator('table-chart .plot').isVisible()).toBe(false);
  expect(await page.locator('table-chart table').innerText()).toContain('930,000.00');
  expect(await page.locator('table-chart tbody tr').first().isVisible()).toBe(true);
  expect(await page.locator('svg.flow:visible').first().getByText('93 万元').count()).toBeGreaterThan(0);
  await page.close();
});

test('one drawing of a flow is shown and named at every width, and its table has the exact figures', async () => {
  for (const width of [320, 390, 768, 1280]) {
    const page = await open('/', { viewport: { width, height: 900 } });
    const drawings = page.locator('figure.flow').first().getByRole('img');
    expect(await drawings.count()).toBe(1);
    expect(await drawings.getAttribute('aria-labelledby')).toMatch(/^flow-cash-(wide|narrow)-title$/);
    const figures = await page.locator('figure.flow table').first().locator('data').allTextContents();
    expect(figures.map((figure) => figure.trim())).toEqual(['930,000.00', '930,000.00', '34.35', '34.35']);
    await page.close();
  }
});

test('at 320 px nothing of the overview or a fund scrolls sideways', async () => {
  for (const path of ['/', '/funds', '/funds/hengyang-2020', '/en', '/en/funds/hengyang-2020']) {
    const page = await open(path, { viewport: { width: 320, height: 700 } });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0);
    await page.close();
  }
});

test('the way to one’s own gift stays on the screen wherever the reader is', async () => {
  for (const width of [320, 390, 1280]) {
    const page = await open('/', { viewport: { width, height: 700 } });
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    const box = await page.getByRole('banner').getByRole('link', { name: '查我的捐赠' }).boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(100);
    await page.close();
  }
});

test('printed, the tables under the drawings are open and what is pressed is gone', async () => {
  const page = await open('/', { viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('figure.flow tbody tr').first().isVisible()).toBe(true);
  expect(await page.locator('table-chart tbody tr').first().isVisible()).toBe(true);
  expect(await page.getByRole('link', { name: '查我的捐赠' }).first().isVisible()).toBe(false);
  await page.close();
});

test('the overview says what is known of cost, audit, what waits and whom to ask', async () => {
  const page = await open('/');
  const said = (await page.locator('.standing').innerText()).replaceAll(/\s+/g, ' ');
  expect(said).toContain('管理费用 账册中没有管理费用的记录');
  expect(said).toContain('审计 尚无审计报告入册');
  expect(said).toMatch(/待核实 没有/);
  expect(await page.locator('.standing a[href^="tel:"]').getAttribute('href')).toBe('tel:07340000000');
  await page.close();
});

test('a fund says whether it was published as often as the law asks, and which notices moved it', async () => {
  const page = await open('/funds/hengyang-2020');
  const said = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(said).toMatch(/慈善法（2016年9月1日起施行）第73条 还不到 6 个月/);
  expect(said).toMatch(
    /第72–73条 如果是应急募捐：没有做到 最长隔了 11 天（2020年2月5日至2020年2月16日） 超过期限 6 天/,
  );
  expect(said).toMatch(/第 2 期公示 2020年2月21日 18:00/);
  await page.close();
});

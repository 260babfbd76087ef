import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { htmlFindings } from '../support/html.ts';
import { reliefRelease } from '../support/relief-release.ts';
import { type ServedRelease, serve } from '../support/served-release.ts';

let served: ServedRelease;
let browser: Browser;

beforeAll(async () => {
  served = await serve(await reliefRelease());
  browser = await openBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const pageFiles = async (): Promise<string[]> =>
  (await readdir(served.release, { recursive: true })).filter((file) => file.endsWith('.html'));

async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(served.url + path);
  return page;
}

test('every page of the release is valid HTML with one h1, a title and a description of its own', async () => {
  const files = await pageFiles();
  const titles = new Map<string, string>();
  for (const file of files) {
    const html = await readFile(join(served.release, file), 'utf8');
    expect({ file, findings: await htmlFindings(html) }).toEqual({ file, findings: [] });
    expect(html.match(/<h1[ >]/g), file).toHaveLength(1);
    expect(html, file).toMatch(/<meta name="description" content="[^"]{8,}"/);
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? '';
    expect(titles.get(title), `${file} is titled like ${titles.get(title)}`).toBeUndefined();
    titles.set(title, file);
  }
  expect(files.length).toBeGreaterThan(100);
});

test('no page carries an inline style, handler or script, and its policy names hashes only', async () => {
  const files = await pageFiles();
  for (const file of files) {
    const html = await readFile(join(served.release, file), 'utf8');
    expect(html, file).not.toMatch(
      /\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)/,
    );
    const policy = /<meta http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(policy, file).toMatch(/script-src 'self' 'sha256-.*style-src 'self' 'sha256-/);
    expect(policy, file).not.toContain('unsafe');
  }
});

test('every link within the site leads to a page or a file, and every anchor to a place on it', async () => {
  const files = await pageFiles();
  const all = new Set([
    ...(await readdir(served.release, { recursive: true })),
    ...(await readdir(served.published, { recursive: true })),
  ]);
  const ids = new Map<string, Set<string>>();
  const links = new Map<string, string>();
  for (const file of files) {
    const html = await readFile(join(served.release, file), 'utf8');
    const address = `/${file.replace(/(index)?\.html$/, '')}`;
    ids.set(address, new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id = '']) => id)));
    for (const [, target = ''] of html.matchAll(/<(?:a|link) [^>]*href="([^"]+)"/g)) {
      links.set(target.startsWith('#') ? address + target : target, file);
    }
  }
  const broken = [...links].filter(([target]) => {
    const [path = '', id] = target.replace(/\?[^#]*/, '').split('#');
    if (/^(https?:|tel:)/.test(target) || all.has(path.slice(1))) return false;
    // Which leaf the verifier is to prove stands behind #; it is no place on its page.
    if (path.endsWith('/verify') && /^leaf-\d+$/.test(id ?? '')) return !ids.has(path);
    const page = ids.get(path);
    return page === undefined || (id !== undefined && !page.has(id));
  });
  expect(broken).toEqual([]);
});

test('the overview sends at most 45 KB in at most 6 requests, and 130 KB with its charts', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const answers: Promise<number>[] = [];
  page.on('requestfinished', (request) => answers.push(request.sizes().then((sizes) => sizes.responseBodySize)));
  const sent = async () => (await Promise.all(answers)).reduce((sum, bytes) => sum + bytes, 0);
  await page.goto(served.url, { waitUntil: 'networkidle' });
  expect(answers.length).toBeLessThanOrEqual(6);
  expect(await sent()).toBeLessThanOrEqual(45 * 1024);
  await page.locator('table-chart').first().scrollIntoViewIfNeeded();
  await page.waitForSelector('table-chart canvas');
  await page.waitForLoadState('networkidle');
  expect(await sent()).toBeLessThanOrEqual(130 * 1024);
  await page.close();
});

test('without script the overview says everything and the phone menu opens', async () => {
  const page = await open('/', { javaScriptEnabled: false, viewport: { width: 390, height: 900 } });
  expect(await page.locator('.equation .amount').allInnerTexts()).toEqual(['930,493.35', '930,000.00', '493.35']);
  await page.getByText('目录', { exact: true }).click();
  await page.getByRole('navigation', { name: '全部栏目' }).getByRole('link', { name: '逐级拨付' }).click();
  await page.waitForURL('**/appropriations');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('逐级拨付');
  await page.close();
});

describe('what the records of 2020 must show', () => {
  const text = async (path: string): Promise<string> => {
    const page = await open(path);
    const said = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    await page.close();
    return said;
  };

  test('the charity received what it handed out, derived from the hand-out', async () => {
    const said = await text('/organisations/hengyang-charity');
    expect(said).toMatch(
      /收 930,000\.00 元（推算） · 爱心机构、爱心人士（多方汇集）.*推算依据：收款数原文未载，按发放/,
    );
    expect(said).toMatch(/支 930,000\.00 元 · 93 人，每人 10,000\.00 元/);
    expect(said).toContain('结存 0.00');
  });

  test('goods are counted per unit, where they went is not stated, and their value is 约, joint and counted once', async () => {
    const said = await text('/gifts/1');
    expect(said).toMatch(/一次性医用口罩 250,000 只.*医用防护服 1,000 套.*一次性手套 4,000 副/);
    expect(said).toContain('合并折价约 2,000,000.00 元，计一次（捐赠人自报）');
    const books = await text('/organisations/hengyang-health');
    expect(books).toMatch(/一次性医用口罩 规格未载 只 250,000 — — 去向未载 250,000/);
    expect(books).toMatch(/2,000,000\.00 约数 — /);
    expect(await text('/items')).toMatch(/口罩合计 ?261,604 只/);
  });

  test('the minor is 爱心学生 wherever the gift appears', async () => {
    for (const path of ['/gifts/1', '/organisations/hengyang-redcross', '/items/mask-medical']) {
      expect(await text(path)).toContain('爱心学生');
    }
  });

  test('union money stands apart: two allotments of four items, all appropriated', async () => {
    expect(await text('/funding')).toMatch(/收 6,100,000\.00 .* 拨付 6,100,000\.00 .* 结存 0\.00/);
    const said = await text('/appropriations');
    for (const amount of ['4,000,000.00', '500,000.00', '1,100,000.00', '累计 元 6,100,000.00']) {
      expect(said).toContain(amount);
    }
    expect(await text('/')).not.toContain('6,100,930');
  });

  test('what was witnessed or reported is listed on pages of its own', async () => {
    const witnessed = await text('/witnessed');
    expect(witnessed).toMatch(/120,000\.00 元.*不计入合计/);
    expect(witnessed).toContain('60 人');
    expect(witnessed).toContain('700,000.00');
    expect(await text('/listed')).toMatch(/约 1,472,000\.00 元.*未载金额/);
  });

  test('a corrected gift stays in its place and says so', async () => {
    const page = await open('/gifts/1#leaf-45');
    const row = page.locator('#leaf-45');
    expect(await row.innerText()).toMatch(/已更正|已冲销/);
    await row.getByRole('link', { name: /见更正说明/ }).click();
    expect(await page.locator(':target').innerText()).toContain('红字冲销册号 45');
    await page.close();
  });

  test('a full page shows neither how large the log is nor how many pages there are', async () => {
    const sealed = await readFile(join(served.release, 'gifts/1.html'), 'utf8');
    const open = await readFile(join(served.release, 'gifts/3.html'), 'utf8');
    expect(open).toContain('账册共 298 条');
    expect(sealed).not.toMatch(/298|第 3 期|gifts\/3"/);
  });

  test('balances.json is what the issue fixed', async () => {
    const rows: unknown = JSON.parse(await readFile(join(served.release, 'data/balances.json'), 'utf8'));
    const nothing = { disbursed: '0', appropriated: '0', adjusted: '0', unstated: '0', balance: '0' };
    expect(rows).toEqual(
      expect.arrayContaining([
        {
          entity: 'hengyang-charity',
          fund: 'hengyang-2020',
          unit: 'CNY',
          kind: 'donation',
          ...nothing,
          received: '93000000',
          disbursed: '93000000',
        },
        {
          entity: 'hengyang-health',
          fund: 'hengyang-2020',
          unit: 'CNY:goods',
          kind: 'donation',
          ...nothing,
          received: '200000000',
          unstated: '200000000',
        },
        {
          entity: 'hengyang-joint',
          fund: 'hengyang-2020',
          unit: 'item:mask-medical',
          kind: 'donation',
          ...nothing,
          received: '11204',
          unstated: '11204',
        },
        {
          entity: 'xiqing-union',
          fund: 'xiqing-2020',
          unit: 'CNY',
          kind: 'funding',
          ...nothing,
          received: '610000000',
          appropriated: '610000000',
        },
        {
          entity: null,
          fund: 'hengyang-2020',
          unit: 'CNY',
          kind: 'witnessed',
          ...nothing,
          received: '12000000',
          disbursed: '12000000',
        },
        {
          entity: null,
          fund: 'hengyang-2020',
          unit: 'CNY:goods',
          kind: 'witnessed',
          ...nothing,
          received: '70000000',
          disbursed: '70000000',
        },
      ]),
    );
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { axeFindings } from '../support/html.ts';
import { reliefRelease } from '../support/relief-release.ts';
import { printedReceiptCode, sampleReference } from '../support/sample-site.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';

let built: Awaited<ReturnType<typeof reliefRelease>>;
let browser: Browser;
let server: StaticServer;
let page: Page;

beforeAll(async () => {
  built = await reliefRelease();
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  server = await serveStatic(built.site, built.published);
  page = await browser.newPage({ viewport: { width: 390, height: 900 } });
});

afterEach(async () => {
  await page.close();
  await server.close();
});

const flip =
  (at: number) =>
  (bytes: Buffer): Buffer => {
    const spoiled = Buffer.from(bytes);
    spoiled.writeUInt8(spoiled.readUInt8(at) ^ 1, at);
    return spoiled;
  };

async function verify(button: 'whole' | 'newest' = 'whole'): Promise<string> {
  await page.goto(`${server.url}/verify`);
  await page.locator(`[data-${button}]`).click();
  await page.locator('.findings .passed, .findings .failed').waitFor();
  return page.locator('.findings').innerText();
}

describe('the verifier in the page', () => {
  test('checks signature, every leaf, all totals, the download and the pages', async () => {
    const said = await verify();
    expect(said).toContain('298 条内容与签名一致，账册共 298 条');
    expect(said).toContain('重算得数与下载文件 balances.json 一致');
    expect(said).toMatch(/重算得数与 [0-9]+ 个网页上的 [1-9][0-9] 个数字一致/);
    expect(said).toContain('核对通过');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('checks only what came since the notice before, from its statement', async () => {
    expect(await verify('newest')).toContain('核对通过');
  });

  test.each([
    [
      'a byte of an entry',
      '/log/tile/entries/000',
      3000,
      /核对不通过.*(wrongTile|malformedLeaf|notCanonical|malformedBundle)/,
    ],
    ['a byte of a hash', '/log/tile/0/001.p/42', 40, /核对不通过.*(wrongTile|wrongProof)/],
    ['a byte of the signature', '/log/checkpoint', 140, /核对不通过.*(badSignature|unsigned|malformedNote)/],
  ])('finds %s changed', async (_, path, at, finding) => {
    server.spoil(path, flip(at));
    expect(await verify()).toMatch(finding);
  });

  test('finds a figure of the download changed', async () => {
    server.spoil('/data/balances.json', (bytes) => Buffer.from(bytes.toString().replace('93000000', '93000001')));
    expect(await verify()).toMatch(/核对不通过.*balancesDiffer/);
  });

  test('finds a figure on a page changed, also where only people read it', async () => {
    server.spoil('/', (bytes) => Buffer.from(bytes.toString().replace('930,493.35', '936,493.35')));
    expect(await verify()).toMatch(/核对不通过.*pageDiffers/);
  });

  test('remembers the log and finds it shortened', async () => {
    await verify();
    expect(await verify()).toContain('与您上次核对时的 298 条相比，只有增加，没有改动');
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        localStorage.setItem(key, localStorage.getItem(key)?.replace('298 ', '299 ') ?? '');
      }
    });
    expect(await verify()).toMatch(/核对不通过.*rolledBack/);
  });

  test('finds what it saw before rewritten', async () => {
    await verify();
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) localStorage.setItem(key, `200 ${btoa('x'.repeat(32))}`);
    });
    expect(await verify()).toMatch(/核对不通过.*rewritten/);
  });

  test('proves a single leaf by its number, and says where there is none', async () => {
    await page.goto(`${server.url}/verify`);
    const prove = async (leaf: string): Promise<string> => {
      await page.getByLabel('册号').fill(leaf);
      await page.getByRole('button', { name: '核对这一笔' }).click();
      await page.waitForFunction(() => !document.querySelector('output')?.textContent?.includes('正在'));
      return page.locator('output').innerText();
    };
    const gift = await prove('46');
    expect(gift).toMatch(/册号 46 在 298 条的公开账册中/);
    for (const fact of ['捐赠', 'D2020-0004', '不晚于 2020年2月20日', '930,000.00 元', '依据公开报道']) {
      expect(gift).toContain(fact);
    }
    // The leaf itself stands behind a click, byte for byte.
    expect(gift).not.toContain('"kind"');
    await page.locator('output summary').click();
    const raw = await page.locator('output pre').innerText();
    expect(raw).toMatch(/^\{"[^\n]*"number":"D2020-0004"[^\n]*\}$/);
    expect(await axeFindings(page)).toEqual([]);
    expect(await prove('297')).toMatch(/公示[\s\S]*第 [0-9]+ 期公示/);
    expect(await prove('298')).toContain('没有这个册号');
  });

  test('says that it needs script where there is none', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(`${server.url}/verify`);
    expect(await plain.locator('main').innerText()).toContain('需要打开浏览器的脚本功能');
    expect(await plain.locator('[data-whole]').isVisible()).toBe(false);
    await plain.close();
  });
});

describe('查我的捐赠', () => {
  const answer = async (): Promise<string> => {
    await page.locator('[data-answer] .passed, [data-answer] .failed').first().waitFor();
    return page.locator('[data-answer]').innerText();
  };

  test('proves the gift of a printed code and shows what only its donor can compare', async () => {
    await page.goto(`${server.url}/receipt#${printedReceiptCode}`);
    const said = await answer();
    expect(said).toContain('册号 46，在 298 条的公开账册中');
    expect(said).toContain('捐赠人姓名（名称）与公开账册中的加密摘要相符');
    for (const own of ['930,000.00 元', sampleReference, '爱心机构、爱心人士', 'D2020-0004', '不晚于 2020年2月20日']) {
      expect(said).toContain(own);
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '看这一笔在公开账册中的位置' }).click();
    // A card is laid out once it is near the screen.
    await page.locator(':target', { hasText: '930,000.00' }).waitFor();
  });

  test('sends neither code nor tag, fetches nothing that tells which gift it is, and empties the address bar', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.goto(`${server.url}/receipt#${printedReceiptCode}`);
    await answer();
    const asked = requests.map((request) => request.replace(server.url, '').trim());
    expect(asked.filter((path) => /entries|openings|tile\/0\/000|gifts/.test(path.replace('gift-pages', '')))).toEqual(
      [],
    );
    expect(asked.join(' ')).not.toMatch(/1234|43f7d6|Q_fWsvbq/i);
    expect(page.url()).toBe(`${server.url}/receipt`);
  });

  test.each([
    ['2234-5678-9ABC-DEFG-HJKM-NPQR-STAN', '有一处写错了'],
    ['1234-5678', '应为 28 个字母和数字'],
    ['1234-5678-9ABC-DEFG-HJKM-NPQR-ST%N', '不会出现的符号'],
  ])('says what is wrong with %s before anything is fetched', async (code, remedy) => {
    await page.goto(`${server.url}/receipt`, { waitUntil: 'networkidle' });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByLabel('查询码').fill(code);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    expect(await answer()).toContain(remedy);
    expect(requests).toEqual([]);
  });

  test('reads a code typed in small letters with O for 0 and blanks', async () => {
    await page.goto(`${server.url}/receipt`);
    await page.getByLabel('查询码').fill(' l234 5678 9abc defg hjkm npqr stan ');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    expect(await answer()).toContain('册号 46');
  });

  test('does not show a gift whose bytes are not those of the log', async () => {
    server.spoil('/receipts/all.json', (bytes) => {
      const bucket = JSON.parse(bytes.toString());
      const leaf = Buffer.from(bucket.entries[0].leaf, 'base64').toString().replaceAll('93000000', '93000001');
      bucket.entries[0].leaf = Buffer.from(leaf).toString('base64');
      return Buffer.from(JSON.stringify(bucket));
    });
    await page.goto(`${server.url}/receipt#${printedReceiptCode}`);
    const said = await answer();
    expect(said).toContain('wrongProof');
    expect(said).not.toContain('930,000.01');
  });
});

import { readdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALE_FOLDERS, LOCALES } from '#i18n/locale.ts';
import { openBrowser } from '../support/browser.ts';
import { type RawBooks, readRawBooks } from '../support/raw-books.ts';
import { reliefRelease } from '../support/relief-release.ts';
import { type StaticServer, serveStatic } from '../support/static-server.ts';

let built: Awaited<ReturnType<typeof reliefRelease>>;
let server: StaticServer;
let browser: Browser;
let books: RawBooks;

beforeAll(async () => {
  built = await reliefRelease();
  server = await serveStatic(built.site, built.published);
  browser = await openBrowser();
  books = await readRawBooks(built.published);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What a page shows as a figure, and what it says the figure is of. */
interface Shown {
  value: string;
  text: string;
  total: string | null;
  figure: string | null;
  stream: string | null;
  leaf: string | null;
}

const shownFigures = `[...document.querySelectorAll('data[value]')].map((data) => ({
  value: data.value,
  text: data.textContent.trim(),
  total: data.getAttribute('data-total'),
  figure: data.getAttribute('data-figure'),
  stream: data.getAttribute('data-stream'),
  leaf: data.closest('[data-leaf]')?.dataset.leaf ?? data.closest('[id^="leaf-"]')?.id.slice(5) ?? null,
}))`;

/** Undefined when the log says the same; else what is wrong. */
function mistake({ value, text, total, figure, stream, leaf }: Shown): string | undefined {
  const digits = text.replaceAll(/[^0-9−]/g, '').replace('−', '-');
  if (BigInt(digits || '0') !== BigInt(value)) return `is written ${text} but says ${value}`;
  if (total !== null) {
    const [kind = '', entity = '', fund = '', units = '', column = ''] = total.split(' ');
    return differs(value, books.expected('all', kind, entity, fund, units.split('+'), column));
  }
  if (figure?.startsWith('appropriation ')) {
    const [, entity = '', fund = '', receiver = '', unit = '', what = ''] = figure.split(' ');
    return differs(value, books.chain(stream ?? '', entity, fund, receiver, unit, what));
  }
  if (figure !== null) {
    const [span = '', id = '', kind = '', entity = '', fund = '', unit = '', column = '', name = ''] =
      figure.split(' ');
    if (span === 'flow') {
      const amounts = unit.split('+').map((each) => books.side(kind, entity, fund, each, column, name));
      return differs(
        value,
        amounts.reduce((sum, amount) => sum + amount, 0n),
      );
    }
    return differs(value, books.expected(`${span} ${id}`, kind, entity, fund, [unit], column));
  }
  if (leaf === null) return 'names no total and no leaf';
  return books.amountsOf(Number(leaf)).has(value) ? undefined : `is no amount of leaf ${leaf}`;
}

const differs = (value: string, expected: bigint | undefined): string | undefined =>
  expected === BigInt(value) ? undefined : `should be ${expected}`;

test.each(LOCALES)('every figure on every page is what the leaves add up to (%s)', async (locale) => {
  const folder = LOCALE_FOLDERS[locale];
  const others = Object.values(LOCALE_FOLDERS).filter((other) => other !== undefined && other !== folder);
  const files = (await readdir(built.site, { recursive: true }))
    .filter((file) => file.endsWith('.html'))
    .filter((file) => folder === undefined || file === `${folder}.html` || file.startsWith(`${folder}/`))
    .filter((file) => !others.some((other) => file === `${other}.html` || file.startsWith(`${other}/`)));
  const page = await browser.newPage({ javaScriptEnabled: false });
  const mistakes: string[] = [];
  let figures = 0;
  for (const file of files) {
    await page.goto(`${server.url}/${file.replace(/(^index)?\.html$/, '')}`);
    for (const shown of await page.evaluate<Shown[]>(shownFigures)) {
      figures += 1;
      const found = mistake(shown);
      if (found !== undefined) mistakes.push(`${file}: ${shown.total ?? shown.figure ?? shown.text} ${found}`);
    }
  }
  await page.close();
  expect(mistakes).toEqual([]);
  expect(figures).toBeGreaterThan(500);
});

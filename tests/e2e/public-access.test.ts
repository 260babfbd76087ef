import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALE_FOLDERS, LOCALES, type Locale } from '#i18n/locale.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings } from '../support/html.ts';
import { reliefRelease } from '../support/relief-release.ts';
import { type ServedRelease, serve } from '../support/served-release.ts';

/** One address of each page type; gifts in their three states: sealed, open, index. */
const PAGES = [
  '/',
  '/gifts',
  '/gifts/1',
  '/gifts/3',
  '/disbursements',
  '/disbursements/47',
  '/items',
  '/items/mask-medical',
  '/appropriations',
  '/appropriations/50',
  '/purchases',
  '/adjustments',
  '/funding',
  '/witnessed',
  '/listed',
  '/organisations',
  '/organisations/hengyang-charity',
  '/organisations/hengyang-health',
  '/organisations/xiqing-union',
  '/funds',
  '/funds/hengyang-2020',
  '/notices',
  '/notices/2',
  '/months',
  '/months/2020-02',
  '/days/2020-02-20',
  '/corrections',
  '/method',
  '/verify',
  '/receipt',
  '/search',
  '/data',
  '/embed',
  '/embed/hengyang-2020',
];
const WIDTHS = [390, 768, 1280];
/**
 * Traditional pages are the simplified ones in other characters of the same width and ink, so one width and light stand
 * for all, unless EVERY_COMBINATION asks for each.
 */
const widthsOf = (locale: Locale): number[] =>
  locale === 'zh-Hant' && process.env.EVERY_COMBINATION === undefined ? WIDTHS.slice(0, 1) : WIDTHS;
/** Nothing may scroll sideways even there. */
const NARROWEST = 320;
/** Rules that see colours; in the dark only these can find something that the light did not. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const TABS = 2;

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

const addressIn = (locale: Locale, path: string): string => {
  const folder = LOCALE_FOLDERS[locale];
  return folder === undefined ? path : `/${folder}${path === '/' ? '' : path}`;
};

async function findingsOf(page: Page, address: string, widths: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  const note = (where: string, findings: readonly string[]) =>
    found.push(...findings.map((finding) => `${address} ${where}: ${finding}`));
  const complain = (text: string) => note('console', [text]);
  page.on('console', (message) => complain(`${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => complain(error.message));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(served.url + address);
  for (const width of [...widths, NARROWEST]) {
    await page.setViewportSize({ width, height: 900 });
    // Charts follow the width of their place in the next frames.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (sideways > 0) note(`${width}`, [`scrolls sideways by ${sideways} px`]);
    if (width === NARROWEST) continue;
    note(`${width}`, await axeFindings(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    note(`${width} dark`, await axeFindings(page, OF_COLOUR));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  page.removeAllListeners('console');
  page.removeAllListeners('pageerror');
  return found;
}

test.each(LOCALES)(
  'no page type has a finding of axe, scrolls sideways or complains, in light and dark, at any width (%s)',
  async (locale) => {
    const left = PAGES.map((path) => addressIn(locale, path));
    const found: string[] = [];
    const work = async () => {
      const page = await browser.newPage();
      for (let address = left.pop(); address !== undefined; address = left.pop())
        found.push(...(await findingsOf(page, address, widthsOf(locale))));
      await page.close();
    };
    await Promise.all(Array.from({ length: TABS }, work));
    expect(found).toEqual([]);
  },
  600_000,
);

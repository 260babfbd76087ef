import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeDisplay } from '#publication/change-display.ts';
import { openBrowser } from '../support/browser.ts';
import { axeFindings, htmlFindings } from '../support/html.ts';
import { given, keepBooks } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

/** One address of each page, and who opens it; `#` is the first entry of that list. */
const PAGES: [who: keyof Office['people'], path: string][] = [
  ['clerk', '/admin'],
  ['clerk', '/admin?task=revise'],
  ['clerk', '/admin/donations'],
  ['clerk', '/admin/donations?q=nobody'],
  ['clerk', '/admin/donations/new'],
  ['clerk', '/admin/donations/#'],
  ['clerk', '/admin/donations/#/edit'],
  ['clerk', '/admin/funding/new'],
  ['clerk', '/admin/listings/new'],
  ['clerk', '/admin/batches/new'],
  ['clerk', '/admin/batches/#'],
  ['clerk', '/admin/batches/#/edit'],
  ['clerk', '/admin/issues/new'],
  ['clerk', '/admin/issues/#'],
  ['clerk', '/admin/appropriations/new'],
  ['clerk', '/admin/appropriations/#'],
  ['clerk', '/admin/purchases/new'],
  ['clerk', '/admin/adjustments/new'],
  ['clerk', '/admin/register'],
  ['clerk', '/admin/register/locations'],
  ['clerk', '/admin/money-accounts'],
  ['clerk', '/admin/register/new?subject=organisation'],
  ['clerk', '/admin/register/new?subject=item'],
  ['clerk', '/admin/register/#'],
  ['clerk', '/admin/import'],
  ['clerk', '/admin/close'],
  ['clerk', '/admin/close/month'],
  ['clerk', '/admin/close/month?account=410101'],
  ['clerk', '/admin/cash-counts'],
  ['clerk', '/admin/cash-counts/opening'],
  ['clerk', '/admin/prints/cash-count/blank'],
  ['clerk', '/admin/prints/cash-count/opening'],
  ['clerk', '/admin/nothing/here'],
  ['clerk', '/admin/displays'],
  ['reviewer', '/admin'],
  ['reviewer', '/admin?task=decideDisplay'],
  ['reviewer', '/admin/displays'],
  ['reviewer', '/admin/close'],
  ['reviewer', '/admin/erasures'],
  ['reviewer', '/admin/funding/#'],
  ['reviewer', '/admin/listings/#'],
  ['reviewer', '/admin/reversals/#'],
  ['reviewer', '/admin/import'],
  ['reviewer', '/admin/prints/donation-slip/#donations'],
  ['reviewer', '/admin/prints/goods-receipt/#donations'],
  ['reviewer', '/admin/prints/roster/#batches'],
  ['reviewer', '/admin/prints/roster/blank'],
  ['publisher', '/admin/publish'],
  ['publisher', '/admin/publish/confirm'],
  ['auditor', '/admin/audit'],
  ['administrator', '/admin/users'],
];
const WIDTHS = [390, 1280];

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  await keepBooks(office);
  await proposeAlias();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Something that waits for a second person, in the list of such wishes and in the queue. */
async function proposeAlias(): Promise<void> {
  const { actId } = await office.db
    .selectFrom('donation')
    .innerJoin('approval', 'approval.actId', 'donation.actId')
    .select('donation.actId')
    .orderBy('donation.actId')
    .executeTakeFirstOrThrow();
  const dated = { byGuardian: false, givenOn: '2020-03-01', evidence: '捐赠人来函第 3 号，要求以化名公开' };
  const wish = { display: 'alias', alias: '一家本地企业', ...dated } as const;
  given(await changeDisplay(office.db, { actId, everyGift: true, wish }, office.people.clerk.id));
}

const desks = new Map<keyof Office['people'], Page>();

/** One page per person, signed in once. */
async function desk(who: keyof Office['people']): Promise<Page> {
  const page = desks.get(who) ?? (await signedIn(browser, office, who));
  desks.set(who, page);
  return page;
}

/** `/admin/batches/#` → the first batch of the list; `#batches` names the list where the address does not. */
async function addressOf(page: Page, path: string): Promise<string> {
  const [, noun] = /#(\w+)|\/admin\/(\w+)\/#/.exec(path)?.filter((part) => part !== undefined) ?? [];
  if (noun === undefined) return path;
  await page.goto(`/admin/${noun}`);
  const first = await page.locator('.acts-table tbody th a').first().getAttribute('href');
  return path.replace(/#\w*/, first?.split('/').at(-1) ?? '');
}

test.for(PAGES)(
  '%s: %s is sound HTML, has no finding of axe, fits at each width and says nothing on the console',
  async ([who, path]) => {
    const page = await desk(who);
    const address = await addressOf(page, path);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const response = await page.goto(address);
    const html = (await response?.text()) ?? '';
    expect(await htmlFindings(html)).toEqual([]);
    expect(html).not.toMatch(/\sstyle=|<style|<script(?![^>]*\ssrc=)/);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      if (process.env.OFFICE_SHOTS) {
        await page.screenshot({
          path: `${process.env.OFFICE_SHOTS}/${path.replaceAll(/\W+/g, '_')}-${who}-${width}.png`,
          fullPage: true,
        });
      }
      expect(await axeFindings(page), `at ${width} px`).toEqual([]);
      const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(sideways, `at ${width} px`).toBeLessThanOrEqual(0);
    }
    // A page that is not there, or not open to this person, is told to the console by its status.
    expect(complaints.filter((text) => !/status of 40[34]/.test(text))).toEqual([]);
    page.removeAllListeners();
  },
);

describe('a paper fits one sheet of A4', () => {
  test.for([
    ['donation-slip', 'goods', '医用口罩'],
    ['certificate', 'goods', '谨致谢忱'],
    ['goods-receipt', 'goods', '20200118'],
    ['roster', 'blank', '空白表'],
  ] as const)('%s of %s', async ([paper, of, says]) => {
    const page = await desk('clerk');
    const { actId } = await office.db
      .selectFrom('approval')
      .innerJoin('donationLine', 'donationLine.actId', 'approval.actId')
      .select('approval.actId')
      .where('unitCode', '=', 'item:mask')
      .executeTakeFirstOrThrow();
    await page.goto(`/admin/prints/${paper}/${of === 'blank' ? of : actId}`);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sheet').innerText()).toContain(says);
    expect(await page.locator('.office-top').isVisible()).toBe(false);
  });
});

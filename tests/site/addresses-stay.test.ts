import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addresses } from '#site/addresses.ts';
import { exportParts } from '#site/exports/export-parts.ts';
import { daysWithMovement, monthsOf, onDay } from '#site/month-statements.ts';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite, type SiteData } from '#site/site-data.ts';
import { writeSampleLog } from '../support/sample-log.ts';
import { type BooksAct, booksAct, RandomBooks } from './random-books.ts';

/** Formats that allow no file without a record: where the only one was voided, there is none to write. */
const NEED_A_RECORD = [addresses.grantsFile, addresses.activitiesFile].map((address) => address.slice(1));

/** Everything a reader may have kept the address of. */
async function addressesOf(site: SiteData): Promise<string[]> {
  const { register, gifts } = site.survey;
  const files: string[] = [];
  for await (const part of exportParts(site)) files.push(...part.files);
  return [
    ...Array.from(sealedPages(site), ({ files: pages }) => pages).flat(),
    ...daysWithMovement(site.survey).map((day) => addresses.day(day)),
    ...monthsOf(site.survey).map((month) => addresses.month(month)),
    ...Array.from({ length: gifts.pages }, (_, at) => addresses.giftsPage(at + 1)),
    ...[...register.organisations.values()].map(({ code, keepsBooks }) =>
      keepsBooks ? addresses.entity(code) : addresses.organisation(code),
    ),
    ...[...register.funds.keys()].map((code) => addresses.fund(code)),
    ...[...register.items.values()].map(({ code }) => addresses.item(code)),
    ...files.filter((file) => !NEED_A_RECORD.includes(file)),
  ];
}

async function afterEachNotice(acts: readonly BooksAct[]): Promise<SiteData[]> {
  const books = new RandomBooks();
  for (const act of acts) books.do(act);
  books.close();
  const sites: SiteData[] = [];
  for (const [at] of books.notices.entries()) {
    const folder = await mkdtemp(join(tmpdir(), 'mingzhang-stay-'));
    try {
      await writeSampleLog(folder, books.notices.slice(0, at + 1));
      sites.push(await readSite(folder));
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return sites;
}

const GIFT: BooksAct = {
  kind: 'cash',
  amount: 100,
  entity: 'hengyang-charity',
  fund: 'hengyang-2020',
  date: { precision: 'day', day: '2020-02-20' },
};

test('the day and the month of a gift that was voided keep their pages, without a figure', async () => {
  const acts = [GIFT, { ...GIFT, kind: 'notice' as const }, { ...GIFT, kind: 'void' as const, amount: 0 }];
  const [before, after] = await afterEachNotice(acts);
  if (before === undefined || after === undefined) throw new Error('two notices');
  for (const { survey } of [before, after]) {
    expect([daysWithMovement(survey), monthsOf(survey)]).toEqual([['2020-02-20'], ['2020-02']]);
  }
  expect(onDay(after.survey, '2020-02-20')).toEqual([]);
  expect([after.survey.timeline.voidedAt('2020-02-20'), after.survey.timeline.voidedIn('2020-02')]).toEqual([1, 1]);
});

test('no notice takes away an address that an earlier one published', async () => {
  const acts = fc.array(
    fc.oneof(
      { arbitrary: booksAct, weight: 3 },
      fc.constantFrom<BooksAct>({ ...GIFT, kind: 'notice' }, { ...GIFT, kind: 'void' }),
    ),
    { maxLength: 24 },
  );
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const sites = await afterEachNotice(list);
      let known: string[] = [];
      for (const site of sites) {
        const now = await addressesOf(site);
        expect(known.filter((address) => !now.includes(address))).toEqual([]);
        known = now;
      }
    }),
    { numRuns: 15 },
  );
});

import { publicWords } from '#i18n/words.ts';
import { addresses } from '../addresses.ts';
import { RangeKeys } from '../page-keys.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { activitiesPart } from './activities.ts';
import { BYTE_ORDER_MARK, headerRow, tableRow } from './csv.ts';
import { dataPackagePart } from './data-package.ts';
import { feedFile } from './feed.ts';
import { noticeFigures, pageFigures, type UnmatchedBeside } from './figures.ts';
import { filingSheet, quartersOf } from './filing.ts';
import { grantsPart } from './grants.ts';
import { journalParts } from './journals.ts';
import { madeFile, type Pieces } from './made-file.ts';
import { monthParts } from './month-part.ts';
import { monthsOf } from './months.ts';
import { WHOLE_TABLES, type WholeTable } from './whole-tables.ts';

/** Open data is written once, in the language of the log. */
const LANGUAGE = 'zh-Hans';

/**
 * Every file of open data that a release carries, made from the published log alone. Order matters to one: the data
 * package reads the tables' files, so it comes behind them. Nothing before the first notice.
 */
export async function* exportParts(site: SiteData): AsyncGenerator<ReleasePart> {
  const { survey } = site;
  const words = publicWords(LANGUAGE);
  const notices = survey.notices.list;
  if (notices.length === 0) return;
  const months = monthsOf(notices);
  const keys = new RangeKeys(site);

  const tables: ReleasePart[] = [];
  for (const month of months) tables.push(...monthParts(site, keys, month));
  for (const table of WHOLE_TABLES)
    tables.push(await made(addresses.wholeTable(table.name), () => tableText(table, site)));
  yield* tables;
  yield dataPackagePart(site, words, months, tables);

  yield* journalParts(site, keys, months);
  // A format that needs at least one record has no file while there is none.
  for (const part of [grantsPart(site, keys, words), activitiesPart(site, keys, words)]) if (part) yield part;
  yield* figureParts(site);
  for (const [place, after] of notices.entries()) {
    const title = words.data.filingOfNotice(after.number);
    const period = { before: notices[place - 1], after };
    yield await made(addresses.filingOfNotice(after.number), () => [filingSheet(title, period, site, words)]);
  }
  for (const { name, period } of quartersOf(notices)) {
    const [year = '', quarter = ''] = name.split('-');
    const title = words.data.filingOfQuarter(year, quarter);
    yield await made(addresses.filingOfQuarter(name), () => [filingSheet(title, period, site, words)]);
  }
  yield* feedParts(site);
}

/** The figures of every page that has some. */
async function* figureParts(site: SiteData): AsyncGenerator<ReleasePart> {
  const { fold, register, notices } = site.survey;
  const rows = fold.positions();
  const page = (address: string, file: string, of: typeof rows, beside?: UnmatchedBeside): Promise<ReleasePart> =>
    made(file, () => [pageFigures(address, of, site, beside)]);
  yield await page(addresses.overview, addresses.overviewFigures, rows, 'all');
  for (const code of register.funds.keys()) {
    yield await page(
      addresses.fund(code),
      addresses.fundFigures(code),
      rows.filter(({ fund }) => fund === code),
    );
  }
  for (const { code, unit } of register.items.values()) {
    yield await page(
      addresses.item(code),
      addresses.itemFigures(code),
      rows.filter((row) => row.unit === unit),
    );
  }
  for (const { code, keepsBooks } of register.organisations.values()) {
    if (!keepsBooks) continue;
    yield await page(
      addresses.entity(code),
      addresses.entityFigures(code),
      rows.filter(({ entity }) => entity === code),
      { entity: code },
    );
  }
  for (const [place, notice] of notices.list.entries()) {
    const before = notices.list[place - 1];
    const address = addresses.notice(notice.number);
    yield await made(addresses.noticeFigures(notice.number), () => [noticeFigures(address, before, notice, site)]);
  }
}

async function* feedParts(site: SiteData): AsyncGenerator<ReleasePart> {
  const { newestOf, register } = site.survey;
  const words = publicWords(LANGUAGE);
  const { exports } = words.data;
  const publisher = register.publisher?.name ?? '';
  const all = {
    title: exports.feedTitle(publisher),
    self: addresses.feed,
    page: addresses.overview,
    leaves: newestOf.all,
    notices: true,
  };
  yield await made(addresses.feed, () => feedFile(all, site, words));
  for (const { code, name } of register.funds.values()) {
    const own = {
      title: exports.fundFeedTitle(name, publisher),
      self: addresses.fundFeed(code),
      page: addresses.fund(code),
      leaves: newestOf.ofFund(code),
      notices: true,
    };
    yield await made(addresses.fundFeed(code), () => feedFile(own, site, words));
  }
}

const made = (address: string, pieces: Pieces): Promise<ReleasePart> => madeFile(address.slice(1), address, pieces);

function* tableText(table: WholeTable, site: SiteData): Generator<string> {
  yield BYTE_ORDER_MARK + headerRow(table);
  for (const cells of table.rows(site)) yield tableRow(table, cells);
}

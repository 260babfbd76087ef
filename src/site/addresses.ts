import { LOCALE_FOLDERS, LOCALES, type Locale, localeOf, SOURCE_LOCALE } from '#i18n/locale.ts';

/**
 * Every public address. They are printed on paper and quoted elsewhere, so they never change; a test holds them.
 * The file of an address is `<address>.html` (build.format 'file'); the overview is `index.html`.
 */
export const GIFTS_PER_PAGE = 100;
export const RECORDS_PER_PAGE = 100;
/** Pages of gifts that one page offers to choose from. */
export const PAGES_PER_CHOICE = 100;
/**
 * A page of corrections holds those among so many leaves: so a leaf alone tells its page, also in a browser that holds
 * no list of them, and a page stays what it is once the log has gone past it.
 */
const LEAVES_PER_CORRECTIONS = 5_000n;
export const pageOfCorrection = (leaf: bigint): number => Number(leaf / LEAVES_PER_CORRECTIONS) + 1;

/** Where a leaf stands on its page; an id begins with a letter. */
export const anchor = (leaf: bigint | string): string => `leaf-${leaf}`;

/** Files that are the same in every language: for machines, and for the verifier in the page. */
const files = {
  balancesFile: '/data/balances.json',
  registerFile: '/data/register.json',
  correctionsFile: '/data/corrections.json',
  giftPagesFile: '/data/gift-pages.json',
  /** Open data: tables by month of publication (YYYY-MM) and whole ones, and the same in formats that others defined. */
  packageFile: '/data/datapackage.json',
  tableOfMonth: (table: string, month: string) => `/data/csv/${table}-${month}.csv`,
  wholeTable: (table: string) => `/data/csv/${table}.csv`,
  grantsFile: '/data/360giving.json',
  activitiesFile: '/data/iati-activities.xml',
  journalFile: '/data/journal/main.journal',
  journalOfMonth: (month: string) => `/data/journal/${month}.journal`,
  beancountFile: '/data/beancount/main.beancount',
  beancountOfMonth: (month: string) => `/data/beancount/${month}.beancount`,
  overviewFigures: '/data/figures/overview.json',
  fundFigures: (code: string) => `/data/figures/funds/${code}.json`,
  itemFigures: (code: string) => `/data/figures/items/${code}.json`,
  entityFigures: (code: string) => `/data/figures/organisations/${code}.json`,
  noticeFigures: (number: bigint | string) => `/data/figures/notices/${number}.json`,
  filingOfNotice: (number: bigint | string) => `/data/filing/notice-${number}.csv`,
  filingOfQuarter: (quarter: string) => `/data/filing/quarter-${quarter}.csv`,
  feed: '/data/feeds/all.atom',
  fundFeed: (code: string) => `/data/feeds/funds/${code}.atom`,
  checkpointFile: '/log/checkpoint',
  entriesFolder: '/log/tile/entries/',
} as const;

const pages = (folder: string) => ({
  overview: folder === '' ? '/' : folder,
  gifts: `${folder}/gifts`,
  giftsPage: (page: number) => `${folder}/gifts/${page}`,
  /** A hundred pages of gifts to choose from, by the first of them. */
  giftsPages: (first: number) => `${folder}/gifts/pages-${first}`,
  /** Canonical: the row of the leaf on its page. */
  gift: (page: number, leaf: bigint | string) => `${folder}/gifts/${page}#${anchor(leaf)}`,
  search: `${folder}/search`,
  items: `${folder}/items`,
  item: (code: string) => `${folder}/items/${code}`,
  itemFamily: (code: string) => `${folder}/items#family-${code}`,
  disbursements: `${folder}/disbursements`,
  /** In log order, so that a full page keeps what it holds; none while one page holds all. */
  disbursementsPage: (page: number) => `${folder}/disbursements/page-${page}`,
  disbursement: (leaf: bigint) => `${folder}/disbursements/${leaf}`,
  appropriations: `${folder}/appropriations`,
  /** What one entity passed on; only entities that passed something on have the place. */
  appropriationsOf: (entity: string) => `${folder}/appropriations#from-${entity}`,
  appropriationsPage: (page: number) => `${folder}/appropriations/page-${page}`,
  appropriation: (leaf: bigint) => `${folder}/appropriations/${leaf}`,
  purchases: `${folder}/purchases`,
  purchase: (leaf: bigint) => `${folder}/purchases#${anchor(leaf)}`,
  adjustments: `${folder}/adjustments`,
  adjustment: (leaf: bigint) => `${folder}/adjustments#${anchor(leaf)}`,
  funding: `${folder}/funding`,
  fundingReceipt: (leaf: bigint) => `${folder}/funding#${anchor(leaf)}`,
  witnessed: `${folder}/witnessed`,
  listed: `${folder}/listed`,
  listing: (weight: 'witnessed' | 'listed', leaf: bigint) => `${folder}/${weight}#${anchor(leaf)}`,
  organisations: `${folder}/organisations`,
  organisation: (code: string) => `${folder}/organisations#${code}`,
  /** An organisation that keeps books (核算主体) has a page of its own. */
  entity: (code: string) => `${folder}/organisations/${code}`,
  /** What an entity's statements show and no record explains yet; only where there is such. */
  unmatchedOf: (code: string) => `${folder}/organisations/${code}#unmatched`,
  fund: (code: string) => `${folder}/funds/${code}`,
  funds: `${folder}/funds`,
  notices: `${folder}/notices`,
  notice: (number: bigint | string) => `${folder}/notices/${number}`,
  months: `${folder}/months`,
  /** YYYY-MM. */
  month: (month: string) => `${folder}/months/${month}`,
  /** YYYY-MM-DD. */
  day: (day: string) => `${folder}/days/${day}`,
  corrections: `${folder}/corrections`,
  correctionsPage: (page: number) => `${folder}/corrections/page-${page}`,
  correction: (leaf: bigint) => `${folder}/corrections/page-${pageOfCorrection(leaf)}#${anchor(leaf)}`,
  method: `${folder}/method`,
  verify: `${folder}/verify`,
  /** The proof of one leaf: which one is never sent. */
  proof: (leaf: bigint | string) => `${folder}/verify#${anchor(leaf)}`,
  /** A printed code leads to `/receipt#<code>`: what stands behind # is never sent. */
  receipt: `${folder}/receipt`,
  data: `${folder}/data`,
  /** How to carry a fund's figures elsewhere, and the page that a frame elsewhere shows. */
  embed: `${folder}/embed`,
  embedded: (fund: string) => `${folder}/embed/${fund}`,
});

export type Addresses = ReturnType<typeof pages> & typeof files;

const tables = Object.fromEntries(
  LOCALES.map((locale) => {
    const folder = LOCALE_FOLDERS[locale];
    return [locale, { ...pages(folder === undefined ? '' : `/${folder}`), ...files }];
  }),
) as Record<Locale, Addresses>;

/** Every address as pages of a language link to it. */
export const addressesIn = (locale: string | undefined): Addresses => tables[localeOf(locale)];

/** Of the source language: what papers, the office and machines name. */
export const addresses = addressesIn(SOURCE_LOCALE);

/** The same page in another language, from its address in any. */
export function translated(address: string, locale: Locale): string {
  const folders = LOCALES.flatMap((each) => LOCALE_FOLDERS[each] ?? []);
  const folder = folders.find((each) => address === `/${each}` || address.startsWith(`/${each}/`));
  const plain = folder === undefined ? address : address.slice(folder.length + 1) || '/';
  const own = LOCALE_FOLDERS[locale];
  return own === undefined ? plain : `/${own}${plain === '/' ? '' : plain}`;
}

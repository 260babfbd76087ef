import { type Locale, SOURCE_LOCALE } from '#i18n/locale.ts';

/**
 * Every public address. They are printed on paper and quoted elsewhere, so they never change; a test holds them.
 * The file of an address is `<address>.html` (build.format 'file'); the overview is `index.html`.
 */
export const GIFTS_PER_PAGE = 100;

/** Where a leaf stands on its page; an id begins with a letter. */
export const anchor = (leaf: bigint | string): string => `leaf-${leaf}`;

const prefixes: Record<Locale, string> = { 'zh-Hans': '' };

export const addresses = {
  overview: '/',
  gifts: '/gifts',
  giftsPage: (page: number) => `/gifts/${page}`,
  /** Canonical: the row of the leaf on its page. */
  gift: (page: number, leaf: bigint | string) => `/gifts/${page}#${anchor(leaf)}`,
  items: '/items',
  item: (code: string) => `/items/${code}`,
  itemFamily: (code: string) => `/items#family-${code}`,
  disbursements: '/disbursements',
  disbursement: (leaf: bigint) => `/disbursements/${leaf}`,
  appropriations: '/appropriations',
  appropriation: (leaf: bigint) => `/appropriations/${leaf}`,
  adjustments: '/adjustments',
  adjustment: (leaf: bigint) => `/adjustments#${anchor(leaf)}`,
  funding: '/funding',
  fundingReceipt: (leaf: bigint) => `/funding#${anchor(leaf)}`,
  witnessed: '/witnessed',
  listed: '/listed',
  listing: (weight: 'witnessed' | 'listed', leaf: bigint) => `/${weight}#${anchor(leaf)}`,
  organisations: '/organisations',
  organisation: (code: string) => `/organisations#${code}`,
  /** An organisation that keeps books (核算主体) has a page of its own. */
  entity: (code: string) => `/organisations/${code}`,
  fund: (code: string) => `/funds/${code}`,
  funds: '/funds',
  notices: '/notices',
  notice: (number: bigint | string) => `/notices/${number}`,
  corrections: '/corrections',
  correction: (leaf: bigint) => `/corrections#${anchor(leaf)}`,
  method: '/method',
  verify: '/verify',
  /** A printed code leads to `/receipt#<code>`: what stands behind # is never sent. */
  receipt: '/receipt',
  data: '/data',
  balancesFile: '/data/balances.json',
  registerFile: '/data/register.json',
  correctionsFile: '/data/corrections.json',
  giftPagesFile: '/data/gift-pages.json',
  checkpointFile: '/log/checkpoint',
  entriesFolder: '/log/tile/entries/',
} as const;

/** The same address in another language; files and machine addresses have none. */
export const localised = (address: string, locale: Locale = SOURCE_LOCALE): string => prefixes[locale] + address;

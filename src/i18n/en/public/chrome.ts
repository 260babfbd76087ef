import { plural } from '../plural.ts';

/** What frames every page. */
export const site = 'Public Ledger of Donations';
/** The name of this software stands in the seal as it is written. */
export const mark = '明账';
/** Stands on everything that a demonstration shows: it bears the name of a real organisation. */
export const demonstration =
  'Demonstration: entered from press reports of 2020, with invented staff. Not published by this organisation.';
export const demonstrationLabel = 'Demonstration';
export const skip = 'Skip to content';
export const menu = 'Menu';
export const mainNavigation = 'Main sections';
export const menuNavigation = 'All sections';
export const breadcrumbs = 'You are here';
export const feed = 'Updates of the ledger';
export const languages = 'Language';
export const pages = 'Pages';
export const previous = 'Previous';
export const next = 'Next';
export const title = (page: string, publisher: string | undefined): string =>
  [page, ...(publisher === undefined ? [] : [publisher]), site].join(' · ');

export const sections = {
  overview: 'Overview',
  gifts: 'Donations',
  search: 'Search',
  disbursements: 'Disbursements',
  items: 'Goods',
  appropriations: 'Appropriations',
  notices: 'Notices',
  months: 'Monthly and daily reports',
  verify: 'How to verify',
  receipt: 'Find my donation',
  purchases: 'Purchases',
  adjustments: 'Adjustments',
  funding: 'Non-donation funding',
  witnessed: 'Witnessed',
  listed: 'Listed',
  organisations: 'Organisations',
  funds: 'Funds',
  corrections: 'Corrections',
  method: 'How figures are made',
  data: 'Data downloads',
};

export const groups = {
  accounts: 'Accounts',
  apart: 'Shown apart, not in donation totals',
  bodies: 'Organisations and funds',
  checking: 'Notices and verification',
};

export const reuse =
  'The data may be downloaded and reused freely; please name the source. No public file holds household information.';
/** On pages in other writing than the register's own. */
export const namesAsRegistered =
  'Names of organisations, funds and donors, and quoted texts, are given in Chinese as registered.';
export const position = (size: bigint, notice: string | undefined): string =>
  notice === undefined
    ? `${plural(size, 'record')} in the ledger`
    : `${plural(size, 'record')} in the ledger · Notice no. ${notice}`;
export const logName = 'Ledger identifier';
export const printedFrom = 'Web address';
/** Always a way to reach somebody: the registered telephone, or the door and the post. */
export const contact = (publisher: string | undefined, telephone: string | undefined): string =>
  telephone === undefined
    ? `If something does not match the facts, tell ${publisher ?? 'the charity federation'} in person or by letter (public telephone not stated by the source).`
    : `If something does not match the facts, tell ${publisher ?? 'us'}. Public telephone: ${telephone}.`;
/** On the page of another organisation: whose number this is, and whose not. */
export const ownContact = (organisation: string, telephone: string | undefined): string =>
  telephone === undefined
    ? `${organisation}: no public telephone number is registered in the ledger.`
    : `${organisation}, public telephone number: ${telephone}.`;
export const publisherContact = (publisher: string | undefined, telephone: string | undefined): string =>
  telephone === undefined
    ? `This site is published by ${publisher ?? 'the charity federation'}. With questions about what it publishes, visit or write to it (no public telephone number stated).`
    : `This site is published by ${publisher ?? 'the charity federation'}. With questions about what it publishes, call ${telephone}.`;
export const emptyLog =
  'No notice published yet. Once the first one is, receipts, disbursements, balances and every record will be here.';

import { expect, test } from 'vitest';
import { LOCALES } from '#i18n/locale.ts';
import { addresses, addressesIn, GIFTS_PER_PAGE, translated } from '#site/addresses.ts';

/** Printed on paper and quoted elsewhere: a change here breaks what people hold in their hands. */
const FROZEN = {
  overview: '/',
  gifts: '/gifts',
  giftsPage: '/gifts/7',
  giftsPages: '/gifts/pages-101',
  gift: '/gifts/7#leaf-642',
  search: '/search',
  items: '/items',
  item: '/items/mask-medical',
  itemFamily: '/items#family-mask',
  disbursements: '/disbursements',
  disbursementsPage: '/disbursements/page-2',
  disbursement: '/disbursements/642',
  appropriations: '/appropriations',
  appropriationsOf: '/appropriations#from-hengyang-charity',
  appropriationsPage: '/appropriations/page-2',
  appropriation: '/appropriations/642',
  purchases: '/purchases',
  purchase: '/purchases#leaf-642',
  adjustments: '/adjustments',
  adjustment: '/adjustments#leaf-642',
  funding: '/funding',
  fundingReceipt: '/funding#leaf-642',
  witnessed: '/witnessed',
  listed: '/listed',
  listing: '/witnessed#leaf-642',
  organisations: '/organisations',
  organisation: '/organisations#hengyang-charity',
  entity: '/organisations/hengyang-charity',
  unmatchedOf: '/organisations/hengyang-charity#unmatched',
  fund: '/funds/hengyang-2020',
  funds: '/funds',
  notices: '/notices',
  notice: '/notices/3',
  months: '/months',
  month: '/months/2020-02',
  day: '/days/2020-02-20',
  corrections: '/corrections',
  correctionsPage: '/corrections/page-2',
  correction: '/corrections/page-1#leaf-642',
  method: '/method',
  verify: '/verify',
  proof: '/verify#leaf-642',
  receipt: '/receipt',
  data: '/data',
  embed: '/embed',
  embedded: '/embed/hengyang-2020',
  balancesFile: '/data/balances.json',
  registerFile: '/data/register.json',
  correctionsFile: '/data/corrections.json',
  giftPagesFile: '/data/gift-pages.json',
  packageFile: '/data/datapackage.json',
  tableOfMonth: '/data/csv/gift-lines-2020-02.csv',
  wholeTable: '/data/csv/stock.csv',
  grantsFile: '/data/360giving.json',
  activitiesFile: '/data/iati-activities.xml',
  journalFile: '/data/journal/main.journal',
  journalOfMonth: '/data/journal/2020-02.journal',
  beancountFile: '/data/beancount/main.beancount',
  beancountOfMonth: '/data/beancount/2020-02.beancount',
  overviewFigures: '/data/figures/overview.json',
  fundFigures: '/data/figures/funds/hengyang-2020.json',
  itemFigures: '/data/figures/items/mask-medical.json',
  entityFigures: '/data/figures/organisations/hengyang-charity.json',
  noticeFigures: '/data/figures/notices/3.json',
  filingOfNotice: '/data/filing/notice-3.csv',
  filingOfQuarter: '/data/filing/quarter-2020-1.csv',
  feed: '/data/feeds/all.atom',
  fundFeed: '/data/feeds/funds/hengyang-2020.atom',
  checkpointFile: '/log/checkpoint',
  entriesFolder: '/log/tile/entries/',
};

test('public addresses never change', () => {
  expect({
    ...addresses,
    giftsPage: addresses.giftsPage(7),
    giftsPages: addresses.giftsPages(101),
    gift: addresses.gift(7, 642n),
    disbursementsPage: addresses.disbursementsPage(2),
    appropriationsOf: addresses.appropriationsOf('hengyang-charity'),
    appropriationsPage: addresses.appropriationsPage(2),
    proof: addresses.proof(642n),
    item: addresses.item('mask-medical'),
    itemFamily: addresses.itemFamily('mask'),
    disbursement: addresses.disbursement(642n),
    appropriation: addresses.appropriation(642n),
    purchase: addresses.purchase(642n),
    adjustment: addresses.adjustment(642n),
    fundingReceipt: addresses.fundingReceipt(642n),
    listing: addresses.listing('witnessed', 642n),
    organisation: addresses.organisation('hengyang-charity'),
    entity: addresses.entity('hengyang-charity'),
    unmatchedOf: addresses.unmatchedOf('hengyang-charity'),
    fund: addresses.fund('hengyang-2020'),
    embedded: addresses.embedded('hengyang-2020'),
    notice: addresses.notice(3n),
    month: addresses.month('2020-02'),
    day: addresses.day('2020-02-20'),
    correctionsPage: addresses.correctionsPage(2),
    correction: addresses.correction(642n),
    tableOfMonth: addresses.tableOfMonth('gift-lines', '2020-02'),
    wholeTable: addresses.wholeTable('stock'),
    journalOfMonth: addresses.journalOfMonth('2020-02'),
    beancountOfMonth: addresses.beancountOfMonth('2020-02'),
    fundFigures: addresses.fundFigures('hengyang-2020'),
    itemFigures: addresses.itemFigures('mask-medical'),
    entityFigures: addresses.entityFigures('hengyang-charity'),
    noticeFigures: addresses.noticeFigures(3n),
    filingOfNotice: addresses.filingOfNotice(3n),
    filingOfQuarter: addresses.filingOfQuarter('2020-1'),
    fundFeed: addresses.fundFeed('hengyang-2020'),
  }).toEqual(FROZEN);
  expect(GIFTS_PER_PAGE).toBe(100);
  expect(addresses.correction(4_999n)).toBe('/corrections/page-1#leaf-4999');
  expect(addresses.correction(5_000n)).toBe('/corrections/page-2#leaf-5000');
});

test('the same page stands in every language, at an address of its own', () => {
  expect(addressesIn('zh-Hant').overview).toBe('/zh-hant');
  expect(addressesIn('zh-Hant').gift(7, 642n)).toBe('/zh-hant/gifts/7#leaf-642');
  expect(addressesIn('zh-Hant').balancesFile).toBe('/data/balances.json');
  for (const from of LOCALES) {
    for (const to of LOCALES) {
      expect(translated(addressesIn(from).overview, to)).toBe(addressesIn(to).overview);
      expect(translated(addressesIn(from).giftsPage(7), to)).toBe(addressesIn(to).giftsPage(7));
    }
  }
});

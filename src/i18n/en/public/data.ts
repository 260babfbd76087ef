export const description =
  'All donations, disbursements, appropriations and balances, in detail and in total: free to download, with a copy in each of the usual international formats.';
export const lead =
  'Every figure on these pages is worked out from the public ledger, and so are the files below. The tables (CSV) open in any spreadsheet; the others are for programs, or for organisations that use those formats.';
export const licence =
  'Licence: Creative Commons Attribution 4.0 (CC BY 4.0). Free to download, reuse and adapt if you name the source.';
export const licenceTitle = 'Creative Commons Attribution 4.0';
export const file = 'File';
export const content = 'Content';
export const caption = 'Public files for machines to read.';
export const files = {
  balances:
    'All totals: accounting entity, fund, unit, received, disbursed, balance. Amounts are decimal integers in the smallest unit (fen, single items).',
  register: 'Register of names: codes of accounting entities, funds, goods and units.',
  checkpoint: 'Checkpoint of the public ledger: identifier, number of records, root hash, signature.',
  entries: 'Records of the public ledger, 256 to a file (C2SP tlog-tiles).',
  packageDescriptor:
    'Description of all tables: size and SHA-256 of each file; name, type, primary and foreign keys of each column (Frictionless Data Package 2.0).',
  grants:
    'Money appropriated to organisations and goods with a valuation issued to them, one entry each (360Giving 1.4.3). Grants to households are published only by batch; the format requires one entry per person, so they are left out.',
  activities:
    'Money received and disbursed by accounting entity and fund (IATI 2.03). Receipts are combined per notice, spending is listed item by item; goods are left out.',
  journal: 'All postings by month, for hledger and ledger.',
  beancount: 'All postings by month, for beancount.',
  figures:
    'Figures of every page: name, value, unit, whether rounded or derived; where they rest on no more than 20 records, the record nos.',
  filing:
    'Progress reports on appeals, one per notice and one per quarter, by day of publication rather than of the event, for the clerk to copy into the Charity China platform.',
  feed: 'The latest 50 notices and records for feed readers (Atom). Each fund also has its own.',
};
export const key = 'Ledger public key';
export const keyNote =
  'When you verify, compare this with the key the charity federation printed on its notices; do not rely on the web page alone.';
export const commandLine = 'Verify the whole ledger from the command line';
export const machine = 'Files for programs';
export const tablesTitle = 'Tables (CSV)';
export const tablesLead =
  'Tables are split by month of publication. Once a month is over its part no longer changes, unless one of its records is corrected or a name is withdrawn; then it is made anew. The size and SHA-256 of each part are in the description of the data package.';
export const tablesNote =
  'Amounts and quantities are written with the usual decimals of their unit, which stands in the column beside them. Different units must not be added, nor cash and valuations of goods. Text that begins with = + - @ has a single quote put before it, so that spreadsheets do not take it for a formula; a leading single quote is never part of the original.';
export const table = 'Table';
export const column = 'Column';
export const meaning = 'Meaning';
export const example = 'Example';
export const months = 'Parts';
export const fieldsOf = (name: string): string => `${name}: what the columns mean`;
export const filingTitle = 'Progress reports on appeals';
export const filingLead =
  'Order No. 81 of the Ministry of Civil Affairs requires the progress of appeals to be published on Charity China. Publication here does not replace that; the reports only save copying the figures out again. The clerk must add the plan for using the proceeds.';
export const filingOfNotice = (number: string): string => `Notice no. ${number}`;
export const filingOfQuarter = (year: string, quarter: string): string => `Published in quarter ${quarter} of ${year}`;
export const feedTitle = 'Subscribe';

export const tables = {
  gifts: 'Donations',
  'gift-lines': 'Lines of donations',
  'gift-valuations': 'Valuations of goods',
  funding: 'Non-donation funding',
  purchases: 'Purchases',
  disbursements: 'Disbursements',
  'disbursement-totals': 'Totals of disbursements',
  appropriations: 'Appropriations',
  'appropriation-items': 'Items of appropriations',
  adjustments: 'Adjustments',
  corrections: 'Corrections',
  listings: 'Witnessed and listed',
  'listing-figures': 'Figures of witnessed and listed',
  postings: 'Postings',
  organisations: 'Organisations',
  funds: 'Funds',
  appeals: 'Appeals',
  programmes: 'Programmes',
  units: 'Units',
  accounts: 'Accounts',
  notices: 'Notices',
  balances: 'All totals',
  stock: 'Goods received, issued and in stock',
};

export const columns = {
  leaf: 'Record no.: place of the record in the ledger, from 0; never changes',
  number: 'Reference',
  notice: 'Notice no.',
  published_on: 'Date of publication',
  entity: 'Code of the accounting entity',
  fund: 'Code of the fund',
  stream: 'Account: donation, funding (non-donation funding)',
  date_precision:
    'How exact the date is: day, period, notLaterThan, notEarlierThan, notStated (not stated by the source)',
  date_from: 'Date, from',
  date_to: 'Date, to',
  confirmed_by:
    'What confirms the record, several separated by spaces: bank (bank statement), stock (goods receipt or stocktake), delivery (delivery note), person (person concerned), press (press reports)',
  note: 'Note',
  source: 'Source',
  address: 'Address on this site',
  voided_by: 'Record no. of the correction that reverses this record; empty if there is none',
  replaced_by: 'Record no. of the corrected record entered instead',
  appeal: 'Code of the appeal',
  donor: 'Public name of the donor; empty if no longer public',
  donor_kind: 'Kind of donor: individual, organisation, pooled (pooled from several donors)',
  restriction: 'Donor’s intent: unrestricted, restricted, agency (held as agent)',
  restriction_reason: 'Restriction',
  path: 'Path: throughEntity (booked or taken into stock), handedOver (passed on directly), directToRecipient (delivered straight), notStated (not stated by the source)',
  using_unit: 'Organisation that uses it',
  as_stated: 'As stated by the source',
  evidence: 'Evidence',
  line: 'Line no., from 0',
  unit: 'Code of the unit: CNY yuan (cash), CNY:goods yuan (valuation of goods), all others goods',
  amount: 'Amount or quantity, with the decimals of its unit',
  provenance: 'Where the figure comes from: stated (by the source), rounded, derived, notStated',
  expected: 'Quantity due',
  packs: 'Number of packs',
  pack_factor: 'Quantity in each pack',
  pack_measure: 'Kind of pack',
  lot: 'Serial number of the lot: tells deliveries of an item apart. It is not the maker’s lot number, which the public ledger does not record',
  expires: 'Use before',
  fate: 'Use: held (booked or in stock), unstated (use not stated)',
  valuation: 'Valuation no., from 0',
  method:
    'Basis of valuation: invoice, agreement, customs (customs declaration), marketPrice, guidance (government guidance price), donorStated (stated by the donor)',
  lines: 'Line nos. of the donation that the valuation covers, separated by spaces; several lines are valued together',
  funding_source: 'Nature of funding: fiscal (fiscal funds), union (trade union funds), party (party dues), other',
  payer: 'Paid by',
  part: 'price (price paid), goods (goods purchased)',
  supplier: 'Supplier',
  form: 'Form: batch (to households, by batch), issue (to the organisation that uses it)',
  programme: 'Code of the programme',
  title: 'Title',
  co_hosts: 'Codes of organisations acting jointly, separated by spaces',
  receiver: 'Code of the receiving organisation',
  recipients: 'Recipients',
  basis: 'Counted by: household, person',
  count: 'Number of households or people',
  share_unit: 'Unit code of each share',
  share: 'Amount or quantity of each share; empty if shares differ or the source does not state it',
  purpose: 'Purpose',
  decision: 'Decided by',
  direction: 'Direction: out (appropriated), report (reported as disbursed), return (unused balance returned)',
  allotment: 'Appropriation no.',
  receivers: 'Number of organisations, if the receiver is a group',
  item_form: 'Form: advance (to a subordinate organisation), grant (to an independent organisation)',
  adjustment_reason:
    'Reason: fee (bank charges), interest, writeOff (write-off), stocktakeShort (shortage), stocktakeOver (surplus), transfer (between own accounts), relocation (of goods between own warehouses); the last two change no total',
  explanation: 'Explanation',
  voids: 'Record no. of what is reversed',
  correction_reason:
    'Reason: entryMistake (entered wrongly), duplicate (booked twice), refund (returned to the donor), donorCorrection (at the donor’s request), notReceived (not actually received), other',
  weight: 'witnessed or listed; both in no total',
  category:
    'Category: gift (donation), service, cover (insurance cover), publicMoney (public money), organiserReport (reported by organising bodies)',
  listing_direction: 'Direction: in (received), out (disbursed), through (received and disbursed at once), none',
  party: 'Provided by',
  beneficiary: 'Provided to',
  content: 'Content',
  path_note: 'Path',
  account: 'Code of the account',
  code: 'Code',
  name: 'Name',
  organisation_type: 'Type of organisation',
  keeps_books: 'Whether it is an accounting entity',
  parent: 'Code of the parent organisation',
  began_on: 'Start date',
  filing_number: 'Filing no. of the appeal',
  unit_kind: 'Kind: cash, valuation (valuation of goods), goods',
  standard: 'Specification',
  measure: 'Unit of count',
  scale: 'Decimals',
  family: 'Code of the family of goods',
  flow: 'Place in the equation: received, disbursed, appropriated, adjusted, unstated (use not stated), holding (balance)',
  cutoff: 'Cut-off (UTC)',
  first_leaf: 'Record no. of the first record of the notice',
  size: 'Number of records in the ledger at the end of the notice',
  kind: 'Account: donation, funding (non-donation funding), witnessed. Listed figures may overlap, are never added, and stand record by record in the tables of witnessed and listed records',
  received: 'Received',
  disbursed: 'Disbursed (issued); empty, which is not zero, where no use at all is stated',
  appropriated: 'Appropriated; empty, which is not zero, where no use at all is stated',
  adjusted: 'Adjusted; empty, which is not zero, where no use at all is stated',
  unstated: 'Use not stated',
  balance: 'Balance; empty, which is not zero, where no use at all is stated',
};

/** What the files themselves say: titles, descriptions, headings. */
export const exports = {
  packageTitle: (publisher: string): string => `Public ledger of ${publisher}`,
  packageDescription: (origin: string): string =>
    `Made from the public ledger ${origin}. Amounts and quantities are decimal numbers; units are in the table units, and different units must not be added. Text that begins with = + - @ has a single quote put before it; a leading single quote is never part of the original.`,
  grantsTitle: (publisher: string): string => `${publisher}: appropriations and goods issued`,
  grantsDescription:
    'Money appropriated to organisations (as paid out; returned balances are not deducted) and goods with a valuation issued to them (classified goods-valuation, never to be added to money classified cash). Goods without a valuation and grants paid to households by batch are not included: the format requires an amount in every entry and one entry per person, and household information is not published. Where the source states no date, the date of publication stands instead, and the description says so.',
  grantCash: 'Money',
  grantGoods: 'Valuation of goods',
  grantTitle: (giver: string, receiver: string): string => `Appropriation by ${giver} to ${receiver}`,
  goodsTitle: (giver: string, receiver: string): string => `Goods issued by ${giver} to ${receiver}`,
  dayAs: {
    day: 'Date: the day itself',
    period: 'Date: last day of the period stated',
    notLaterThan: 'Date: not later than this day',
    notEarlierThan: 'Date: not earlier than this day',
    notStated: 'Date not stated by the source; the date of publication stands instead',
  },
  activityTitle: (entity: string, fund: string): string => `${fund} (${entity})`,
  activityDescription:
    'Money received and disbursed by this accounting entity in this fund, in yuan. Receipts are combined per notice and spending is listed item by item. Goods, valuations and money whose use is not stated are not included. Reversed records are left out of the notice that first told them. The books record no activity status; the format demands one, so code 2 stands everywhere and says nothing of progress.',
  incoming: {
    donation: (notice: string): string => `Donations received, Notice no. ${notice}`,
    funding: (notice: string): string => `Non-donation funding received, Notice no. ${notice}`,
  },
  feedTitle: (publisher: string): string => `${publisher}: notices and records`,
  fundFeedTitle: (fund: string, publisher: string): string => `${fund}: notices and records of ${publisher}`,
  noticeTitle: (number: string): string => `Notice no. ${number}`,
  filingColumns: {
    period: 'Period',
    cutoff: 'Cut-off date',
    entity: 'Accounting entity',
    fund: 'Fund',
    filingNumbers: 'Filing nos. of appeals',
    content: 'Content',
    measure: 'Unit',
    receivedNow: 'Raised, published in the period',
    received: 'Raised, cumulative',
    disbursedNow: 'Disbursed (issued), published in the period',
    disbursed: 'Disbursed (issued), cumulative',
    appropriatedNow: 'Appropriated, published in the period',
    appropriated: 'Appropriated, cumulative',
    adjusted: 'Adjusted, cumulative',
    unstated: 'Use not stated, cumulative',
    balance: 'Not yet used (balance)',
    basis: 'Basis (as stated / rounded / derived, as the books stand now) and remarks',
  },
  filingBasis: {
    stated: 'as stated',
    part: (column: string, exactness: string): string => `${column}: ${exactness}`,
    columns: {
      received: 'raised',
      disbursed: 'disbursed (issued)',
      appropriated: 'appropriated',
      adjusted: 'adjusted',
      unstated: 'use not stated',
    },
    unknown: 'the source does not state the use: disbursed, appropriated and balance are left empty, which is not zero',
  },
  filingCash: 'Money',
  filingGoods: 'Valuation of goods, total',
  yuan: 'yuan',
  tenThousandYuan: '10,000 yuan',
};

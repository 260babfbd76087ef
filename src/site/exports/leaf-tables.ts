import {
  amount,
  type Column,
  code,
  day,
  figure,
  oneOf,
  place,
  type Reference,
  type Table,
  text,
  whole,
} from './table.ts';

/** Tables whose rows come from leaves; a file of each per month of publication. */

const PROVENANCES = ['stated', 'rounded', 'derived', 'notStated'];
const STREAMS = ['donation', 'funding'];

const to = (column: Reference['fields'][number], table: string, key: Reference['to'][number] = 'code'): Reference => ({
  fields: [column],
  table,
  to: [key],
});
const leafOf = (table: string): Reference => to('leaf', table, 'leaf');

/** What every leaf says of itself. */
const published: Column[] = [
  place('leaf'),
  code('number'),
  place('notice'),
  { ...day('published_on'), required: true },
];
const dated: Column[] = [
  oneOf('date_precision', ['day', 'period', 'notLaterThan', 'notEarlierThan', 'notStated']),
  day('date_from'),
  day('date_to'),
];
const owned: Column[] = [code('entity'), code('fund')];
const owners = [to('entity', 'organisations'), to('fund', 'funds')];
const booked: Column[] = [...published, ...owned, oneOf('stream', STREAMS), ...dated, text('confirmed_by')];
const ending: Column[] = [text('note'), text('source'), text('address'), whole('voided_by')];
const counted: Column[] = [code('unit'), amount('amount'), oneOf('provenance', PROVENANCES)];
const inUnit = to('unit', 'units');

export const gifts = {
  name: 'gifts',
  key: ['leaf'],
  references: [...owners, to('appeal', 'appeals')],
  columns: [
    ...booked,
    text('appeal'),
    text('donor'),
    oneOf('donor_kind', ['individual', 'organisation', 'pooled']),
    oneOf('restriction', ['unrestricted', 'restricted', 'agency']),
    text('restriction_reason'),
    oneOf('path', ['throughEntity', 'handedOver', 'directToRecipient', 'notStated']),
    text('using_unit'),
    text('as_stated'),
    text('evidence'),
    ...ending,
    whole('replaced_by'),
  ],
} as const satisfies Table;

export const giftLines = {
  name: 'gift-lines',
  key: ['leaf', 'line'],
  references: [leafOf('gifts'), inUnit],
  columns: [
    place('leaf'),
    place('line'),
    ...counted,
    figure('expected'),
    figure('packs'),
    figure('pack_factor'),
    text('pack_measure'),
    text('lot'),
    day('expires'),
    oneOf('fate', ['held', 'unstated']),
  ],
} as const satisfies Table;

export const giftValuations = {
  name: 'gift-valuations',
  key: ['leaf', 'valuation'],
  references: [leafOf('gifts'), inUnit],
  columns: [
    place('leaf'),
    place('valuation'),
    ...counted,
    oneOf('method', ['invoice', 'agreement', 'customs', 'marketPrice', 'guidance', 'donorStated']),
    code('lines'),
  ],
} as const satisfies Table;

export const funding = {
  name: 'funding',
  key: ['leaf'],
  references: [...owners, inUnit],
  columns: [
    ...booked,
    oneOf('funding_source', ['fiscal', 'union', 'party', 'other']),
    ...counted,
    text('payer'),
    text('as_stated'),
    ...ending,
  ],
} as const satisfies Table;

export const purchases = {
  name: 'purchases',
  key: ['leaf', 'line'],
  references: [...owners, inUnit],
  columns: [...booked, place('line'), oneOf('part', ['price', 'goods']), ...counted, text('supplier'), ...ending],
} as const satisfies Table;

export const disbursements = {
  name: 'disbursements',
  key: ['leaf'],
  references: [...owners, to('programme', 'programmes'), to('receiver', 'organisations')],
  columns: [
    ...booked,
    oneOf('form', ['batch', 'issue']),
    text('programme'),
    text('title'),
    text('co_hosts'),
    text('receiver'),
    text('recipients'),
    text('basis'),
    whole('count'),
    text('share_unit'),
    figure('share'),
    text('purpose'),
    text('decision'),
    ...ending,
  ],
} as const satisfies Table;

export const disbursementTotals = {
  name: 'disbursement-totals',
  key: ['leaf', 'line'],
  references: [leafOf('disbursements'), inUnit],
  columns: [place('leaf'), place('line'), ...counted],
} as const satisfies Table;

export const appropriations = {
  name: 'appropriations',
  key: ['leaf'],
  references: owners,
  columns: [
    ...booked,
    oneOf('direction', ['out', 'report', 'return']),
    place('allotment'),
    text('purpose'),
    text('decision'),
    ...ending,
  ],
} as const satisfies Table;

export const appropriationItems = {
  name: 'appropriation-items',
  key: ['leaf', 'line'],
  references: [leafOf('appropriations'), to('receiver', 'organisations'), inUnit],
  columns: [
    place('leaf'),
    place('line'),
    code('receiver'),
    whole('receivers'),
    oneOf('item_form', ['advance', 'grant']),
    ...counted,
  ],
} as const satisfies Table;

export const adjustments = {
  name: 'adjustments',
  key: ['leaf'],
  references: [...owners, inUnit],
  columns: [
    ...booked,
    oneOf('adjustment_reason', [
      'fee',
      'interest',
      'writeOff',
      'stocktakeShort',
      'stocktakeOver',
      'transfer',
      'relocation',
    ]),
    ...counted,
    text('explanation'),
    ...ending,
  ],
} as const satisfies Table;

export const corrections = {
  name: 'corrections',
  key: ['leaf'],
  references: [],
  columns: [
    ...published,
    place('voids'),
    oneOf('correction_reason', ['entryMistake', 'duplicate', 'refund', 'donorCorrection', 'notReceived', 'other']),
    text('explanation'),
    text('note'),
    text('address'),
    whole('replaced_by'),
  ],
} as const satisfies Table;

export const listings = {
  name: 'listings',
  key: ['leaf'],
  references: owners,
  columns: [
    ...published,
    text('entity'),
    text('fund'),
    ...dated,
    text('confirmed_by'),
    oneOf('weight', ['witnessed', 'listed']),
    oneOf('category', ['gift', 'service', 'cover', 'publicMoney', 'organiserReport']),
    oneOf('listing_direction', ['in', 'out', 'through', 'none']),
    text('title'),
    text('party'),
    text('beneficiary'),
    text('content'),
    text('basis'),
    whole('count'),
    text('path_note'),
    text('as_stated'),
    ...ending,
  ],
} as const satisfies Table;

export const listingFigures = {
  name: 'listing-figures',
  key: ['leaf', 'line'],
  references: [leafOf('listings'), inUnit],
  columns: [place('leaf'), place('line'), ...counted],
} as const satisfies Table;

export const postings = {
  name: 'postings',
  key: ['leaf', 'line'],
  references: [...owners, inUnit, to('account', 'accounts')],
  columns: [
    place('leaf'),
    place('line'),
    ...owned,
    oneOf('stream', STREAMS),
    code('account'),
    code('unit'),
    amount('amount'),
    oneOf('restriction', ['unrestricted', 'restricted', 'agency']),
  ],
} as const satisfies Table;

export const LEAF_TABLES = [
  gifts,
  giftLines,
  giftValuations,
  funding,
  purchases,
  disbursements,
  disbursementTotals,
  appropriations,
  appropriationItems,
  adjustments,
  corrections,
  listings,
  listingFigures,
  postings,
] as const satisfies readonly Table[];

export type LeafTableName = (typeof LEAF_TABLES)[number]['name'];

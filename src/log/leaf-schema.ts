import {
  day,
  digest,
  type Form,
  hash,
  instant,
  list,
  natural,
  oneOf,
  optional,
  positive,
  record,
  set,
  signed,
  signedNotZero,
  tag,
  text,
  variants,
  whole,
  yesOrNo,
} from './form.ts';
import {
  type AdjustmentLeaf,
  type AppropriationLeaf,
  type AuditLeaf,
  type BalanceRow,
  type ConfirmedBy,
  type CorrectionLeaf,
  type DisbursementLeaf,
  type Figure,
  type FundingLeaf,
  type IntakeLeaf,
  type IntakeLine,
  type KeyLeaf,
  type Leaf,
  type LeafDate,
  type LeafPosting,
  type LeafValuation,
  type ListingLeaf,
  type Provenance,
  type PurchaseLeaf,
  type RegisterLeaf,
  type Restriction,
  type StatementLeaf,
  type Stream,
  TEXTS,
  type UnmatchedRow,
} from './leaf.ts';
import type { TextKind } from './opening.ts';

/** The closed vocabulary of leaf.ts as forms that a verifier holds every leaf against: exact keys, exact values. */

const code = text(/^[a-z][a-z0-9-]{1,47}$/);
const unit = text(/^(CNY|CNY:goods|item:[a-z][a-z0-9-]{1,47})$/);
const account = text(/^[1-9][0-9]{3,7}$/);
const number = text(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/);
const texts = (kind: TextKind): Form<string[]> => set(digest, TEXTS[kind].digests, TEXTS[kind].digests);

const v = oneOf<1>(1);
const stream = oneOf<Stream>('donation', 'funding');
const restriction = oneOf<Restriction>('unrestricted', 'restricted', 'agency');
const provenance = oneOf<Provenance>('stated', 'rounded', 'derived', 'notStated');
const confirmation = oneOf<ConfirmedBy>('bank', 'stock', 'delivery', 'person', 'press');
const basis = oneOf<'household' | 'person'>('household', 'person');

type DatePrecision<P extends LeafDate['precision']> = Extract<LeafDate, { precision: P }>;
const date: Form<LeafDate> = variants<LeafDate>('precision', {
  day: record<DatePrecision<'day'>>({ precision: oneOf('day'), day }),
  period: record<DatePrecision<'period'>>({ precision: oneOf('period'), from: day, to: day }),
  notLaterThan: record<DatePrecision<'notLaterThan'>>({ precision: oneOf('notLaterThan'), day }),
  notEarlierThan: record<DatePrecision<'notEarlierThan'>>({ precision: oneOf('notEarlierThan'), day }),
  notStated: record<DatePrecision<'notStated'>>({ precision: oneOf('notStated') }),
});

const figure = record<Figure>({ unit, amount: positive, provenance });
const postings = list(record<LeafPosting>({ account, unit, amount: signedNotZero, restriction }), 2, 64);

/** What every leaf with postings carries. */
const booked = {
  v,
  number,
  entity: code,
  fund: code,
  stream,
  date,
  confirmedBy: set(confirmation, 1, 5),
  postings,
};

type Subject<S extends RegisterLeaf['subject']> = Extract<RegisterLeaf, { subject: S }>;
const registered = { v, kind: oneOf<'register'>('register'), code, texts: texts('register') };
const register: Form<RegisterLeaf> = variants<RegisterLeaf>('subject', {
  organisation: record<Subject<'organisation'>>({
    ...registered,
    subject: oneOf('organisation'),
    keepsBooks: yesOrNo,
    type: text(/^[a-z][A-Za-z]{1,31}$/),
    parent: optional(code),
  }),
  fund: record<Subject<'fund'>>({ ...registered, subject: oneOf('fund'), beganOn: day }),
  appeal: record<Subject<'appeal'>>({
    ...registered,
    subject: oneOf('appeal'),
    fund: code,
    opensOn: optional(day),
    closesOn: optional(day),
  }),
  programme: record<Subject<'programme'>>({ ...registered, subject: oneOf('programme'), fund: code }),
  itemFamily: record<Subject<'itemFamily'>>({ ...registered, subject: oneOf('itemFamily') }),
  item: record<Subject<'item'>>({
    ...registered,
    subject: oneOf('item'),
    unit,
    scale: whole(0, 3),
    family: optional(code),
  }),
  account: record<Subject<'account'>>({
    ...registered,
    subject: oneOf('account'),
    code: account,
    flow: oneOf('holding', 'received', 'disbursed', 'appropriated', 'adjusted', 'unstated'),
    debit: yesOrNo,
  }),
});

const intake = record<IntakeLeaf>({
  ...booked,
  kind: oneOf('intake'),
  texts: texts('intake'),
  donorKind: oneOf('individual', 'organisation', 'pooled'),
  restriction,
  path: oneOf('throughEntity', 'handedOver', 'directToRecipient', 'notStated'),
  appeal: optional(code),
  lines: list(
    record<IntakeLine>({
      unit,
      quantity: positive,
      provenance,
      expected: optional(positive),
      packs: optional(record<NonNullable<IntakeLine['packs']>>({ count: positive, factor: optional(positive) })),
      lot: optional(text(/^[a-z0-9][a-z0-9-]{0,31}$/)),
      expires: optional(day),
      fate: oneOf('held', 'unstated'),
    }),
    1,
    20,
  ),
  valuations: list(
    record<LeafValuation>({
      amount: positive,
      method: oneOf('invoice', 'agreement', 'customs', 'marketPrice', 'guidance', 'donorStated'),
      provenance,
      lines: set(whole(0, 19), 1, 20),
    }),
    0,
    20,
  ),
  tag,
});

const funding = record<FundingLeaf>({
  ...booked,
  kind: oneOf('funding'),
  texts: texts('funding'),
  source: oneOf('fiscal', 'union', 'party', 'other'),
  total: figure,
});

const purchase = record<PurchaseLeaf>({
  ...booked,
  kind: oneOf('purchase'),
  texts: texts('purchase'),
  price: figure,
  goods: list(figure, 1, 20),
});

const disbursement = record<DisbursementLeaf>({
  ...booked,
  kind: oneOf('disbursement'),
  texts: texts('disbursement'),
  form: oneOf('batch', 'issue'),
  programme: optional(code),
  coHosts: set(code, 0, 20),
  receiver: optional(code),
  basis: optional(basis),
  count: optional(positive),
  totals: list(figure, 1, 20),
  share: optional(figure),
  shares: optional(record<NonNullable<DisbursementLeaf['shares']>>({ root: hash, count: positive })),
});

const appropriation = record<AppropriationLeaf>({
  ...booked,
  kind: oneOf('appropriation'),
  texts: texts('appropriation'),
  direction: oneOf('out', 'report', 'return'),
  allotment: positive,
  items: list(
    record<AppropriationLeaf['items'][number]>({
      receiver: code,
      receivers: optional(positive),
      form: oneOf('advance', 'grant'),
      unit,
      amount: positive,
      provenance,
    }),
    1,
    20,
  ),
});

const adjustment = record<AdjustmentLeaf>({
  ...booked,
  kind: oneOf('adjustment'),
  texts: texts('adjustment'),
  reason: oneOf('fee', 'interest', 'writeOff', 'stocktakeShort', 'stocktakeOver', 'transfer'),
  total: figure,
});

const listing = record<ListingLeaf>({
  v,
  kind: oneOf('listing'),
  number,
  entity: optional(code),
  fund: optional(code),
  date,
  weight: oneOf('witnessed', 'listed'),
  category: oneOf('gift', 'service', 'cover', 'publicMoney', 'organiserReport'),
  direction: oneOf('in', 'out', 'through', 'none'),
  figures: list(figure, 0, 20),
  basis: optional(basis),
  count: optional(positive),
  confirmedBy: set(confirmation, 0, 5),
  texts: texts('listing'),
});

const correction = record<CorrectionLeaf>({
  v,
  kind: oneOf('correction'),
  number,
  voids: natural,
  reason: oneOf('entryMistake', 'duplicate', 'refund', 'donorCorrection', 'notReceived', 'other'),
  entity: optional(code),
  fund: optional(code),
  stream: optional(stream),
  postings: list(record<LeafPosting>({ account, unit, amount: signedNotZero, restriction }), 0, 64),
  texts: texts('correction'),
});

/** Rows of one statement leaf: with the longest codes and figures they still fit a leaf. */
export const STATEMENT_ROWS = 8;

const statement = record<StatementLeaf>({
  v,
  kind: oneOf('statement'),
  notice: positive,
  part: positive,
  parts: positive,
  cutoff: instant,
  entity: optional(code),
  fund: optional(code),
  stream: optional(stream),
  balances: list(
    record<BalanceRow>({
      unit,
      received: signed,
      disbursed: signed,
      appropriated: signed,
      adjusted: signed,
      unstated: signed,
      balance: signed,
    }),
    0,
    STATEMENT_ROWS,
  ),
  pending: list(
    record<StatementLeaf['pending'][number]>({ unit, amount: positive, count: positive }),
    0,
    STATEMENT_ROWS,
  ),
  unmatched: optional(
    list(
      record<UnmatchedRow>({
        account: oneOf('bank', 'alipay', 'wechat', 'cash'),
        flow: oneOf('in', 'out'),
        amount: positive,
        count: positive,
      }),
      1,
      STATEMENT_ROWS,
    ),
  ),
  days: optional(record<NonNullable<StatementLeaf['days']>>({ median: natural, longest: natural })),
  auditHead: digest,
});

const audit = record<AuditLeaf>({
  v,
  kind: oneOf('audit'),
  sha256: text(/^[0-9a-f]{64}$/),
  from: day,
  to: day,
  opinion: oneOf('unqualified', 'qualified', 'adverse', 'disclaimer'),
  texts: texts('audit'),
});

const key = record<KeyLeaf>({
  v,
  kind: oneOf('key'),
  action: oneOf('add', 'retire'),
  role: oneOf('log', 'auditor'),
  verifierKey: text(/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/),
});

export const LEAF: Form<Leaf> = variants<Leaf>('kind', {
  register,
  intake,
  funding,
  purchase,
  disbursement,
  appropriation,
  adjustment,
  listing,
  correction,
  statement,
  audit,
  key,
});

/**
 * The vocabulary of the public log, version 1. A leaf holds codes, figures, digests and how it was confirmed, never
 * prose: every text a person typed is an opening (see opening.ts), so that it can still be forgotten.
 * Amounts and counts are decimal strings in the smallest denomination of their unit. FORMAT.md shows a worked example.
 */

/** Decimal integer without leading zeros; signed only in postings and corrections. */
export type Decimal = string;
/** Business day in Asia/Shanghai, YYYY-MM-DD. */
export type Day = string;
/** `CNY` (cash, fen), `CNY:goods` (value put on goods, fen) or `item:<code>` (base units of an item). */
export type UnitCode = string;
/** base64url(SHA-256(opening)), 43 characters. */
export type Digest = string;

export type Stream = 'donation' | 'funding';
export type Restriction = 'unrestricted' | 'restricted' | 'agency';
export type Provenance = 'stated' | 'rounded' | 'derived' | 'notStated';
export type ConfirmedBy = 'bank' | 'stock' | 'delivery' | 'person' | 'press';
export type Flow = 'holding' | 'received' | 'disbursed' | 'appropriated' | 'adjusted' | 'unstated';

export type LeafDate =
  | { precision: 'day'; day: Day }
  | { precision: 'period'; from: Day; to: Day }
  | { precision: 'notLaterThan'; day: Day }
  | { precision: 'notEarlierThan'; day: Day }
  | { precision: 'notStated' };

/** Amount signed, debit positive; the leaf's entity, fund and stream apply. Postings of a leaf sum to zero per unit. */
export interface LeafPosting {
  account: string;
  unit: UnitCode;
  amount: Decimal;
  restriction: Restriction;
}

export interface Figure {
  unit: UnitCode;
  amount: Decimal;
  provenance: Provenance;
}

/** What every leaf with postings carries. `number` is the act's public number, made by the system (ASCII). */
interface Booked {
  v: 1;
  number: string;
  entity: string;
  fund: string;
  stream: Stream;
  date: LeafDate;
  confirmedBy: ConfirmedBy[];
  postings: LeafPosting[];
  texts: Digest[];
}

export type RegisterLeaf = {
  v: 1;
  kind: 'register';
  code: string;
  texts: Digest[];
} & (
  | { subject: 'organisation'; keepsBooks: boolean; type: string; parent?: string }
  | { subject: 'fund'; beganOn: Day }
  | { subject: 'appeal'; fund: string; opensOn?: Day; closesOn?: Day }
  | { subject: 'programme'; fund: string }
  | { subject: 'itemFamily' }
  | { subject: 'item'; unit: UnitCode; scale: number; family?: string }
  | { subject: 'account'; flow: Flow; debit: boolean }
);

export interface IntakeLine {
  unit: UnitCode;
  /** What was counted (实收). */
  quantity: Decimal;
  provenance: Provenance;
  /** What the papers said (应收), where that is known. */
  expected?: Decimal;
  /** How it came: packs × factor = quantity; factor absent when unknown. */
  packs?: { count: Decimal; factor?: Decimal };
  /** SHA-256-free short code of the lot, made by the system. */
  lot?: string;
  expires?: Day;
  fate: 'held' | 'unstated';
}

/** Value put on goods; `lines` are indexes into the leaf's lines: one, or several valued jointly. */
export interface LeafValuation {
  amount: Decimal;
  method: 'invoice' | 'agreement' | 'customs' | 'marketPrice' | 'guidance' | 'donorStated';
  provenance: Provenance;
  lines: number[];
}

export interface IntakeLeaf extends Booked {
  kind: 'intake';
  donorKind: 'individual' | 'organisation' | 'pooled';
  restriction: Restriction;
  path: 'throughEntity' | 'handedOver' | 'directToRecipient' | 'notStated';
  appeal?: string;
  lines: IntakeLine[];
  valuations: LeafValuation[];
  /** Receipt tag, 16 bytes base64url (22 characters); a replacement carries the original's. */
  tag: string;
}

export interface FundingLeaf extends Booked {
  kind: 'funding';
  source: 'fiscal' | 'union' | 'party' | 'other';
  total: Figure;
}

export interface PurchaseLeaf extends Booked {
  kind: 'purchase';
  price: Figure;
  goods: Figure[];
}

export interface DisbursementLeaf extends Booked {
  kind: 'disbursement';
  form: 'batch' | 'issue';
  programme?: string;
  coHosts: string[];
  /** The organisation that receives a goods issue. */
  receiver?: string;
  basis?: 'household' | 'person';
  count?: Decimal;
  totals: Figure[];
  /** Present only when uniform and stated. */
  share?: Figure;
  /** Merkle root (base64) over one hidden leaf per share, and their number. */
  shares?: { root: string; count: Decimal };
}

export interface AppropriationLeaf extends Booked {
  kind: 'appropriation';
  direction: 'out' | 'report' | 'return';
  allotment: Decimal;
  items: {
    receiver: string;
    /** Number of receivers where `receiver` names a group and the source states it. */
    receivers?: Decimal;
    form: 'advance' | 'grant';
    unit: UnitCode;
    amount: Decimal;
    provenance: Provenance;
  }[];
}

export interface AdjustmentLeaf extends Booked {
  kind: 'adjustment';
  /** transfer: from one account of the entity to another; it changes no position. */
  reason: 'fee' | 'interest' | 'writeOff' | 'stocktakeShort' | 'stocktakeOver' | 'transfer';
  total: Figure;
}

export interface ListingLeaf {
  v: 1;
  kind: 'listing';
  number: string;
  entity?: string;
  fund?: string;
  date: LeafDate;
  weight: 'witnessed' | 'listed';
  category: 'gift' | 'service' | 'cover' | 'publicMoney' | 'organiserReport';
  direction: 'in' | 'out' | 'through' | 'none';
  figures: Figure[];
  basis?: 'household' | 'person';
  count?: Decimal;
  confirmedBy: ConfirmedBy[];
  texts: Digest[];
}

export interface CorrectionLeaf {
  v: 1;
  kind: 'correction';
  number: string;
  /** Index of the leaf this one voids. */
  voids: Decimal;
  reason: 'entryMistake' | 'duplicate' | 'refund' | 'donorCorrection' | 'notReceived' | 'other';
  /** Absent when the voided leaf had none (a listing); else entity, fund, stream and the negative of its postings. */
  entity?: string;
  fund?: string;
  stream?: Stream;
  postings: LeafPosting[];
  texts: Digest[];
}

export interface BalanceRow {
  unit: UnitCode;
  received: Decimal;
  disbursed: Decimal;
  appropriated: Decimal;
  adjusted: Decimal;
  unstated: Decimal;
  balance: Decimal;
}

/** Movements on the statements of an entity's accounts of one kind that nobody has matched with its books yet. */
export interface UnmatchedRow {
  account: 'bank' | 'alipay' | 'wechat' | 'cash';
  flow: 'in' | 'out';
  /** Fen. */
  amount: Decimal;
  /** Lines of statements. */
  count: Decimal;
}

/**
 * What a notice closes with: per entity, fund and stream its positions in order, at most eight to a leaf; a single leaf
 * with nothing when there is nothing yet. All parts of a notice follow each other and end the log at that notice.
 */
export interface StatementLeaf {
  v: 1;
  kind: 'statement';
  notice: Decimal;
  part: Decimal;
  parts: Decimal;
  /** UTC, YYYY-MM-DDThh:mm:ssZ. */
  cutoff: string;
  entity?: string;
  fund?: string;
  stream?: Stream;
  balances: BalanceRow[];
  /** Approved but not yet confirmed (待核实): per unit the sum and the number of acts. */
  pending: { unit: UnitCode; amount: Decimal; count: Decimal }[];
  /** 待核实 too, on parts of their own that name an entity and no fund; in no total. Absent where there are none. */
  unmatched?: UnmatchedRow[];
  /** Days from the event to this publication over this notice's leaves; absent when no leaf states its day. */
  days?: { median: Decimal; longest: Decimal };
  /** Newest hash of the audit trail, base64url. */
  auditHead: string;
}

export interface AuditLeaf {
  v: 1;
  kind: 'audit';
  /** Of the report, 64 hexadecimal digits as `sha256sum` prints them. */
  sha256: string;
  from: Day;
  to: Day;
  opinion: 'unqualified' | 'qualified' | 'adverse' | 'disclaimer';
  texts: Digest[];
}

export interface KeyLeaf {
  v: 1;
  kind: 'key';
  action: 'add' | 'retire';
  role: 'log' | 'auditor';
  verifierKey: string;
}

export type Leaf =
  | RegisterLeaf
  | IntakeLeaf
  | FundingLeaf
  | PurchaseLeaf
  | DisbursementLeaf
  | AppropriationLeaf
  | AdjustmentLeaf
  | ListingLeaf
  | CorrectionLeaf
  | StatementLeaf
  | AuditLeaf
  | KeyLeaf;

export type LeafKind = Leaf['kind'];
export type BookedLeaf = Extract<Leaf, Booked>;

/**
 * Digests per kind: real ones first filled up with decoys, then shuffled, so that their number says nothing.
 * Fields that the openings of a kind may carry.
 */
export const TEXTS: Record<Exclude<LeafKind, 'statement' | 'key'>, { digests: number; fields: readonly string[] }> = {
  register: { digests: 6, fields: ['name', 'standard', 'measure', 'purpose', 'telephone', 'filingNumber'] },
  intake: {
    digests: 10,
    fields: [
      'legalName',
      'displayName',
      'usingUnit',
      'restrictionReason',
      'asStated',
      'evidence',
      'note',
      'source',
      'packMeasure',
    ],
  },
  funding: { digests: 8, fields: ['payer', 'asStated', 'note', 'source'] },
  purchase: { digests: 8, fields: ['supplier', 'note', 'source'] },
  disbursement: {
    digests: 8,
    fields: ['title', 'recipients', 'decision', 'purpose', 'courierNumber', 'note', 'source'],
  },
  appropriation: { digests: 8, fields: ['purpose', 'decision', 'note', 'source'] },
  adjustment: { digests: 8, fields: ['explanation', 'note', 'source'] },
  listing: {
    digests: 10,
    fields: ['title', 'party', 'beneficiary', 'content', 'asStated', 'pathNote', 'note', 'source'],
  },
  correction: { digests: 4, fields: ['reason', 'note'] },
  audit: { digests: 4, fields: ['reportNumber', 'auditor'] },
};

import type {
  AdjustmentLeaf,
  AppropriationLeaf,
  AuditLeaf,
  ConfirmedBy,
  CorrectionLeaf,
  FundingLeaf,
  IntakeLeaf,
  LeafKind,
  LeafValuation,
  ListingLeaf,
  Provenance,
  Restriction,
  Stream,
} from '#log/leaf.ts';

/** The codes of a leaf in words. A code without words does not compile. */
export const money = 'yuan';
export const valuation = 'Valuation';
/** Marks between and around words: each language has its own. */
export const marks = {
  list: ', ',
  clause: ', ',
  sentences: '; ',
  labelled: (label: string, text: string): string => `${label}: ${text}`,
  inBrackets: (text: string): string => ` (${text})`,
};
export const notStated = 'not stated by the source';
export const fateUnknown = 'use not stated';
export const fateHeld = 'in stock';
export const fateCash = 'booked';
export const standardNotStated = 'standard not stated';
export const unknownMark = '—';
export const pending = 'awaiting confirmation';

/** The place in the log, counted from 0 as in every address and proof. */
export const leafNumber = (index: bigint | string): string => `Record no. ${index}`;

export const kinds: Record<LeafKind, string> = {
  register: 'Registration',
  intake: 'Donation',
  funding: 'Non-donation funding',
  purchase: 'Purchase',
  disbursement: 'Disbursement',
  appropriation: 'Appropriation',
  adjustment: 'Adjustment',
  listing: 'Listing',
  correction: 'Correction',
  statement: 'Notice',
  audit: 'Audit',
  key: 'Signing key',
};

/** One word for the small tag before an entry. */
export const tags = {
  received: 'Received',
  disbursed: 'Disbursed',
  issued: 'Issued',
  appropriated: 'Appropriated',
  adjusted: 'Adjusted',
  moved: 'Internal',
  purchased: 'Purchased',
  witnessed: 'Witnessed',
  listed: 'Listed',
  corrected: 'Corrected',
  voided: 'Reversed',
  refunded: 'Refunded',
};

export const columns = {
  received: 'Received',
  disbursed: 'Disbursed',
  issued: 'Issued',
  appropriated: 'Appropriated',
  adjusted: 'Adjusted',
  unstated: 'Use not stated',
  balance: 'Balance',
  stock: 'In stock',
  unit: 'Unit',
  item: 'Item and specification',
  entity: 'Accounting entity',
  fund: 'Fund',
};

export const streams: Record<Stream, string> = { donation: 'Donations', funding: 'Non-donation funding' };

export const provenances: Record<Provenance, string> = {
  stated: '',
  rounded: 'about',
  derived: 'derived',
  notStated: 'not stated by the source',
};

/** For a sum of figures some of which are not exact. */
export const partlyRounded = 'partly rounded';
export const partlyDerived = 'partly derived';

export const confirmations: Record<ConfirmedBy, string> = {
  bank: 'matched to the bank statement',
  stock: 'matched to a goods receipt or stocktake',
  delivery: 'matched to a delivery note',
  person: 'confirmed by the person concerned',
  press: 'based on press reports, original papers not seen',
};

export const restrictions: Record<Restriction, string> = {
  unrestricted: 'unrestricted',
  restricted: 'restricted',
  agency: 'held as agent (recipient named by the donor)',
};

export const paths: Record<IntakeLeaf['path'], string> = {
  throughEntity: 'booked or taken into stock by the receiving organisation',
  handedOver: 'passed on directly after receipt',
  directToRecipient: 'delivered straight to the organisation that uses it',
  notStated: 'manner of handover not stated by the source',
};

export const donorKinds: Record<IntakeLeaf['donorKind'], string> = {
  individual: 'individual',
  organisation: 'organisation',
  pooled: 'pooled from several donors',
};

export const valuationMethods: Record<LeafValuation['method'], string> = {
  invoice: 'by invoice',
  agreement: 'by donation agreement',
  customs: 'by customs declaration',
  marketPrice: 'at market price',
  guidance: 'at government guidance price',
  donorStated: 'as stated by the donor',
};

export const fundingSources: Record<FundingLeaf['source'], string> = {
  fiscal: 'Fiscal funds',
  union: 'Trade union funds',
  party: 'Party dues',
  other: 'Other non-donation funding',
};

/** In the plural, as counts are; `records.people` writes the one. */
export const bases = { household: 'households', person: 'people' };

export const appropriationForms: Record<AppropriationLeaf['items'][number]['form'], string> = {
  advance: 'to a subordinate organisation, until it reports disbursement',
  grant: 'to an independent organisation',
};

export const appropriationDirections: Record<AppropriationLeaf['direction'], string> = {
  out: 'Appropriated',
  report: 'Reported as disbursed',
  return: 'Unused balance returned',
};

export const adjustmentReasons: Record<Exclude<AdjustmentLeaf['reason'], 'transfer'>, string> = {
  fee: 'Bank charges',
  interest: 'Interest',
  writeOff: 'Write-off',
  stocktakeShort: 'Stocktake shortage',
  stocktakeOver: 'Stocktake surplus',
};

export const ownMoves = {
  money: 'Transfer between own accounts',
  goods: 'Goods moved between own warehouses',
};

export const categories: Record<ListingLeaf['category'], string> = {
  gift: 'Donation',
  service: 'Service',
  cover: 'Insurance cover (the sum insured is not spending)',
  publicMoney: 'Allowances and grants from public money',
  organiserReport: 'Reported by organising bodies (groups may overlap)',
};

export const correctionReasons: Record<CorrectionLeaf['reason'], string> = {
  entryMistake: 'Entered wrongly',
  duplicate: 'Booked twice',
  refund: 'Returned to the donor',
  donorCorrection: 'Corrected at the donor’s request',
  notReceived: 'Not actually received',
  other: 'Other',
};

export const opinions: Record<AuditLeaf['opinion'], string> = {
  unqualified: 'Unqualified opinion',
  qualified: 'Qualified opinion',
  adverse: 'Adverse opinion',
  disclaimer: 'Disclaimer of opinion',
};

export const organisationTypes: Record<string, string> = {
  charity: 'Charity',
  redCross: 'Red Cross society',
  union: 'Trade union',
  government: 'Government body',
  hospital: 'Medical institution',
  enterprise: 'Enterprise',
  association: 'Association',
  group: 'Group of organisations',
  other: 'Other',
};

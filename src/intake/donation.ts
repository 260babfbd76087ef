import { type ActHeader, moneyAccountRefusals } from '#approval/act.ts';
import type { AccountCode } from '#ledger/account.ts';
import { cashAccount, giftAccount, stockAccount } from '#ledger/booking.ts';
import type { Day } from '#ledger/day.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { type Dimensions, move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH, isGoods, VALUATION } from '#ledger/unit.ts';
import { checkDonor, type Display, type DonorInput } from './donor.ts';
import { privateNames, refuseNames } from './private-names.ts';

export { RESTRICTIONS } from '#ledger/posting.ts';

export type LineProvenance = 'stated' | 'rounded' | 'derived';
export type Fate = 'held' | 'unstated';
export type Path = 'throughEntity' | 'handedOver' | 'directToRecipient' | 'notStated';
export type ValuationMethod = 'invoice' | 'agreement' | 'customs' | 'marketPrice' | 'guidance' | 'donorStated';

export const LINE_PROVENANCES: readonly LineProvenance[] = ['stated', 'rounded', 'derived'];
export const PATHS: readonly Path[] = ['throughEntity', 'handedOver', 'directToRecipient', 'notStated'];
export const VALUATION_METHODS: readonly ValuationMethod[] = [
  'invoice',
  'agreement',
  'customs',
  'marketPrice',
  'guidance',
  'donorStated',
];

/** One thing given: `CNY` in fen, or `item:…` in base units. */
export interface DonationLine {
  unit: string;
  /** What was counted (实收). */
  quantity: bigint;
  provenance: LineProvenance;
  /** The source's own words for the figure. */
  asStated?: string;
  /** What the papers said (应收). */
  expected?: bigint;
  /** How it came: count × factor = quantity; factor absent when unknown. */
  packs?: { count: bigint; measure: string; factor?: bigint };
  lot?: { number?: string; expiresOn?: Day };
  location?: string;
  /** unstated: the source says nothing about use (去向未载), so it is not held in stock either. */
  fate: Fate;
}

/** Value put on goods (折价) in fen over one line or jointly over several; `rounded` when the source says 约. */
export interface Valuation {
  amountFen: bigint;
  method: ValuationMethod;
  evidence?: string;
  provenance: LineProvenance;
  /** 1-based. */
  lines: number[];
}

/** 公益事业捐赠票据, issued by the finance department's own system: recorded here, never printed. */
export type OfficialReceipt =
  | { kind: 'none' }
  | { kind: 'waived' }
  | { kind: 'issued' | 'cancelled'; number: string; code?: string; checkCode?: string; issuedOn?: Day };

export interface DonationInput {
  header: Omit<ActHeader, 'stream' | 'entity' | 'fund'> & { entity: string; fund: string };
  /** Somebody new, or a donor already known (a person decides that it is the same one). */
  donor: DonorInput | { id: bigint };
  display: Display;
  appeal?: string;
  restriction: Restriction;
  /** Who limited the use and how: needed unless unrestricted. */
  restrictionReason?: string;
  path: Path;
  usingUnit?: string;
  receipt: OfficialReceipt;
  /** Bank serial, order number: something only donor and charity know. */
  paymentReference?: string;
  lines: DonationLine[];
  valuations: Valuation[];
  /** The reversed gift (act id) that this one enters anew: it keeps that one's 查询码. A changed proposal keeps it too. */
  replaces?: bigint;
}

/** Longest of each free text, in characters. */
const LONGEST = { restrictionReason: 200, usingUnit: 120, paymentReference: 80 } as const;
const LONGEST_OF_RECEIPT = { receiptNumber: 60, receiptCode: 60, receiptCheckCode: 60 } as const;
const LONGEST_OF_LINE = { asStated: 300, packMeasure: 8, lotNumber: 60 } as const;
const LONGEST_OF_VALUATION = { valuationEvidence: 200 } as const;

const tooLarge = (amount: bigint) => ({ stated: String(amount), largest: String(LARGEST_AMOUNT) });
const given = (text: string | undefined) => (text ?? '').trim() !== '';

function checkLine(line: DonationLine, number: number): Refusal[] {
  const found: Refusal[] = [];
  const refuse = (kind: string, field: string, values?: Record<string, string>) =>
    found.push({ kind, field, line: number, ...(values && { values }) });
  if (line.unit === '') refuse('donationLineUnitMissing', 'unit');
  else if (line.unit !== CASH && !isGoods(line.unit)) refuse('donation_line_not_valuation', 'unit');
  if (line.quantity <= 0n) refuse('donation_line_quantity_positive', 'quantity');
  if (line.quantity > LARGEST_AMOUNT) refuse('amountTooLarge', 'quantity', tooLarge(line.quantity));
  if (line.expected !== undefined && line.expected <= 0n) refuse('donation_line_expected_positive', 'expected');
  if (line.expected !== undefined && line.expected > LARGEST_AMOUNT) {
    refuse('amountTooLarge', 'expected', tooLarge(line.expected));
  }
  if (line.unit === CASH && (line.packs || line.lot || line.location || line.expected !== undefined)) {
    refuse('donationCashWithGoodsFields', 'unit');
  }
  const { asStated, packs: carried, lot } = line;
  const texts = { asStated, packMeasure: carried?.measure, lotNumber: lot?.number };
  found.push(...tooLong(texts, LONGEST_OF_LINE, number));
  if (line.unit === CASH && line.fate === 'unstated') refuse('donationCashFateUnstated', 'fate');
  const packs = line.packs;
  if (packs) {
    const { count, factor } = packs;
    if (count <= 0n || (factor !== undefined && factor <= 0n) || !given(packs.measure)) {
      refuse('donationPacksIncomplete', 'packs');
    } else if (count > LARGEST_AMOUNT) {
      refuse('amountTooLarge', 'packs', tooLarge(count));
    } else if (factor !== undefined && count * factor !== line.quantity) {
      const [counted, product] = [String(line.quantity), String(count * factor)];
      refuse('donation_line_packs_whole', 'packs', {
        packs: String(count),
        factor: String(factor),
        product,
        quantity: counted,
      });
    }
  }
  return found;
}

function checkValuations(input: DonationInput): Refusal[] {
  const found: Refusal[] = [];
  const valued = new Set<number>();
  for (const [index, valuation] of input.valuations.entries()) {
    const refuse = (kind: string, field: string, values?: Record<string, string>) =>
      found.push({ kind, field, line: index + 1, ...(values && { values }) });
    if (valuation.amountFen <= 0n) refuse('valuation_amount_positive', 'valuationAmount');
    if (valuation.amountFen > LARGEST_AMOUNT) {
      refuse('amountTooLarge', 'valuationAmount', tooLarge(valuation.amountFen));
    }
    found.push(...tooLong({ valuationEvidence: valuation.evidence }, LONGEST_OF_VALUATION, index + 1));
    if (valuation.lines.length === 0) refuse('valuationWithoutLines', 'valuationLines');
    const fates = new Set<Fate>();
    for (const number of valuation.lines) {
      const line = input.lines[number - 1];
      if (!line || !isGoods(line.unit)) refuse('valuationOfNoGoods', 'valuationLines', { line: String(number) });
      else fates.add(line.fate);
      if (valued.has(number)) refuse('valuationTwice', 'valuationLines', { line: String(number) });
      valued.add(number);
    }
    // One sum over lines of which some are held and some are not could not be split into the two.
    if (fates.size > 1) refuse('valuationOfTwoFates', 'valuationLines');
  }
  return found;
}

/** Texts of the gift that go public and tell one of the names that do not. */
export function textsNaming(input: DonationInput, names: readonly string[]): Refusal[] {
  const { header, restrictionReason, usingUnit, lines, valuations } = input;
  return [
    ...refuseNames('source', header.source, names),
    ...refuseNames('restrictionReason', restrictionReason, names),
    ...refuseNames('usingUnit', usingUnit, names),
    ...lines.flatMap(({ asStated }, index) => refuseNames('asStated', asStated, names, index + 1)),
    ...valuations.flatMap(({ evidence }, index) => refuseNames('valuationEvidence', evidence, names, index + 1)),
  ];
}

/** Everything but the header that can be seen without the database. */
export function checkDonation(input: DonationInput): Refusal[] {
  const found: Refusal[] = [];
  const refuse = (kind: string, field: string) => found.push({ kind, field });
  if (!('id' in input.donor)) {
    const { legalName, consent } = input.donor;
    found.push(...checkDonor(input.donor));
    found.push(...textsNaming(input, privateNames({ legalName, display: input.display, alias: consent?.alias })));
  }
  if (input.restriction !== 'unrestricted' && !given(input.restrictionReason)) {
    refuse('donation_restriction_reasoned', 'restrictionReason');
  }
  const receipt = input.receipt;
  if (receipt.kind === 'issued' || receipt.kind === 'cancelled') {
    const { number: receiptNumber, code: receiptCode, checkCode: receiptCheckCode } = receipt;
    if (!given(receiptNumber)) refuse('donation_receipt_numbered', 'receiptNumber');
    found.push(...tooLong({ receiptNumber, receiptCode, receiptCheckCode }, LONGEST_OF_RECEIPT));
  }
  found.push(...tooLong(input, LONGEST));
  found.push(
    ...moneyAccountRefusals(
      input.header,
      input.lines.some(({ unit }) => unit === CASH),
    ),
  );
  if (input.lines.length === 0) refuse('donationWithoutLines', 'lines');
  found.push(...input.lines.flatMap((line, index) => checkLine(line, index + 1)));
  found.push(...checkValuations(input));
  if (found.length === 0 && leafBytes(input) > MOST_LEAF_BYTES) {
    found.push({ kind: 'donationTooManyLines', field: 'lines', values: { lines: String(input.lines.length) } });
  }
  return found;
}

/** A leaf of the public log holds at most 4 KB (LOG §2); this much of it is left beside codes, date, digests and tag. */
const MOST_LEAF_BYTES = 4096 - 1100;

/** Bytes that lines, valuations and postings will take in the leaf; refusing later would leave the gift unpublishable. */
function leafBytes(input: DonationInput): number {
  const lines = input.lines.map(({ asStated: _, location: __, packs, lot, ...line }) => ({
    ...line,
    ...(packs && { packs: { count: packs.count, factor: packs.factor } }),
    ...(lot && { lot: '1000000', expires: lot.expiresOn }),
  }));
  const valuations = input.valuations.map(({ evidence: _, ...valuation }) => valuation);
  const postings = donationPostings(input).map(({ account, unit, amount, restriction }) => ({
    ...{ account, unit, amount, restriction },
  }));
  const text = JSON.stringify({ lines, valuations, postings }, (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return new TextEncoder().encode(text).length;
}

/** What the postings follow from; a stored donation has it as much as a proposed one. */
export type PostedDonation = Pick<DonationInput, 'restriction' | 'valuations'> & {
  header: Pick<DonationInput['header'], 'entity' | 'fund'>;
  lines: (Pick<DonationLine, 'unit' | 'quantity' | 'location' | 'fate'> & { lotId?: bigint })[];
};

/**
 * DOMAIN §2: cash and goods against income, or against 受托代理负债 where the charity may not choose the beneficiary.
 * Goods post quantity, and their value where there is one; what a source leaves without a trace moves on to 1299.
 */
export function donationPostings(donation: PostedDonation, keptIn?: AccountCode): Posting[] {
  const { restriction, lines, valuations } = donation;
  const { entity, fund } = donation.header;
  const common = { entity, fund, stream: 'donation', restriction } as const;
  const received = (dimensions: Dimensions, amount: bigint, fate: Fate): Posting[] => {
    const holding = dimensions.unit === CASH ? cashAccount(restriction, keptIn) : stockAccount(restriction);
    return [
      ...move(dimensions, holding, giftAccount(restriction), amount),
      ...(fate === 'unstated' ? move(dimensions, '1299', holding, amount) : []),
    ];
  };
  return [
    ...lines.flatMap(({ unit, quantity, fate, lotId, location }) => {
      const place = { ...(lotId !== undefined && { lot: lotId }), ...(location !== undefined && { location }) };
      return received({ ...common, unit, ...place }, quantity, fate);
    }),
    // A joint valuation cannot be told apart by lot or place; its lines share one fate (checkValuations).
    ...valuations.flatMap((valuation) => {
      const fate = lines[(valuation.lines[0] ?? 0) - 1]?.fate ?? 'held';
      return received({ ...common, unit: VALUATION }, valuation.amountFen, fate);
    }),
  ];
}

import { sql } from 'kysely';
import { proposeReversalWithin } from '#approval/propose-reversal.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { AdjustmentInput } from '#disbursement/adjustment.ts';
import { proposeAdjustmentsWithin, proposeAdjustmentWithin } from '#disbursement/propose-adjustment.ts';
import type { DonationInput, Path } from '#intake/donation.ts';
import type { Display, DonorInput, DonorKind } from '#intake/donor.ts';
import { proposeDonationsWithin } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import type { Restriction, Stream } from '#ledger/posting.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { CASH } from '#ledger/unit.ts';
import { earmarkOf } from './earmark-words.ts';
import { type EnteredAct, enterAct } from './enter-line.ts';
import { type EnteredLine, type EnteredLines, enterLines } from './enter-lines.ts';
import { likelyInBooks } from './in-books.ts';
import type { WorkLine } from './money-match.ts';
import { payerOf, paymentReferenceOf } from './payer.ts';
import { proposeMatches, type RuledLine } from './propose-matches.ts';

export type { EnteredLine, EnteredLines } from './enter-lines.ts';
export type { GiftSuggestion } from './suggest-gifts.ts';
export { suggestGifts } from './suggest-gifts.ts';

/** What the clerk says of one line. */
export interface GiftOfLine {
  line: bigint;
  /** A giver a person chose, or the payer as a new one. */
  donor: { id: bigint } | { kind: DonorKind; legalName: string };
  /** Absent: as in the defaults. */
  fund?: string;
  /** Absent: as in the defaults, unless the fund is another. */
  appeal?: string;
  display?: Display;
  /** Absent: as in the defaults, which no line whose payer says what it is for goes by. */
  restriction?: Restriction;
  restrictionReason?: string;
  /** The clerk saw what is in the books under this amount and a like name, and says that it is another gift. */
  another?: true;
}

export interface GiftDefaults {
  fund: string;
  appeal?: string;
  restriction: Restriction;
  restrictionReason?: string;
  path: Path;
  /** Of people, and of organisations: never more than may be shown without consent. */
  displayOfPeople: Display;
  displayOfOrganisations: Display;
  note?: string;
}

/** A proposed gift and its match (way entered) for each line; incoming money only. */
export async function enterGifts(
  db: Database,
  entry: { by: bigint; gifts: readonly GiftOfLine[]; defaults: GiftDefaults; idempotencyKey: string },
): Promise<EnteredLines> {
  const { by, gifts, defaults, idempotencyKey } = entry;
  return enterLines(db, { by, parts: gifts, idempotencyKey }, async (tx, parts) => {
    const chosen = parts.flatMap(({ part: { donor } }) => ('id' in donor ? [donor.id] : []));
    const kinds = await kindsOfDonors(tx, chosen);
    const inBooks = await likelyInBooks(
      tx,
      parts.filter(({ part }) => !part.another).map(({ line }) => line),
    );
    const inputs = parts.map(({ part, line }) => {
      const known = inBooks.get(line.id)?.map(({ number }) => number);
      if (known) return refused({ kind: 'giftInBooks', field: 'another', values: { number: known.join('、') } });
      const kind = 'id' in part.donor ? kinds.get(part.donor.id) : part.donor.kind;
      return line.flow === 'in' ? giftInput(line, part, defaults, kind) : refused({ kind: 'lineFlowDoesNotFit' });
    });
    return eachSound(parts, inputs, (sound) => proposeDonationsWithin(tx, sound, by));
  });
}

/** Proposes what is sound by itself; answers in the order given. */
async function eachSound<Input, Made>(
  parts: readonly { idempotencyKey: string }[],
  inputs: readonly Result<Input>[],
  propose: (sound: { input: Input; idempotencyKey: string }[]) => Promise<Result<Made>[]>,
): Promise<Result<Made>[]> {
  const sound = inputs.flatMap((input, at) =>
    input.ok ? [{ input: input.value, idempotencyKey: parts[at]?.idempotencyKey ?? '' }] : [],
  );
  const made = (await propose(sound)).values();
  return inputs.flatMap((input) => (input.ok ? (made.next().value ?? []) : [input]));
}

async function kindsOfDonors(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, DonorKind>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('donor')
    .select(['id', 'kind'])
    .where('id', '=', sql<bigint>`any(${[...new Set(ids)]}::bigint[])`)
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind as DonorKind]));
}

const PEOPLE: readonly (DonorKind | undefined)[] = ['person', 'minor'];

function giftInput(
  line: WorkLine,
  gift: GiftOfLine,
  defaults: GiftDefaults,
  kind: DonorKind | undefined,
): Result<DonationInput> {
  const { path, note } = defaults;
  const earmark = earmarkOf(line);
  if (earmark !== undefined && gift.restriction === undefined) {
    return refused({ kind: 'giftEarmarked', field: 'restriction', values: { stated: earmark } });
  }
  const { restriction = defaults.restriction, restrictionReason } = gift.restriction === undefined ? defaults : gift;
  const fund = gift.fund ?? defaults.fund;
  const appeal = gift.appeal ?? (fund === defaults.fund ? defaults.appeal : undefined);
  const donor = giverOf(line, gift.donor);
  if (donor === undefined) return refused({ kind: 'linePayerMissing', field: 'legalName' });
  const paymentReference = paymentReferenceOf(line);
  const usual = PEOPLE.includes(kind) ? defaults.displayOfPeople : defaults.displayOfOrganisations;
  return {
    ok: true,
    value: {
      header: {
        entity: line.entity,
        fund,
        occurred: onDay(line.day),
        moneyAccount: line.account.id,
        ...(note !== undefined && { note }),
      },
      donor,
      display: gift.display ?? usual,
      restriction,
      ...(restrictionReason !== undefined && { restrictionReason }),
      path,
      receipt: { kind: 'none' },
      lines: [{ unit: CASH, quantity: line.amountFen, provenance: 'stated', fate: 'held' }],
      valuations: [],
      ...(appeal !== undefined && { appeal }),
      ...(paymentReference !== undefined && { paymentReference }),
    },
  };
}

function giverOf(line: WorkLine, donor: GiftOfLine['donor']): DonorInput | { id: bigint } | undefined {
  if ('id' in donor) return donor;
  const legalName = donor.legalName.trim() || payerOf(line);
  return legalName === undefined ? undefined : { kind: donor.kind, legalName };
}

export interface AdjustmentOfLine {
  by: bigint;
  line: bigint;
  fund: string;
  stream: Stream;
  restriction: Restriction;
  /** Published with the entry: never what the bank wrote of the other side. */
  explanation: string;
  idempotencyKey: string;
}

/** A bank fee of an outgoing line, proposed with its match. */
export const enterFee = (db: Database, input: AdjustmentOfLine): Promise<Result<EnteredLine>> =>
  enterAdjustment(db, 'fee', input);

/** Interest of an incoming line, proposed with its match. */
export const enterInterest = (db: Database, input: AdjustmentOfLine): Promise<Result<EnteredLine>> =>
  enterAdjustment(db, 'interest', input);

async function enterAdjustment(
  db: Database,
  reason: 'fee' | 'interest',
  { by, line: id, idempotencyKey, ...said }: AdjustmentOfLine,
): Promise<Result<EnteredLine>> {
  const entered = await enterAct(db, { by, lines: [id], idempotencyKey }, async (tx, [line], key) => {
    const input = line === undefined ? refused({ kind: 'matchLineUnknown' }) : adjustmentInput(line, reason, said);
    return input.ok ? proposeAdjustmentWithin(tx, input.value, by, key) : input;
  });
  return entered.ok ? { ok: true, value: { line: id, ...entered.value } } : entered;
}

function adjustmentInput(
  { entity, account, day, flow, amountFen: amount }: WorkLine,
  reason: 'fee' | 'interest',
  said: Pick<AdjustmentOfLine, 'fund' | 'stream' | 'restriction' | 'explanation'>,
): Result<AdjustmentInput> {
  if (flow !== (reason === 'fee' ? 'out' : 'in')) return refused({ kind: 'lineFlowDoesNotFit' });
  const { fund, stream, restriction, explanation } = said;
  const header = { entity, fund, stream, occurred: onDay(day), moneyAccount: account.id };
  return done({ header, reason, unit: CASH, amount, restriction, explanation });
}

export interface RefundOfLine {
  by: bigint;
  line: bigint;
  /** The gift that the line gives back, whole. */
  gift: bigint;
  /** Published with the correction: never what the bank wrote of the other side. */
  reason: string;
  idempotencyKey: string;
}

/** The reversal of a gift that an outgoing line gives back, proposed with its match. */
export async function enterRefund(
  db: Database,
  { by, line: id, gift, reason, idempotencyKey }: RefundOfLine,
): Promise<Result<EnteredLine>> {
  const entered = await enterAct(db, { by, lines: [id], idempotencyKey }, async (tx, [line], key) => {
    if (line?.flow !== 'out') return refused({ kind: 'lineFlowDoesNotFit' });
    const refund = { actId: gift, by, reasonCode: 'refund' as const, reason, paidOn: line.day, idempotencyKey: key };
    return proposeReversalWithin(tx, refund);
  });
  return entered.ok ? done({ line: id, ...entered.value }) : entered;
}

export interface TransferOfLines extends Omit<AdjustmentOfLine, 'line'> {
  lines: readonly [bigint, bigint];
}

/** One line out and one in, of two accounts of the entity and the same amount: a transfer between them. */
export function enterTransfer(db: Database, input: TransferOfLines): Promise<Result<EnteredAct>> {
  const { by, lines: ids, fund, stream, restriction, explanation, idempotencyKey } = input;
  const sorted = [...ids].sort((one, other) => (one < other ? -1 : 1));
  return enterAct(db, { by, lines: sorted, idempotencyKey }, async (tx, lines, key) => {
    const [out, into] = [lines.find(({ flow }) => flow === 'out'), lines.find(({ flow }) => flow === 'in')];
    if (
      out === undefined ||
      into === undefined ||
      out.entity !== into.entity ||
      out.account.id === into.account.id ||
      out.amountFen !== into.amountFen
    ) {
      return refused({ kind: 'transferLinesDoNotFit' });
    }
    const { entity, account, day, amountFen: amount } = out;
    const header = { entity, fund, stream, occurred: onDay(day), moneyAccount: account.id };
    const toMoneyAccount = into.account.id;
    const transfer = {
      header,
      reason: 'transfer' as const,
      unit: CASH,
      amount,
      restriction,
      toMoneyAccount,
      explanation,
    };
    return proposeAdjustmentWithin(tx, transfer, by, key);
  });
}

export interface RuledLines {
  by: bigint;
  entity: string;
  moneyAccount?: bigint;
  /** What each kind of entry says, as it is published. */
  explanations: { fee: string; interest: string };
  idempotencyKey: string;
  /** What the rules meet, where it is known already; else the matcher is run. */
  ruled?: readonly RuledLine[];
}

/** Fees and interest of every open line that an approved rule meets. */
export async function enterByRules(db: Database, scope: RuledLines): Promise<EnteredLines> {
  const { by, explanations, idempotencyKey, ruled = (await proposeMatches(db, scope)).ruled } = scope;
  const lines = ruled.map(({ line, ...rule }) => ({ ...rule, line: line.id }));
  return enterLines(db, { by, parts: lines, idempotencyKey }, (tx, parts) => {
    const inputs = parts.map(({ part: { makes, ...rule }, line }) =>
      adjustmentInput(line, makes, { ...rule, explanation: explanations[makes] }),
    );
    return eachSound(parts, inputs, (sound) => proposeAdjustmentsWithin(tx, sound, by));
  });
}

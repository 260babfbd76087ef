import { sql } from 'kysely';
import { type ActKind, occurredOf } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import { bookingDay, type Day, shanghaiDay } from '#ledger/day.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import { listAppeals, listFunds } from '#registry/queries.ts';
import type { BankLine, BookRecord, MatchRule, OwnAccount } from '../matching/subject.ts';
import type { MoneyFlow, WorkLine } from './money-match.ts';
import { fundWords } from './purpose-words.ts';
import { waitingForLine } from './record-rows.ts';
import { accountsSeen } from './suggest-gifts.ts';

/** Lines as the matcher sees them, by an id that says what they hold and not when they were stored. */
export async function bankLines(
  db: Database,
  lines: readonly WorkLine[],
): Promise<Map<string, { line: WorkLine; given: BankLine }>> {
  const rows = await db
    .selectFrom('statementLine')
    .select(['id', 'identity'])
    .where('id', '=', sql<bigint>`any(${lines.map(({ id }) => id)}::bigint[])`)
    .execute();
  const identities = new Map(rows.map(({ id, identity }) => [id, identity.toString('hex')]));
  return new Map(
    lines.map((line) => {
      const id = `${identities.get(line.id) ?? ''} ${line.account.id}`;
      return [id, { line, given: bankLine(id, line) }];
    }),
  );
}

function bankLine(id: string, line: WorkLine): BankLine {
  const { name, account } = line.counterparty;
  const feeFen = line.fee === undefined ? undefined : wholeFen(line.fee);
  return {
    id,
    moneyAccount: String(line.account.id),
    channel: line.account.kind,
    day: line.day,
    flow: line.flow,
    amountFen: line.amountFen,
    references: [...(line.serial === undefined ? [] : [line.serial]), ...line.references],
    purpose: line.purpose ?? '',
    ...(line.time !== undefined && { time: line.time }),
    ...(feeFen !== undefined && { feeFen }),
    ...(line.kind !== undefined && { kind: line.kind }),
    ...(name !== undefined && { name }),
    ...(account !== undefined && { account }),
  };
}

/** `0.6` → 60; undefined for parts of a fen, which no sum to the fen can hold. */
function wholeFen(yuan: string): bigint | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(yuan) ?? [];
  if (whole === '' || /[1-9]/.test(fraction.slice(2))) return undefined;
  const fen = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

const WHAT: Partial<Record<ActKind, BookRecord['what']>> = {
  donation: 'gift',
  funding: 'gift',
  reversal: 'refund',
  batch: 'payment',
  purchase: 'payment',
  appropriation: 'payment',
};

/** Of an act that tells no day, the day in China on which it was recorded, whatever zone the connection is in. */
export const dayOfRecord = sql<Day>`coalesce(act.occurred_to, act.occurred_from, (act.recorded_at at time zone 'Asia/Shanghai')::date)`;

/** By which the matcher tells givers of one name apart. */
export const giverOf = (donorId: bigint): string => `donor ${donorId}`;

/** Acts that wait for a line and happened, or were recorded, between the two days, by number; the first so many by day. */
export async function bookRecords(
  db: Database,
  entity: string,
  between: { from: Day; to: Day },
  most: number,
): Promise<Map<string, { actId: bigint; given: BookRecord }>> {
  const rows = await db
    .selectFrom('act')
    .innerJoin('actCash', 'actCash.actId', 'act.id')
    .leftJoin('moneyAccount', 'moneyAccount.id', 'act.moneyAccountId')
    .leftJoin('donation', 'donation.actId', 'act.id')
    .leftJoin('donor', 'donor.id', 'donation.donorId')
    .leftJoin('funding', 'funding.actId', 'act.id')
    .leftJoin('adjustment', 'adjustment.actId', 'act.id')
    .leftJoin('appropriation', 'appropriation.actId', 'act.id')
    .leftJoin('purchase', 'purchase.actId', 'act.id')
    .select([
      'act.id',
      'act.number',
      'act.kind',
      'act.fundCode',
      'act.occurredPrecision',
      'act.occurredFrom',
      'act.occurredTo',
      'act.recordedAt',
      'act.sourceReference',
      'act.moneyAccountId',
      'moneyAccount.kind as accountKind',
      'actCash.amount',
      'donation.donorId',
      'donor.legalName',
      'donation.paymentReference',
      'donation.receiptNumber',
      'donation.appealCode',
      'funding.payer',
      'adjustment.reason',
      'adjustment.amount as adjusted',
      'appropriation.decisionNumber',
      'purchase.supplier',
      'purchase.contractNumber',
      'purchase.invoiceNumber',
    ])
    .where('act.entityCode', '=', entity)
    .where('actCash.amount', 'is not', null)
    .where(waitingForLine())
    .where(sql<boolean>`${dayOfRecord} between ${between.from}::date and ${between.to}::date`)
    .orderBy(dayOfRecord)
    .orderBy('act.id')
    .limit(most)
    .execute();
  const receivers = await soleReceivers(
    db,
    rows.filter(({ kind }) => kind === 'appropriation').map(({ id }) => id),
  );
  const seen = await accountsSeen(db);
  const words = await wordsOfFunds(db);
  return new Map(
    rows.map((row) => {
      const { number, kind, accountKind, moneyAccountId, donorId, fundCode } = row;
      const amount = row.amount ?? 0n;
      const receiver = receivers.get(row.id);
      const name = row.legalName ?? row.payer ?? row.supplier ?? receiver?.name;
      const giver = donorId === null ? receiver && `organisation ${receiver.code}` : giverOf(donorId);
      const numbers = [
        number,
        row.paymentReference,
        row.receiptNumber,
        row.decisionNumber,
        row.sourceReference,
        row.contractNumber,
        row.invoiceNumber,
      ];
      const given: BookRecord = {
        id: number,
        what: WHAT[kind as ActKind] ?? (row.reason as 'fee' | 'interest' | 'transfer'),
        day: bookingDay(occurredOf(row), shanghaiDay(row.recordedAt)),
        flow: amount > 0n ? 'in' : 'out',
        amountFen: amount === 0n ? (row.adjusted ?? 0n) : amount < 0n ? -amount : amount,
        // A number without digits in a row is the name of a paper.
        references: numbers.filter((text): text is string => /\d{4}/.test(text ?? '')),
        accounts: donorId === null ? [] : [...(seen.get(donorId) ?? [])],
        fundWords: [...(words.get(`fund ${fundCode}`) ?? []), ...(words.get(`appeal ${row.appealCode}`) ?? [])],
        ...(moneyAccountId !== null && { moneyAccount: String(moneyAccountId) }),
        ...(accountKind !== null && { channel: accountKind as MoneyAccountKind }),
        ...(fundCode !== null && { fund: fundCode }),
        ...(name !== undefined && name !== '' && { name }),
        ...(giver !== undefined && { giver }),
      };
      return [number, { actId: row.id, given }];
    }),
  );
}

/** The organisation that an appropriation goes to, where it is one. */
async function soleReceivers(
  db: Database,
  actIds: readonly bigint[],
): Promise<Map<bigint, { code: string; name: string }>> {
  if (actIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('appropriationItem')
    .innerJoin('organisation', 'organisation.code', 'appropriationItem.receiverCode')
    .select(['appropriationItem.actId', 'organisation.code', 'organisation.name'])
    .distinct()
    .where('appropriationItem.actId', '=', sql<bigint>`any(${[...actIds]}::bigint[])`)
    .execute();
  const found = new Map<bigint, { code: string; name: string }>();
  for (const [actId, own] of Map.groupBy(rows, (row) => row.actId)) {
    const [only, ...more] = own;
    if (only && more.length === 0) found.set(actId, { code: only.code, name: only.name });
  }
  return found;
}

async function wordsOfFunds(db: Database): Promise<Map<string, string[]>> {
  return new Map([
    ...(await listFunds(db)).map(({ code, name }) => [`fund ${code}`, fundWords(name, code)] as const),
    ...(await listAppeals(db)).map(({ code, name }) => [`appeal ${code}`, fundWords(name, code)] as const),
  ]);
}

export async function ownAccountsOf(db: Database, entity: string): Promise<OwnAccount[]> {
  const rows = await db
    .selectFrom('moneyAccount')
    .innerJoin('organisation', 'organisation.code', 'moneyAccount.entityCode')
    .select(['moneyAccount.id', 'moneyAccount.kind', 'moneyAccount.number', 'organisation.name'])
    .where('entityCode', '=', entity)
    .where('decision', '=', 'approved')
    .orderBy('moneyAccount.id')
    .execute();
  return rows.map(({ id, kind, number, name }) => ({
    moneyAccount: String(id),
    channel: kind as MoneyAccountKind,
    names: [name],
    ...(number !== null && { number }),
  }));
}

/** Rules that two people made; in force or not: the matcher asks each by its days. */
export async function approvedRules(db: Database, entity: string) {
  const rows = await db
    .selectFrom('matchRule')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'matchRule.moneyAccountId')
    .selectAll('matchRule')
    .where('moneyAccount.entityCode', '=', entity)
    .where('matchRule.decision', '=', 'approved')
    .orderBy('matchRule.id')
    .execute();
  return rows;
}

export const ruleOf = (row: {
  id: bigint | string;
  moneyAccountId: bigint;
  flow: string;
  words: string;
  makes: string;
  validFrom: Day;
  validTo: Day | null;
}): MatchRule => ({
  id: String(row.id),
  moneyAccount: String(row.moneyAccountId),
  flow: row.flow as MoneyFlow,
  words: row.words,
  makes: row.makes as MatchRule['makes'],
  validFrom: row.validFrom,
  ...(row.validTo !== null && { validTo: row.validTo }),
});

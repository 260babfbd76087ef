import type { Tx } from '#database/connection.ts';
import { shanghaiDay } from '#ledger/day.ts';
import { toBase64Url } from '#log/base64.ts';
import type { Stream } from '#log/leaf.ts';
import { type PendingRow, statementLeaves, type UnmatchedSum } from '#log/statement.ts';
import type { ComposedLeaf } from './composed-leaf.ts';
import type { PublicBalances } from './public-balance.ts';

/** The leaves that end a notice, as `statementLeaves` cuts them: what stands, and what waits for confirmation. */
export async function composeStatements(
  tx: Tx,
  notice: bigint,
  now: Date,
  balances: PublicBalances,
  lags: readonly bigint[],
  registered: ReadonlySet<string>,
): Promise<ComposedLeaf[]> {
  const auditHead = await tx.selectFrom('auditHead').select('hash').executeTakeFirstOrThrow();
  const days = lagOf(lags);
  const head = {
    notice,
    cutoff: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(days && { days }),
    auditHead: toBase64Url(auditHead.hash),
  };
  const leaves = statementLeaves(
    head,
    balances.rows(),
    await pendingSums(tx, registered),
    await unmatchedSums(tx, registered),
  );
  return leaves.map((leaf) => ({ leaf, texts: {}, publicFields: [] }));
}

/** Days from the event to now, for acts whose day is stated. */
export function lagInDays(day: string | undefined, now: Date): bigint[] {
  if (day === undefined) return [];
  const days = (Date.parse(shanghaiDay(now)) - Date.parse(day)) / 86_400_000;
  return [BigInt(Math.max(0, Math.round(days)))];
}

function lagOf(lags: readonly bigint[]): { median: bigint; longest: bigint } | undefined {
  const sorted = [...lags].sort((a, b) => Number(a - b));
  const [median, longest] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  return median === undefined || longest === undefined ? undefined : { median, longest };
}

/** 待核实: what statements show and no approved match explains, as figures alone. Not matched is what waits for its second person, too. */
async function unmatchedSums(tx: Tx, registered: ReadonlySet<string>): Promise<UnmatchedSum[]> {
  const rows = await tx
    .selectFrom('unmatchedLine')
    .innerJoin('statementLine', 'statementLine.id', 'unmatchedLine.lineId')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'unmatchedLine.moneyAccountId')
    .select(['moneyAccount.entityCode', 'moneyAccount.kind', 'statementLine.flow'])
    .select(({ fn }) => [fn.sum<bigint>('statementLine.amountFen').as('amount'), fn.countAll<bigint>().as('count')])
    .groupBy(['moneyAccount.entityCode', 'moneyAccount.kind', 'statementLine.flow'])
    .execute();
  return rows
    .filter(({ entityCode }) => registered.has(`organisation ${entityCode}`))
    .map(({ entityCode, kind, flow, amount, count }) => ({
      entity: entityCode,
      account: kind as UnmatchedSum['account'],
      flow: flow as UnmatchedSum['flow'],
      amount,
      count,
    }));
}

/** 待核实: received by approved acts that nothing has confirmed yet, or that this publish left behind. */
async function pendingSums(tx: Tx, registered: ReadonlySet<string>): Promise<PendingRow[]> {
  const rows = await tx
    .selectFrom('openTask')
    .innerJoin('journalEntry', 'journalEntry.actId', 'openTask.actId')
    .innerJoin('posting', 'posting.entryId', 'journalEntry.id')
    .innerJoin('account', 'account.code', 'posting.accountCode')
    .leftJoin('logLeaf', 'logLeaf.actId', 'openTask.actId')
    .where('openTask.task', 'in', ['confirm', 'publish'])
    // What is public is counted there, even where its match was undone with that of another.
    .where('logLeaf.leafIndex', 'is', null)
    .where('account.flow', '=', 'received')
    .where('journalEntry.reversesId', 'is', null)
    .select(['posting.entityCode', 'posting.fundCode', 'posting.stream', 'posting.unitCode'])
    .select(({ fn, eb }) => [
      fn.sum<bigint>(eb.neg(eb.ref('posting.amount'))).as('amount'),
      fn.count<bigint>('openTask.actId').distinct().as('count'),
    ])
    .groupBy(['posting.entityCode', 'posting.fundCode', 'posting.stream', 'posting.unitCode'])
    .having(({ fn, eb }) => fn.sum<bigint>(eb.neg(eb.ref('posting.amount'))), '>', 0n)
    .execute();
  // The log may only speak of what it has named.
  const isNamed = (code: string) => code.startsWith('CNY') || registered.has(code);
  return rows
    .map(({ entityCode, fundCode, stream, unitCode, amount, count }) => ({
      entity: entityCode,
      fund: fundCode,
      stream: stream as Stream,
      unit: unitCode,
      amount,
      count,
    }))
    .filter(({ entity, fund, unit }) =>
      [`organisation ${entity}`, `fund ${fund}`, unit.replace(/^item:/, 'item ')].every(isNamed),
    );
}

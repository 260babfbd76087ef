import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { parseYuan } from '#ledger/money.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import type { LineState, MoneyFlow, ParkingReason, WorkLine } from './money-match.ts';

/** The query every list of lines begins with: only what moves money. */
export function selectLines(db: Database) {
  return db
    .selectFrom('statementLine')
    .innerJoin('lineState', 'lineState.lineId', 'statementLine.id')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementLine.moneyAccountId')
    .innerJoin('statement', 'statement.id', 'statementLine.statementId')
    .leftJoin('lineParking', (join) =>
      join.onRef('lineParking.lineId', '=', 'statementLine.id').on('lineParking.endedAt', 'is', null),
    )
    .leftJoin('appUser as parker', 'parker.id', 'lineParking.parkedBy')
    .where('lineState.state', '<>', 'ignored')
    .select([
      'statementLine.id',
      'statementLine.moneyAccountId',
      'moneyAccount.name as accountName',
      'moneyAccount.kind as accountKind',
      'moneyAccount.entityCode',
      'statementLine.occurredOn',
      'statementLine.occurredAt',
      'statementLine.valueOn',
      'statementLine.flow',
      'statementLine.amountFen',
      'statementLine.balanceFen',
      'statementLine.serial',
      'statementLine.referenceNumbers',
      'statementLine.counterpartyName',
      'statementLine.counterpartyAccount',
      'statementLine.counterpartyBank',
      'statementLine.kind',
      'statementLine.purpose',
      'statementLine.statementId',
      'statementLine.place',
      'statement.fileId',
      'lineState.state',
      'lineState.matchId',
      'lineParking.id as parkingId',
      'lineParking.reason',
      'lineParking.note',
      'lineParking.parkedBy',
      'lineParking.parkedAt',
      'parker.displayName as parkerName',
    ])
    .select(sql<string | null>`trim_scale(statement_line.fee)::text`.as('feeText'));
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number];

export function workLine(row: Selected): WorkLine {
  const { counterpartyName, counterpartyAccount, counterpartyBank, parkingId, parkedBy, parkedAt } = row;
  return {
    id: row.id,
    account: { id: row.moneyAccountId, name: row.accountName, kind: row.accountKind as MoneyAccountKind },
    entity: row.entityCode,
    day: row.occurredOn,
    flow: row.flow as MoneyFlow,
    amountFen: row.amountFen,
    references: row.referenceNumbers,
    counterparty: {
      ...(counterpartyName !== null && { name: counterpartyName }),
      ...(counterpartyAccount !== null && { account: counterpartyAccount }),
      ...(counterpartyBank !== null && { bank: counterpartyBank }),
    },
    state: row.state as LineState,
    statement: { id: row.statementId, fileId: row.fileId, place: row.place },
    ...(row.occurredAt !== null && { time: row.occurredAt }),
    ...(row.valueOn !== null && { valueOn: row.valueOn }),
    ...(row.feeText !== null && { fee: row.feeText }),
    ...(row.balanceFen !== null && { balanceFen: row.balanceFen }),
    ...(row.serial !== null && { serial: row.serial }),
    ...(row.kind !== null && { kind: row.kind }),
    ...(row.purpose !== null && { purpose: row.purpose }),
    ...(row.matchId !== null && { matchId: row.matchId }),
    ...(parkingId !== null &&
      parkedBy !== null &&
      parkedAt !== null && {
        parking: {
          id: parkingId,
          reason: row.reason as ParkingReason,
          ...(row.note !== null && { note: row.note }),
          by: { id: parkedBy, name: row.parkerName ?? '' },
          at: parkedAt,
        },
      }),
  };
}

/** Lines by id, in the order of the ids given; unknown ones, and those that move nothing, are left out. */
export async function linesById(db: Database, ids: readonly bigint[]): Promise<WorkLine[]> {
  if (ids.length === 0) return [];
  const rows = await selectLines(db)
    .where('statementLine.id', '=', sql<bigint>`any(${[...ids]}::bigint[])`)
    .execute();
  const lines = new Map(rows.map((row) => [row.id, workLine(row)]));
  return ids.flatMap((id) => lines.get(id) ?? []);
}

/** The words of a search as a pattern, and the amount in fen where they are one. */
export function searched(words: string): { pattern: string; amountFen?: bigint } {
  const amount = parseYuan(words);
  return {
    pattern: `%${words.replace(/[\\%_]/g, '\\$&')}%`,
    ...(amount.ok && { amountFen: amount.value }),
  };
}

import { sql } from 'kysely';
import { type ActKind, type ActStatus, occurredOf } from '#approval/act.ts';
import { sideUnconfirmed } from '#approval/standing-confirmation.ts';
import type { Database } from '#database/connection.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import type { WorkRecord } from './money-match.ts';

/** The query every list of acts beside lines begins with: only what moves cash. */
export function selectRecords(db: Database) {
  return (
    db
      .selectFrom('act')
      // offset keeps it in one place: otherwise the view is planned and run again wherever its amount is asked for.
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('actCash')
            .select('actCash.amount')
            .whereRef('actCash.actId', '=', 'act.id')
            .offset(0)
            .as('actCash'),
        (join) => join.onTrue(),
      )
      .innerJoin('actStatus', 'actStatus.actId', 'act.id')
      .innerJoin('actTitle', 'actTitle.actId', 'act.id')
      .innerJoin('appUser as recorder', 'recorder.id', 'act.recordedBy')
      .leftJoin('moneyAccount', 'moneyAccount.id', 'act.moneyAccountId')
      .leftJoin('donation', 'donation.actId', 'act.id')
      .leftJoin('adjustment', 'adjustment.actId', 'act.id')
      .leftJoin('moneyAccount as target', 'target.id', 'adjustment.toMoneyAccountId')
      .where('actCash.amount', 'is not', null)
      .select([
        'act.id as actId',
        'act.number',
        'act.kind',
        'act.revision',
        'act.entityCode',
        'act.fundCode',
        'act.occurredPrecision',
        'act.occurredFrom',
        'act.occurredTo',
        'act.sourceReference',
        'act.recordedBy',
        'recorder.displayName as recorderName',
        'actStatus.status',
        'actTitle.title',
        'actCash.amount',
        'act.moneyAccountId',
        'moneyAccount.name as accountName',
        'moneyAccount.kind as accountKind',
        'donation.paymentReference',
        'adjustment.amount as adjusted',
        'target.id as toAccountId',
        'target.name as toAccountName',
        'target.kind as toAccountKind',
        sql<string | null>`coalesce(
        (select d.legal_name from reversal r
          join donation g on g.act_id = r.reverses_act_id join donor d on d.id = g.donor_id
          where r.act_id = act.id),
        (select string_agg(distinct o.name, '、') from appropriation_item i
          join organisation o on o.code = i.receiver_code
          where i.act_id = act.id))`.as('party'),
      ])
  );
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectRecords>['execute']>>[number];

export function workRecord(row: Selected): WorkRecord {
  const { moneyAccountId, accountName, accountKind, toAccountId, toAccountName, toAccountKind } = row;
  const amount = row.amount ?? 0n;
  return {
    actId: row.actId,
    number: row.number,
    kind: row.kind as ActKind,
    status: row.status as ActStatus,
    revision: row.revision,
    title: row.title ?? '',
    entity: row.entityCode ?? '',
    fund: row.fundCode ?? '',
    occurred: occurredOf(row),
    flow: amount === 0n ? 'none' : amount > 0n ? 'in' : 'out',
    amountFen: amount === 0n ? (row.adjusted ?? 0n) : amount < 0n ? -amount : amount,
    recordedBy: { id: row.recordedBy, name: row.recorderName },
    ...(moneyAccountId !== null && {
      account: { id: moneyAccountId, name: accountName ?? '', kind: accountKind as MoneyAccountKind },
    }),
    ...(toAccountId !== null && {
      toAccount: { id: toAccountId, name: toAccountName ?? '', kind: toAccountKind as MoneyAccountKind },
    }),
    ...(row.party !== null && { party: row.party }),
    ...(row.paymentReference !== null && { paymentReference: row.paymentReference }),
    ...(row.sourceReference !== null && { sourceReference: row.sourceReference }),
  };
}

/** Acts by id, in the order of the ids given; those that move no cash are left out. */
export async function recordsById(db: Database, ids: readonly bigint[]): Promise<WorkRecord[]> {
  if (ids.length === 0) return [];
  const rows = await selectRecords(db)
    .where('act.id', '=', sql<bigint>`any(${[...ids]}::bigint[])`)
    .execute();
  const records = new Map(rows.map((row) => [row.actId, workRecord(row)]));
  return ids.flatMap((id) => records.get(id) ?? []);
}

/**
 * Acts that wait for a line: proposed, or approved with their cash confirmed by nothing, in no match that stands. A gift and its
 * refund of which nothing was ever published have no task any more, but the money did come and go.
 */
export function waitingForLine() {
  return sql<boolean>`
    (act.id in (select act_id from open_task where task in ('approve', 'revise', 'confirm'))
     or act.id in (
       select unnest(array[r.act_id, r.reverses_act_id])
       from reversal r join approval p on p.act_id = r.act_id where r.reason_code = 'refund'))
    and not exists (select 1 from money_match_act m where m.act_id = act.id and not m.released)
    and ${sideUnconfirmed('cash')}
    and not exists (
      select 1 from reversal r join approval p on p.act_id = r.act_id
      where r.reverses_act_id = act.id and r.reason_code <> 'refund')`;
}

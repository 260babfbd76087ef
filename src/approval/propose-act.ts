import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { auditEach } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { type ActHeader, type ActKind, headerColumns, NUMBER_LETTER } from './act.ts';

export interface ProposedAct {
  actId: bigint;
  number: string;
  /** The same form was sent before: nothing was written, and nothing more is to be. */
  existing: boolean;
}

export interface Proposal {
  header: ActHeader;
  idempotencyKey: string;
}

/**
 * Opens an act inside the slice's transaction: number, row, task for a reviewer. The slice writes its own rows next
 * unless the act exists already.
 */
export async function proposeAct(
  tx: Tx,
  kind: ActKind,
  header: ActHeader,
  by: bigint,
  idempotencyKey: string,
): Promise<ProposedAct> {
  const first = await findProposed(tx, kind, by, idempotencyKey);
  if (first) return first;
  const [act] = await proposeActs(tx, kind, [{ header, idempotencyKey }], by);
  if (!act) throw new Error('a proposal made no act');
  return act;
}

/**
 * The same for many acts of one kind, in order, with few statements. The caller holds a lock under which nobody else
 * proposes by these keys; within one call they differ. Keys are one person's, or everybody's.
 */
export async function proposeActs(
  tx: Tx,
  kind: ActKind,
  proposals: readonly Proposal[],
  by: bigint,
  keyOf: bigint | 'everybody' = by,
): Promise<ProposedAct[]> {
  const keys = proposals.map(({ idempotencyKey }) => namespaced(kind, keyOf, idempotencyKey));
  const known = await tx
    .selectFrom('act')
    .select(['id', 'number', 'idempotencyKey'])
    .where(sql<boolean>`idempotency_key = any(${keys}::text[])`)
    .execute();
  const acts = new Map(
    known.map(({ id, number, idempotencyKey }) => [idempotencyKey, { actId: id, number, existing: true }]),
  );
  const fresh = proposals.flatMap(({ header }, index) => {
    const idempotencyKey = keys[index] ?? '';
    return acts.has(idempotencyKey) ? [] : [{ header, idempotencyKey }];
  });
  const numbers = await nextNumbers(tx, `${NUMBER_LETTER[kind]}${todayInShanghai().slice(0, 4)}`, fresh.length);
  const rows = fresh.map(({ header, idempotencyKey }, index) => {
    const number = numbers[index] ?? '';
    return { kind, number, ...headerColumns(header), idempotencyKey, recordedBy: by };
  });
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const inserted = await tx
      .insertInto('act')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .returning(['id', 'number', 'idempotencyKey'])
      .execute();
    for (const { id, number, idempotencyKey } of inserted) {
      acts.set(idempotencyKey, { actId: id, number, existing: false });
    }
    await tx
      .insertInto('openTask')
      .values(inserted.map(({ id }) => ({ actId: id, task: 'approve' })))
      .execute();
  }
  if (rows.length > 0) await auditEach(tx, by, 'propose', numbers);
  return keys.flatMap((key) => acts.get(key) ?? []);
}

/** The acts proposed by everybody's keys, and whether they still stand; a key without an act is left out. */
export async function standingByKey(
  db: Database,
  kind: ActKind,
  idempotencyKeys: readonly string[],
): Promise<Map<string, { actId: bigint; stands: boolean }>> {
  const own = new Map(idempotencyKeys.map((key) => [namespaced(kind, 'everybody', key), key]));
  const rows = await db
    .selectFrom('act')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'idempotencyKey', 'status'])
    .where(sql<boolean>`idempotency_key = any(${[...own.keys()]}::text[])`)
    .execute();
  return new Map(
    rows.map(({ actId, idempotencyKey, status }) => [
      own.get(idempotencyKey) ?? '',
      { actId, stands: status !== 'withdrawn' && status !== 'reversed' },
    ]),
  );
}

/** Well below PostgreSQL's 65,535 parameters a statement. */
const ROWS_AT_ONCE = 500;

/** The act this form made when it was sent before. A form sent twice at once waits here until the first has committed. */
export async function findProposed(
  tx: Tx,
  kind: ActKind,
  by: bigint,
  idempotencyKey: string,
): Promise<ProposedAct | undefined> {
  const key = namespaced(kind, by, idempotencyKey);
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  const act = await tx.selectFrom('act').select(['id', 'number']).where('idempotencyKey', '=', key).executeTakeFirst();
  return act && { actId: act.id, number: act.number, existing: true };
}

/** A key counts for one person and kind of form, whatever its length: nobody can meet another's act by guessing. */
function namespaced(kind: ActKind, by: bigint | 'everybody', key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, String(by), key]))
    .digest('hex');
}

/** `D2026` → `D2026-00017`, …. The counter's row orders proposals, so numbers have no gaps. */
async function nextNumbers(tx: Tx, prefix: string, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { last } = await tx
    .insertInto('actNumber')
    .values({ prefix, last: BigInt(count) })
    .onConflict((conflict) =>
      conflict.column('prefix').doUpdateSet({ last: (eb) => eb('actNumber.last', '+', BigInt(count)) }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  const first = last - BigInt(count) + 1n;
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(first + BigInt(index)).padStart(5, '0')}`);
}

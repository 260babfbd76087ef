import { lockAct } from '#approval/lock-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';

interface Tie {
  actId: bigint;
  number: string;
}

/** A gift entered anew after a mistake, and the reversed one whose place and 查询码 it takes. */
export interface ReplacementTies {
  replaces?: Tie;
  replacedBy?: Tie;
}

export async function replacementTies(db: Database, actId: bigint): Promise<ReplacementTies> {
  const replaces = await db
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.replacesActId')
    .select(['act.id as actId', 'number'])
    .where('donation.actId', '=', actId)
    .executeTakeFirst();
  const replacedBy = await findReplacement(db, actId);
  return { ...(replaces && { replaces }), ...(replacedBy && { replacedBy }) };
}

/** Why no gift can take the place of this one. Holds it until the transaction ends, so that only one does. */
export async function replacementRefusals(tx: Tx, replaced: bigint): Promise<Refusal[]> {
  const locked = await lockAct(tx, replaced);
  if (!locked.ok) return locked.refusals;
  const { kind, number, reversedBy } = locked.value;
  if (kind !== 'donation') return [{ kind: 'actUnknown' }];
  if (reversedBy === undefined) return [{ kind: 'donation_replaces_reversed', values: { number } }];
  const standing = await findReplacement(tx, replaced);
  return standing ? [{ kind: 'donation_replaced_once', values: { number, by: standing.number } }] : [];
}

/** The gift whose receipt code finds a replacement of this one. */
export async function receiptActOf(tx: Tx, replaced: bigint): Promise<bigint> {
  const { receiptActId } = await tx
    .selectFrom('donation')
    .select('receiptActId')
    .where('actId', '=', replaced)
    .executeTakeFirstOrThrow();
  return receiptActId;
}

/** One that was withdrawn has made room for another. */
const findReplacement = (db: Database, replaced: bigint): Promise<Tie | undefined> =>
  db
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .leftJoin('withdrawal', 'withdrawal.actId', 'act.id')
    .select(['act.id as actId', 'number'])
    .where('replacesActId', '=', replaced)
    .where('withdrawal.actId', 'is', null)
    .executeTakeFirst();

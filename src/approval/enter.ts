import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { type ActHeader, type ActKind, checkHeader } from './act.ts';
import { findProposed, type ProposedAct, proposeAct } from './propose-act.ts';
import { type RevisedAct, reviseAct } from './revise-act.ts';

/** What a slice brings to the entry of an act of its kind. */
export interface Entry {
  kind: ActKind;
  header: ActHeader;
  by: bigint;
  /** What is wrong with the input by itself. */
  check: Refusal[];
  /** What is wrong with it beside what is recorded already. Reads only. */
  checkAgainst(tx: Tx): Promise<Refusal[]>;
  /** Writes the slice's rows, in place of those a revision had. */
  store(tx: Tx, actId: bigint): Promise<void>;
}

/** Proposes an act with its rows in one transaction. The same form sent twice finds what the first made. */
export function enter(db: Database, entry: Entry, idempotencyKey: string): Promise<Result<ProposedAct>> {
  const { kind, header, by } = entry;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const first = await findProposed(tx, kind, by, idempotencyKey);
      if (first) return done(first);
      const refusals = await wrongWith(tx, entry);
      if (refusals.length > 0) return refused(...refusals);
      const act = await proposeAct(tx, kind, header, by, idempotencyKey);
      await entry.store(tx, act.actId);
      return done(act);
    }),
  );
}

/** Takes the recorder's change in: header, revision and rows in one transaction. */
export function change(
  db: Database,
  entry: Entry,
  { actId, revision }: { actId: bigint; revision: number },
): Promise<Result<RevisedAct>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const refusals = await wrongWith(tx, entry);
      if (refusals.length > 0) return refused(...refusals);
      const revised = await reviseAct(tx, actId, entry.header, entry.by, revision, entry.kind);
      if (revised.ok) await entry.store(tx, actId);
      return revised;
    }),
  );
}

/**
 * Everything wrong with an entry at once, for a form that is still being filled in: what it names is looked up even
 * where other fields are refused. Writes nothing.
 */
export async function whyNotEntered(db: Database, entry: Omit<Entry, 'store'>): Promise<Refusal[]> {
  const { kind, header, check, checkAgainst } = entry;
  const against = await refusing(() => inTransaction(db, async (tx) => done(await checkAgainst(tx))));
  return [...checkHeader(kind, header), ...check, ...(against.ok ? against.value : against.refusals)];
}

async function wrongWith(tx: Tx, { kind, header, check, checkAgainst }: Entry): Promise<Refusal[]> {
  const refusals = [...checkHeader(kind, header), ...check];
  return refusals.length > 0 ? refusals : checkAgainst(tx);
}

import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { type ActHeader, type ActKind, checkHeader } from './act.ts';
import { findProposed, type ProposedAct, proposeAct, proposeActs } from './propose-act.ts';
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
export const enter = (db: Database, entry: Entry, idempotencyKey: string): Promise<Result<ProposedAct>> =>
  refusing(() => inTransaction(db, (tx) => enterWithin(tx, entry, idempotencyKey)));

/** The same inside a transaction that does more; refuses before it writes. */
export async function enterWithin(tx: Tx, entry: Entry, idempotencyKey: string): Promise<Result<ProposedAct>> {
  const { kind, header, by } = entry;
  const first = await findProposed(tx, kind, by, idempotencyKey);
  if (first) return done(first);
  const refusals = await wrongWith(tx, entry);
  if (refusals.length > 0) return refused(...refusals);
  const act = await proposeAct(tx, kind, header, by, idempotencyKey);
  await entry.store(tx, act.actId);
  return done(act);
}

/** One of many entries of a kind; its rows are stored together with those of the others. */
export interface EntryOfMany extends Omit<Entry, 'kind' | 'by' | 'store'> {
  idempotencyKey: string;
}

/**
 * Proposes many acts of one kind with few statements. Each is refused by itself, before anything is written; answers in
 * the order given. The caller holds a lock under which nobody else proposes by these keys, and gives none that was used
 * before. `store` writes the rows of what was proposed; `at` is the place of the entry.
 */
export async function enterManyWithin(
  tx: Tx,
  kind: ActKind,
  entries: readonly EntryOfMany[],
  by: bigint,
  store: (acts: (ProposedAct & { at: number })[]) => Promise<void>,
): Promise<Result<ProposedAct>[]> {
  const answers: Result<ProposedAct>[] = [];
  const sound: { at: number; header: ActHeader; idempotencyKey: string }[] = [];
  for (const [at, entry] of entries.entries()) {
    const { header, idempotencyKey } = entry;
    const refusals = await wrongWith(tx, { kind, ...entry });
    if (refusals.length > 0) answers[at] = refused(...refusals);
    else sound.push({ at, header, idempotencyKey });
  }
  if (sound.length === 0) return answers;
  const proposed = await proposeActs(tx, kind, sound, by);
  const acts = proposed.flatMap((act, index) => {
    const at = sound[index]?.at;
    return at === undefined ? [] : [{ at, ...act }];
  });
  const before = acts.find(({ existing }) => existing);
  if (before) throw new Error(`${before.number} was proposed before by a key that is given as new`);
  await store(acts);
  for (const { at, ...act } of acts) answers[at] = done(act);
  return answers;
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

async function wrongWith(
  tx: Tx,
  { kind, header, check, checkAgainst }: Omit<Entry, 'by' | 'store'>,
): Promise<Refusal[]> {
  const refusals = [...checkHeader(kind, header), ...check];
  return refusals.length > 0 ? refusals : checkAgainst(tx);
}

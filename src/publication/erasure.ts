import { closeTask, openTask } from '#approval/tasks.ts';
import { decideWish, type WishDecision, type WishStanding, wishStanding } from '#approval/wish.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { erasedEvidence } from '#i18n/zh-Hans/office-pages.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { readOpening } from '#log/opening.ts';
import { overtakeProposals } from './display-proposal.ts';
import { eraseOpenings, type OpeningName } from './erase-openings.ts';
import { giftsNamedBy, makeAnonymous, NAMES } from './make-anonymous.ts';
import { replayErasures } from './replay-erasures.ts';

export interface ErasureWish {
  actId: bigint;
  /** Fields of the leaf, such as displayName. */
  fields: readonly string[];
  askedBy: string;
  reason: string;
}

/** Proposes that published texts of an entry be erased, for another person to decide. */
export function proposeErasure(db: Database, wish: ErasureWish, by: bigint): Promise<Result<bigint>> {
  const { actId, fields, askedBy, reason } = wish;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      await lockAct(tx, actId);
      const texts = (await listTexts(tx, actId)).filter(({ field }) => fields.includes(field));
      const [first] = texts;
      if (!first) return refused({ kind: 'erasureNothingChosen', field: 'fields' });
      const named = [...texts, ...(await sameNamesElsewhere(tx, actId, texts))];
      const { id } = await tx
        .insertInto('erasure')
        .values({ leafIndex: first.leafIndex, askedBy: askedBy.trim(), reason: reason.trim(), proposedBy: by })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('erasureText')
        .values(named.map(({ leafIndex, digest }) => ({ erasureId: id, leafIndex, digest })))
        .execute();
      await openTask(tx, actId, 'decideErasure');
      await audit(tx, by, 'propose erasure', `erasure ${id}`, { leaf: String(first.leafIndex), texts: named.length });
      return done(id);
    }),
  );
}

/**
 * Another person's yes deletes the openings from the database and puts them on the list that outlives it; the files
 * follow with the next refresh of the release. A no says why; who proposed it may take it back.
 */
export async function decideErasure(
  db: Database,
  dataDir: string,
  wish: WishDecision,
): Promise<Result<{ erased: number }>> {
  const { id, decision, by } = wish;
  const decided = await refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ erased: number }>> => {
      const erasure = await tx
        .selectFrom('erasure')
        .innerJoin('logLeaf', 'logLeaf.leafIndex', 'erasure.leafIndex')
        .select(['erasure.leafIndex', 'actId'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!erasure) return refused({ kind: 'erasureUnknown' });
      const { leafIndex, actId } = erasure;
      if (actId !== null) await lockAct(tx, actId);
      await decideWish(tx, 'erasure', wish);
      if (actId !== null && !(await isAnotherOpen(tx, leafIndex))) await closeTask(tx, actId, 'decideErasure');
      const erased = decision === 'approved' ? await carryOut(tx, id, by) : 0;
      await audit(tx, by, `${decision} erasure`, `erasure ${id}`, { leaf: String(leafIndex), texts: erased });
      return done({ erased });
    }),
  );
  if (decided.ok && decision === 'approved') await replayErasures(db, dataDir);
  return decided;
}

/** Erasures of one entry share a task: none is opened or decided while another is. */
async function lockAct(tx: Tx, actId: bigint): Promise<void> {
  await tx.selectFrom('act').select('id').where('id', '=', actId).forUpdate().execute();
}

async function isAnotherOpen(tx: Tx, leafIndex: bigint): Promise<boolean> {
  const open = await tx
    .selectFrom('erasure')
    .select('id')
    .where('leafIndex', '=', leafIndex)
    .where('decision', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

/** A gift whose name was erased is anonymous from now on: a later correction must not bring the name back. */
async function carryOut(tx: Tx, id: bigint, by: bigint): Promise<number> {
  const texts = await tx
    .selectFrom('erasureText')
    .select(['leafIndex', 'digest'])
    .where('erasureId', '=', id)
    .execute();
  const evidence = erasedEvidence(id);
  const gifts = await giftsNamedBy(tx, texts);
  await makeAnonymous(tx, gifts, { evidence, by });
  await overtakeProposals(tx, gifts, { by, reason: evidence });
  return eraseOpenings(tx, [...texts, ...(await publishedSince(tx, id, texts))]);
}

/** The same names in gifts that were entered anew and published while the erasure waited for its second person. */
async function publishedSince(tx: Tx, id: bigint, texts: readonly OpeningName[]): Promise<OpeningName[]> {
  const found: OpeningName[] = [];
  for (const leafIndex of new Set(texts.map((text) => text.leafIndex))) {
    const { actId } = await tx
      .selectFrom('logLeaf')
      .select('actId')
      .where('leafIndex', '=', leafIndex)
      .executeTakeFirstOrThrow();
    if (actId === null) continue;
    const digests = texts.filter((text) => text.leafIndex === leafIndex).map(({ digest }) => digest.toString('hex'));
    const named = (await listTexts(tx, actId)).filter(({ digest }) => digests.includes(digest.toString('hex')));
    found.push(...(await sameNamesElsewhere(tx, actId, named)));
  }
  const known = new Set(texts.map(keyOfText));
  const fresh = [...new Map(found.map((text) => [keyOfText(text), text])).values()].filter(
    (text) => !known.has(keyOfText(text)),
  );
  if (fresh.length > 0) {
    await tx
      .insertInto('erasureText')
      .values(fresh.map(({ leafIndex, digest }) => ({ erasureId: id, leafIndex, digest })))
      .execute();
  }
  return fresh;
}

const keyOfText = ({ leafIndex, digest }: OpeningName): string => `${leafIndex} ${digest.toString('hex')}`;

export interface PublishedText extends OpeningName {
  field: string;
  text: string;
  public: boolean;
}

/** Texts of the leaf of an entry that can still be opened. */
export async function listTexts(db: Database, actId: bigint): Promise<PublishedText[]> {
  const rows = await db
    .selectFrom('opening')
    .innerJoin('logLeaf', 'logLeaf.leafIndex', 'opening.leafIndex')
    .select(['opening.leafIndex', 'digest', 'field', 'opening', 'public'])
    .where('actId', '=', actId)
    .where('opening', 'is not', null)
    .orderBy('field')
    .execute();
  return rows.flatMap(({ opening, ...row }) => {
    const text = opening === null ? undefined : readOpening(opening)?.value;
    return text === undefined ? [] : [{ ...row, text }];
  });
}

/** A gift that was entered anew stands in the log twice or more: the same name is erased in each. */
async function sameNamesElsewhere(tx: Tx, actId: bigint, texts: readonly PublishedText[]): Promise<OpeningName[]> {
  const values = new Set(texts.filter(({ field }) => NAMES.includes(field)).map(({ text }) => text));
  if (values.size === 0) return [];
  const others = await tx
    .selectFrom('donation as own')
    .innerJoin('donation as other', 'other.receiptActId', 'own.receiptActId')
    .select('other.actId')
    .where('own.actId', '=', actId)
    .where('other.actId', '<>', actId)
    .execute();
  const found: OpeningName[] = [];
  for (const other of others) {
    const same = (await listTexts(tx, other.actId)).filter(
      ({ field, text }) => NAMES.includes(field) && values.has(text),
    );
    found.push(...same);
  }
  return found;
}

export interface ErasureRow extends WishStanding {
  actId: bigint | null;
  number: string | null;
  leafIndex: bigint;
  askedBy: string;
  reason: string;
  fields: string[];
}

/** Open wishes first, then the decided ones, newest first. */
export async function listErasures(db: Database, limit: number): Promise<ErasureRow[]> {
  const rows = await db
    .selectFrom('erasure')
    .innerJoin('appUser as proposer', 'proposer.id', 'erasure.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'erasure.decidedBy')
    .innerJoin('logLeaf', 'logLeaf.leafIndex', 'erasure.leafIndex')
    .leftJoin('act', 'act.id', 'logLeaf.actId')
    .select(['erasure.id', 'act.id as actId', 'act.number', 'erasure.leafIndex', 'askedBy', 'reason', 'proposedAt'])
    .select(['proposedBy', 'proposer.displayName as proposerName', 'decision', 'decisionReason', 'decidedAt'])
    .select('decider.displayName as decidedByName')
    .orderBy((eb) => eb('decision', 'is not', null))
    .orderBy('erasure.id', 'desc')
    .limit(limit)
    .execute();
  const fields = await db
    .selectFrom('erasureText')
    .innerJoin('opening', (join) =>
      join.onRef('opening.leafIndex', '=', 'erasureText.leafIndex').onRef('opening.digest', '=', 'erasureText.digest'),
    )
    .select(['erasureId', 'field'])
    .orderBy('field')
    .where('erasureId', 'in', rows.length === 0 ? [0n] : rows.map(({ id }) => id))
    .execute();
  return rows.map((row) => ({
    ...wishStanding(row),
    ...{ actId: row.actId, number: row.number, leafIndex: row.leafIndex, askedBy: row.askedBy, reason: row.reason },
    fields: [...new Set(fields.filter(({ erasureId }) => erasureId === row.id).map(({ field }) => field))],
  }));
}

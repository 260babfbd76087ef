import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { writeDisplay } from '#intake/change-display.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { readOpening } from '#log/opening.ts';
import { eraseOpenings, type OpeningName } from './erase-openings.ts';
import { replayErasures } from './replay-erasures.ts';

export interface ErasureWish {
  actId: bigint;
  /** Fields of the leaf, such as displayName. */
  fields: readonly string[];
  askedBy: string;
  reason: string;
}

const NAMES = ['legalName', 'displayName'];

/** Proposes that published texts of an entry be erased, for another person to decide. */
export function proposeErasure(db: Database, wish: ErasureWish, by: bigint): Promise<Result<bigint>> {
  const { actId, fields, askedBy, reason } = wish;
  return refusing(() =>
    inTransaction(db, async (tx) => {
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
      await audit(tx, by, 'propose erasure', `erasure ${id}`, { leaf: String(first.leafIndex), texts: named.length });
      return done(id);
    }),
  );
}

/**
 * Another person's yes deletes the openings from the database and puts them on the list that outlives it; the files
 * follow with the next refresh of the release. A no only closes the wish.
 */
export async function decideErasure(
  db: Database,
  dataDir: string,
  { id, decision, by }: { id: bigint; decision: 'approved' | 'refused'; by: bigint },
): Promise<Result<{ erased: number }>> {
  const decided = await refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ erased: number }>> => {
      const erasure = await tx
        .updateTable('erasure')
        .set({ decision, decidedBy: by, decidedAt: new Date() })
        .where('id', '=', id)
        .returning('leafIndex')
        .executeTakeFirst();
      if (!erasure) return refused({ kind: 'erasureUnknown' });
      const erased = decision === 'approved' ? await carryOut(tx, id, by) : 0;
      await audit(tx, by, `${decision} erasure`, `erasure ${id}`, { leaf: String(erasure.leafIndex), texts: erased });
      return done({ erased });
    }),
  );
  if (decided.ok && decision === 'approved') await replayErasures(db, dataDir);
  return decided;
}

/** A gift whose name was erased is anonymous from now on: a later correction must not bring the name back. */
async function carryOut(tx: Tx, id: bigint, by: bigint): Promise<number> {
  const texts = await tx
    .selectFrom('erasureText')
    .select(['leafIndex', 'digest'])
    .where('erasureId', '=', id)
    .execute();
  const gifts = await tx
    .selectFrom('erasureText')
    .innerJoin('opening', (join) =>
      join.onRef('opening.leafIndex', '=', 'erasureText.leafIndex').onRef('opening.digest', '=', 'erasureText.digest'),
    )
    .innerJoin('logLeaf', 'logLeaf.leafIndex', 'opening.leafIndex')
    .innerJoin('donation as named', 'named.actId', 'logLeaf.actId')
    .innerJoin('donation', 'donation.receiptActId', 'named.receiptActId')
    .select('donation.actId')
    .distinct()
    .where('erasureId', '=', id)
    .where('field', 'in', NAMES)
    .orderBy('donation.actId')
    .execute();
  if (gifts.length > 0) {
    const ids = gifts.map(({ actId }) => actId);
    await tx.selectFrom('act').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
  }
  for (const { actId } of gifts) await writeDisplay(tx, actId, { display: 'anonymous', evidence: `erasure ${id}` }, by);
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

export interface ErasureRow {
  id: bigint;
  actId: bigint | null;
  number: string | null;
  leafIndex: bigint;
  askedBy: string;
  reason: string;
  proposedBy: { id: bigint; name: string };
  proposedAt: Date;
  decision: 'approved' | 'refused' | null;
  decidedByName: string | null;
  decidedAt: Date | null;
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
    .select(['proposedBy', 'proposer.displayName as proposerName', 'decision', 'decidedAt'])
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
  return rows.map(({ proposedBy, proposerName, decision, ...row }) => ({
    ...row,
    decision: decision as ErasureRow['decision'],
    proposedBy: { id: proposedBy, name: proposerName },
    fields: [...new Set(fields.filter(({ erasureId }) => erasureId === row.id).map(({ field }) => field))],
  }));
}

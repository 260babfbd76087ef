import type { Database } from '#database/connection.ts';
import type { ActKind } from './act.ts';
import type { ConfirmationKind } from './confirmation.ts';
import type { Paper } from './paper.ts';

interface Person {
  id: bigint;
  name: string;
}

/** Who did what to an act, and when. */
export type ActEvent = { at: Date; by?: Person } & (
  | { what: 'propose' | 'approve' }
  | { what: 'revise'; revision: number }
  | { what: 'return'; revision: number; reason: string }
  | { what: 'withdraw'; reason?: string }
  | { what: 'attach'; paper: Paper; fileName: string; attachmentId: bigint }
  | { what: 'confirm'; kind: ConfirmationKind; note?: string; attachmentId?: bigint }
  /** Approved: another act voids this one. */
  | { what: 'reverse'; actId: bigint; number: string; reason: string }
  | { what: 'display'; display: string; evidence: string }
  | { what: 'publish'; notice: bigint; leafIndex: bigint }
);

/** Everything that was done to an act, oldest first. */
export async function actHistory(db: Database, act: { id: bigint; number: string }): Promise<ActEvent[]> {
  const parts = await Promise.all([
    proposal(db, act.id),
    revisions(db, act.number),
    returns(db, act.id),
    withdrawals(db, act.id),
    approvals(db, act.id),
    attachings(db, act.id),
    confirmations(db, act.id),
    reversals(db, act.id),
    displays(db, act.id),
    publications(db, act.id),
  ]);
  return parts.flat().sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function proposal(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('act')
    .innerJoin('appUser', 'appUser.id', 'act.recordedBy')
    .select(['appUser.id', 'displayName as name', 'recordedAt as at'])
    .where('act.id', '=', actId)
    .execute();
  return rows.map(({ at, ...by }) => ({ what: 'propose', at, by }));
}

/** Revisions overwrite the proposal; only the audit trail keeps that they happened. */
async function revisions(db: Database, number: string): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('auditEvent')
    .innerJoin('appUser', 'appUser.id', 'auditEvent.actorId')
    .select(['appUser.id', 'displayName as name', 'occurredAt as at', 'detail'])
    .where('subject', '=', number)
    .where('verb', '=', 'revise')
    .orderBy('auditEvent.id')
    .execute();
  return rows.map(({ at, detail, ...by }) => ({
    what: 'revise',
    at,
    by,
    revision: Number((detail as { revision?: number }).revision ?? 0),
  }));
}

async function returns(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('actReturn')
    .innerJoin('appUser', 'appUser.id', 'actReturn.returnedBy')
    .select(['appUser.id', 'displayName as name', 'returnedAt as at', 'revision', 'reason'])
    .where('actId', '=', actId)
    .execute();
  return rows.map(({ at, revision, reason, ...by }) => ({ what: 'return', at, by, revision, reason }));
}

async function withdrawals(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('withdrawal')
    .innerJoin('appUser', 'appUser.id', 'withdrawal.withdrawnBy')
    .select(['appUser.id', 'displayName as name', 'withdrawnAt as at', 'reason'])
    .where('actId', '=', actId)
    .execute();
  return rows.map(({ at, reason, ...by }) => ({ what: 'withdraw', at, by, ...(reason !== null && { reason }) }));
}

async function approvals(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('approval')
    .innerJoin('appUser', 'appUser.id', 'approval.approvedBy')
    .select(['appUser.id', 'displayName as name', 'approvedAt as at'])
    .where('actId', '=', actId)
    .execute();
  return rows.map(({ at, ...by }) => ({ what: 'approve', at, by }));
}

async function attachings(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('attachment')
    .innerJoin('appUser', 'appUser.id', 'attachment.uploadedBy')
    .select(['appUser.id', 'displayName as name', 'uploadedAt as at', 'paper', 'fileName', 'attachment.id as paperId'])
    .where('actId', '=', actId)
    .execute();
  return rows.map(({ at, paper, fileName, paperId, ...by }) => ({
    what: 'attach',
    at,
    by,
    paper: paper as Paper,
    fileName,
    attachmentId: paperId,
  }));
}

async function confirmations(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('confirmation')
    .innerJoin('appUser', 'appUser.id', 'confirmation.confirmedBy')
    .select(['appUser.id', 'displayName as name', 'confirmedAt as at', 'kind', 'note', 'attachmentId'])
    .where('actId', '=', actId)
    .execute();
  return rows.map(({ at, kind, note, attachmentId, ...by }) => ({
    what: 'confirm',
    at,
    by,
    kind: kind as ConfirmationKind,
    ...(note !== null && { note }),
    ...(attachmentId !== null && { attachmentId }),
  }));
}

async function reversals(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('reversal')
    .innerJoin('act', 'act.id', 'reversal.actId')
    .innerJoin('approval', 'approval.actId', 'act.id')
    .innerJoin('appUser', 'appUser.id', 'approval.approvedBy')
    .select(['appUser.id', 'displayName as name', 'approvedAt as at', 'reversal.actId', 'act.number', 'reason'])
    .where('reversesActId', '=', actId)
    .execute();
  return rows.map(({ at, actId: reversing, number, reason, ...by }) => ({
    what: 'reverse',
    at,
    by,
    actId: reversing,
    number,
    reason,
  }));
}

/** How a gift is shown from then on, and who asked for it; by nobody where a restored database was told again. */
async function displays(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('donationDisplay')
    .leftJoin('appUser', 'appUser.id', 'donationDisplay.recordedBy')
    .select(['appUser.id', 'displayName as name', 'recordedAt as at', 'display', 'evidence'])
    .where('actId', '=', actId)
    .orderBy('donationDisplay.id')
    .execute();
  return rows.map(({ id, name, ...shown }) => ({
    what: 'display',
    ...shown,
    ...(id !== null && { by: { id, name: name ?? '' } }),
  }));
}

async function publications(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('logLeaf')
    .innerJoin('notice', (join) =>
      join.onRef('notice.firstLeaf', '<=', 'logLeaf.leafIndex').onRef('notice.size', '>', 'logLeaf.leafIndex'),
    )
    .leftJoin('appUser', 'appUser.id', 'notice.publishedBy')
    .select(['appUser.id', 'displayName as name', 'publishedAt as at', 'notice.number as notice', 'leafIndex'])
    .where('logLeaf.actId', '=', actId)
    .execute();
  return rows.map(({ id, name, ...published }) => ({
    what: 'publish',
    ...published,
    ...(id !== null && { by: { id, name: name ?? '' } }),
  }));
}

/** What an act is to reversals: what it voids, what voids it, and what is proposed to. */
export interface ReversalTies {
  reverses?: { actId: bigint; number: string; kind: ActKind; reasonCode: string; reason: string };
  reversedBy?: { actId: bigint; number: string };
  /** Proposed, not yet decided. */
  reversalProposed?: { actId: bigint; number: string };
}

export async function reversalTies(db: Database, actId: bigint): Promise<ReversalTies> {
  const reverses = await db
    .selectFrom('reversal')
    .innerJoin('act', 'act.id', 'reversal.reversesActId')
    .select(['act.id as actId', 'number', 'kind', 'reasonCode', 'reason'])
    .where('reversal.actId', '=', actId)
    .executeTakeFirst();
  const by = await db
    .selectFrom('reversal')
    .innerJoin('act', 'act.id', 'reversal.actId')
    .leftJoin('approval', 'approval.actId', 'act.id')
    .leftJoin('withdrawal', 'withdrawal.actId', 'act.id')
    .select(['act.id as actId', 'number', 'approval.actId as approved'])
    .where('reversal.reversesActId', '=', actId)
    .where('withdrawal.actId', 'is', null)
    .orderBy('act.id')
    .execute();
  const standing = by.find(({ approved }) => approved !== null);
  const proposed = by.find(({ approved }) => approved === null);
  return {
    ...(reverses && { reverses: { ...reverses, kind: reverses.kind as ActKind } }),
    ...(standing && { reversedBy: { actId: standing.actId, number: standing.number } }),
    ...(proposed && !standing && { reversalProposed: { actId: proposed.actId, number: proposed.number } }),
  };
}

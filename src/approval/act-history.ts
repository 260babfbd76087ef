import type { Database } from '#database/connection.ts';
import type { ActKind } from './act.ts';
import type { ConfirmationKind } from './confirmation.ts';
import { isBooked, listHalves, reversalsBeside } from './halves.ts';
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
  /** Confirmed by one person and approved by another, `by`: lines of these accounts are this act. */
  | { what: 'match'; matchId: bigint; confirmedBy: Person; lines: number; accounts: string[] }
  | { what: 'unmatch'; matchId: bigint; reason: string }
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
    matches(db, act.id),
    unmatchings(db, act.id),
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

/** What a line says of who paid stays with the line: only accounts and counts are told here. */
async function matches(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('moneyMatchAct')
    .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchAct.matchId')
    .innerJoin('appUser as decider', 'decider.id', 'moneyMatch.decidedBy')
    .innerJoin('appUser as confirmer', 'confirmer.id', 'moneyMatch.confirmedBy')
    .innerJoin('moneyMatchLine', 'moneyMatchLine.matchId', 'moneyMatch.id')
    .innerJoin('statementLine', 'statementLine.id', 'moneyMatchLine.lineId')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementLine.moneyAccountId')
    .select([
      'moneyMatch.id as matchId',
      'decider.id',
      'decider.displayName as name',
      'confirmer.id as confirmerId',
      'confirmer.displayName as confirmerName',
      'moneyMatch.decidedAt as at',
      'moneyAccount.name as account',
      ({ fn }) => fn.countAll<bigint>().as('lines'),
    ])
    .where('moneyMatchAct.actId', '=', actId)
    .where('moneyMatch.decision', '=', 'approved')
    .groupBy([
      ...(['moneyMatch.id', 'decider.id', 'decider.displayName', 'confirmer.id'] as const),
      ...(['confirmer.displayName', 'moneyMatch.decidedAt', 'moneyAccount.id', 'moneyAccount.name'] as const),
    ])
    .orderBy('moneyAccount.id')
    .execute();
  return [...Map.groupBy(rows, ({ matchId }) => matchId).values()].flatMap((ofMatch) => {
    const [first] = ofMatch;
    if (first === undefined || first.at === null) return [];
    return [
      {
        what: 'match' as const,
        at: first.at,
        by: { id: first.id, name: first.name },
        matchId: first.matchId,
        confirmedBy: { id: first.confirmerId, name: first.confirmerName },
        lines: ofMatch.reduce((sum, { lines }) => sum + Number(lines), 0),
        accounts: ofMatch.map(({ account }) => account),
      },
    ];
  });
}

async function unmatchings(db: Database, actId: bigint): Promise<ActEvent[]> {
  const rows = await db
    .selectFrom('moneyMatchAct')
    .innerJoin('moneyMatchUndoing', 'moneyMatchUndoing.matchId', 'moneyMatchAct.matchId')
    .innerJoin('appUser', 'appUser.id', 'moneyMatchUndoing.decidedBy')
    .select(['appUser.id', 'displayName as name', 'decidedAt as at', 'moneyMatchUndoing.matchId', 'reason'])
    .where('actId', '=', actId)
    .where('decision', '=', 'approved')
    .execute();
  return rows.flatMap(({ at, matchId, reason, ...by }) =>
    at === null ? [] : [{ what: 'unmatch' as const, at, by, matchId, reason }],
  );
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
  /** It waits for a reviewer. */
  reversalProposed?: { actId: bigint; number: string };
  /** Of a reversal that waits: those that are decided along with it. */
  decidedWith: { actId: bigint; number: string }[];
  /** Of goods that came back, or are to: their value, as long as nothing brings it back with them, and why they do. */
  valueLeft: { actId: bigint; number: string; reasonCode: string; reason: string }[];
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
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'number', 'status', 'reasonCode', 'reason'])
    .where('reversal.reversesActId', '=', actId)
    .where('status', 'not in', ['withdrawn', 'returned'])
    .orderBy('act.id')
    .execute();
  const standing = by.find(({ status }) => status !== 'proposed');
  const proposed = by.find(({ status }) => status === 'proposed');
  const why = standing ?? proposed;
  const halves = why ? await listHalves(db, actId) : [];
  const ofGoods = halves.some((half) => half.actId === actId && half.part === 'goods');
  const left = ofGoods ? halves.filter((half) => half.part === 'value' && isBooked(half) && !half.waiting) : [];
  const beside = reverses ? await reversalsBeside(db, actId) : [];
  return {
    ...(reverses && { reverses: { ...reverses, kind: reverses.kind as ActKind } }),
    ...(standing && { reversedBy: { actId: standing.actId, number: standing.number } }),
    ...(proposed && !standing && { reversalProposed: { actId: proposed.actId, number: proposed.number } }),
    decidedWith: beside.map((other) => ({ actId: other.actId, number: other.number })),
    valueLeft: why
      ? left.map(({ actId: value, number }) => ({
          actId: value,
          number,
          reasonCode: why.reasonCode,
          reason: why.reason,
        }))
      : [],
  };
}

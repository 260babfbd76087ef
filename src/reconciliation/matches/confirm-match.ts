import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type LockedAct, lockActs } from '#approval/lock-act.ts';
import { postingsOf } from '#approval/postings-of-act.ts';
import { unacceptedTakings } from '#approval/shortfalls.ts';
import { auditEach, auditEvents } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { formatFen } from '#ledger/money.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { cashByAccount } from './cash-by-account.ts';
import { disagreement, misplaced } from './disagreement.ts';
import type { MatchExplanation, MatchWay, WorkLine } from './money-match.ts';
import { linesById, recordsById } from './work-list.ts';

export interface MatchInput {
  by: bigint;
  way: MatchWay;
  lines: readonly bigint[];
  acts: readonly bigint[];
  /** Given exactly where the matcher found it: not for person and entered. */
  algorithmVersion?: string;
  score?: number;
  explanation?: MatchExplanation;
  note?: string;
  idempotencyKey: string;
}

export interface ConfirmedMatch {
  matchId: bigint;
  /** The same form was sent before: nothing was written. */
  existing: boolean;
}

/** More lines or acts than one person can look at. A settlement of a busy day stays below. */
const MOST_PARTS = 2_000;

/**
 * One person says that these lines are these acts; another approves. Refused: sums that differ (both and the difference
 * are named), a line or an act that is in a match already, that belongs to another entity, that moves no cash, that does
 * not stand any more, or that takes goods before they are accepted.
 */
export async function confirmMatch(db: Database, input: MatchInput): Promise<Result<ConfirmedMatch>> {
  const { confirmed, failed } = await confirmMatches(db, [input]);
  const [match] = confirmed;
  return match ? done(match) : refused(...(failed[0]?.refusals ?? []));
}

export interface ConfirmedMatches {
  confirmed: ConfirmedMatch[];
  failed: { input: MatchInput; refusals: Refusal[] }[];
}

/** Few enough that others do not wait long for a line or an act of them. */
const MATCHES_AT_ONCE = 100;

/** Each with its own refusals: what is refused does not keep the others back. 100 go together in a transaction. */
export async function confirmMatches(db: Database, inputs: readonly MatchInput[]): Promise<ConfirmedMatches> {
  const all: ConfirmedMatches = { confirmed: [], failed: [] };
  const confirm = async (some: readonly MatchInput[], by: bigint): Promise<void> => {
    const tried = await refusing(() =>
      inTransaction(db, async (tx) => {
        const answers = await confirmSome(tx, some, by);
        const events = answers.flatMap((answer, at) => {
          const input = some[at];
          return answer.ok && !answer.value.existing && input ? [eventOf(input, answer.value.matchId)] : [];
        });
        await auditEvents(tx, by, events);
        return done(answers);
      }),
    );
    if (tried.ok) {
      for (const [at, input] of some.entries()) {
        const answer = tried.value[at];
        if (answer?.ok) all.confirmed.push(answer.value);
        else all.failed.push({ input, refusals: answer?.refusals ?? [] });
      }
    } else if (some.length === 1) {
      for (const input of some) {
        all.failed.push({ input, refusals: await saidByWhom(db, input, tried.refusals) });
      }
    } else {
      // The database refuses one of them and thereby all: halves find which.
      const half = Math.ceil(some.length / 2);
      await confirm(some.slice(0, half), by);
      await confirm(some.slice(half), by);
    }
  };
  for (const [by, own] of Map.groupBy(inputs, (input) => input.by)) {
    for (const some of portions(own)) await confirm(some, by);
  }
  return all;
}

/** A settlement of a busy day may have two thousand lines. */
const PARTS_AT_ONCE = 4_000;

function portions(inputs: readonly MatchInput[]): MatchInput[][] {
  const all: MatchInput[][] = [];
  let parts = 0;
  for (const input of inputs) {
    const own = input.lines.length + input.acts.length;
    const last = all.at(-1);
    if (last === undefined || last.length === MATCHES_AT_ONCE || parts + own > PARTS_AT_ONCE) {
      all.push([input]);
      parts = own;
    } else {
      last.push(input);
      parts += own;
    }
  }
  return all;
}

const eventOf = ({ lines, acts, way }: MatchInput, matchId: bigint) => ({
  ...{ verb: 'match', subject: `match ${matchId}` },
  detail: { way, lines: lines.length, acts: acts.length },
});

export const auditMatch = (tx: Tx, input: MatchInput, matchId: bigint): Promise<void> =>
  auditEvents(tx, input.by, [eventOf(input, matchId)]);

/**
 * The same inside a transaction that does more; refuses before it writes, but for what another transaction took
 * meanwhile. The caller writes the audit trail.
 */
export async function confirmWithin(tx: Tx, input: MatchInput): Promise<Result<ConfirmedMatch>> {
  const [answer] = await confirmSome(tx, [input], input.by);
  return answer ?? refused({ kind: 'money_match_has_both_sides' });
}

/**
 * Of one person, with few statements; answers in the order given, and of two that share a line or an act the first is
 * taken. Acts are locked first, in id order, then lines are taken, as everyone does.
 */
async function confirmSome(tx: Tx, inputs: readonly MatchInput[], by: bigint): Promise<Result<ConfirmedMatch>[]> {
  const before = await findEachConfirmed(
    tx,
    by,
    inputs.map(({ idempotencyKey }) => idempotencyKey),
  );
  const given = inputs.map((input) => ({
    input,
    lineIds: [...new Set(input.lines)].sort(byId),
    actIds: [...new Set(input.acts)].sort(byId),
    existing: before.get(input.idempotencyKey),
  }));
  const open = given.filter(
    ({ input, lineIds, actIds, existing }) =>
      existing === undefined && whyNotAtAll(lineIds, actIds, input.note).length === 0,
  );
  const actIds = [...new Set(open.flatMap((each) => each.actIds))];
  const locked = await lockActs(tx, actIds);
  const refunded = await refundedAmong(tx, [...locked.values()]);
  const early = await unacceptedAmong(tx, [...locked.values()]);
  const lineOf = byKey(await linesById(tx, [...new Set(open.flatMap((each) => each.lineIds))]), ({ id }) => id);
  const actOf = byKey(await recordsById(tx, actIds), ({ actId }) => actId);
  const takers = await whoTookActs(tx, actIds);
  const cash = await cashByAccount(tx, [...lineOf.values()], [...actOf.values()]);
  const [usedLines, usedActs] = [new Set<bigint>(), new Set<bigint>()];

  async function whyNot(lineIds: readonly bigint[], ofActs: readonly bigint[]): Promise<Refusal[]> {
    const standing = whyNotStanding(ofActs, locked, refunded);
    if (standing) return [standing];
    const moveless = ofActs.filter((id) => !actOf.has(id));
    if (moveless.length > 0) {
      const number = moveless.map((id) => locked.get(id)?.number ?? '').join('、');
      return [{ kind: 'matchActMovesNoCash', values: { number } }];
    }
    const unaccepted = ofActs.flatMap((id) => early.get(id) ?? []);
    if (unaccepted.length > 0) return unaccepted;
    const lines = lineIds.flatMap((id) => lineOf.get(id) ?? []);
    const acts = ofActs.flatMap((id) => actOf.get(id) ?? []);
    if (lines.length < lineIds.length) return [{ kind: 'matchLineUnknown' }];
    const taken = lines.filter(({ id, matchId }) => matchId !== undefined || usedLines.has(id));
    if (taken.length > 0) return Promise.all(taken.map((line) => lineTaken(tx, line)));
    const actsTaken = takers.filter(({ actId }) => ofActs.includes(actId)).map(({ refusal }) => refusal);
    if (actsTaken.length > 0) return actsTaken;
    const twice = acts.filter(({ actId }) => usedActs.has(actId));
    if (twice.length > 0) return twice.map(({ number }) => ({ kind: 'money_match_act_once', values: { number } }));
    const entities = new Set([...lines, ...acts].map(({ entity }) => entity));
    if (entities.size !== 1) return [{ kind: 'money_match_within_entity' }];
    const different = disagreement(lines, acts);
    return different.length > 0 ? different : misplaced(lines, acts, cash);
  }

  const refusals = new Map<(typeof given)[number], Refusal[]>();
  const sound: typeof given = [];
  for (const each of given) {
    if (each.existing !== undefined) continue;
    const plain = whyNotAtAll(each.lineIds, each.actIds, each.input.note);
    const why = plain.length > 0 ? plain : await whyNot(each.lineIds, each.actIds);
    if (why.length > 0) refusals.set(each, why);
    else {
      sound.push(each);
      for (const id of each.lineIds) usedLines.add(id);
      for (const id of each.actIds) usedActs.add(id);
    }
  }
  const made = await insertMatches(
    tx,
    sound.map(({ input, lineIds }) => ({ input, entity: lineOf.get(lineIds[0] ?? 0n)?.entity ?? '' })),
    by,
  );
  const idOf = (input: MatchInput) => made.get(input.idempotencyKey) ?? 0n;
  if (sound.length > 0) {
    await tx
      .insertInto('moneyMatchLine')
      .values(sound.flatMap(({ input, lineIds }) => lineIds.map((lineId) => ({ matchId: idOf(input), lineId }))))
      .execute();
    await tx
      .insertInto('moneyMatchAct')
      .values(sound.flatMap(({ input, actIds: own }) => own.map((actId) => ({ matchId: idOf(input), actId }))))
      .execute();
    await endParking(
      tx,
      sound.flatMap(({ lineIds }) => lineIds),
      by,
    );
  }
  return given.map((each) => {
    const why = refusals.get(each);
    if (why) return refused(...why);
    return done({ matchId: each.existing ?? idOf(each.input), existing: each.existing !== undefined });
  });
}

/** By the keys of their forms. */
async function insertMatches(
  tx: Tx,
  matches: readonly { input: MatchInput; entity: string }[],
  by: bigint,
): Promise<Map<string, bigint>> {
  if (matches.length === 0) return new Map();
  const keys = new Map(matches.map(({ input: { idempotencyKey: key } }) => [namespaced(by, key), key]));
  const rows = await tx
    .insertInto('moneyMatch')
    .values(
      matches.map(({ entity, input: { way, algorithmVersion, score, explanation = {}, note, idempotencyKey } }) => ({
        entityCode: entity,
        way,
        algorithmVersion: algorithmVersion ?? null,
        score: score ?? null,
        explanation: JSON.stringify(explanation),
        note: note?.trim() || null,
        idempotencyKey: namespaced(by, idempotencyKey),
        confirmedBy: by,
      })),
    )
    .returning(['id', 'idempotencyKey'])
    .execute();
  return new Map(rows.map(({ id, idempotencyKey }) => [keys.get(idempotencyKey) ?? '', id]));
}

const byKey = <T>(all: readonly T[], keyOf: (each: T) => bigint): Map<bigint, T> =>
  new Map(all.map((each) => [keyOf(each), each]));

/** An act that was just proposed from a line: of its entity, its account and its amount. */
export interface ActOfLine {
  line: bigint;
  entity: string;
  actId: bigint;
  idempotencyKey: string;
}

/**
 * The matches (way entered) of many lines with the acts made from them in the same transaction, with few statements; in
 * the order given. What another transaction took meanwhile, the database refuses. Writes the audit trail, last of all.
 */
export async function confirmEntered(tx: Tx, parts: readonly ActOfLine[], by: bigint): Promise<bigint[]> {
  if (parts.length === 0) return [];
  const keys = parts.map(({ idempotencyKey }) => namespaced(by, idempotencyKey));
  const inserted = await tx
    .insertInto('moneyMatch')
    .values(
      parts.map(({ entity }, at) => ({
        ...{ entityCode: entity, way: 'entered', explanation: '{}', confirmedBy: by },
        idempotencyKey: keys[at] ?? '',
      })),
    )
    .returning(['id', 'idempotencyKey'])
    .execute();
  const matchOf = new Map(inserted.map(({ id, idempotencyKey }) => [idempotencyKey, id]));
  const matched = parts.flatMap(({ line, actId }, at) => {
    const matchId = matchOf.get(keys[at] ?? '');
    return matchId === undefined ? [] : [{ matchId, lineId: line, actId }];
  });
  await tx
    .insertInto('moneyMatchLine')
    .values(matched.map(({ matchId, lineId }) => ({ matchId, lineId })))
    .execute();
  await tx
    .insertInto('moneyMatchAct')
    .values(matched.map(({ matchId, actId }) => ({ matchId, actId })))
    .execute();
  await endParking(
    tx,
    matched.map(({ lineId }) => lineId),
    by,
  );
  const subjects = matched.map(({ matchId }) => `match ${matchId}`);
  await auditEach(tx, by, 'match', subjects, { way: 'entered', lines: 1, acts: 1 });
  return matched.map(({ matchId }) => matchId);
}

/** The matches that forms made when they were sent before, by key; waits as findConfirmed does. */
export async function findEachConfirmed(
  tx: Tx,
  by: bigint,
  idempotencyKeys: readonly string[],
): Promise<Map<string, bigint>> {
  const own = new Map(idempotencyKeys.map((key) => [namespaced(by, key), key]));
  const keys = [...own.keys()].sort();
  await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as given (key)`.execute(
    tx,
  );
  const rows = await tx
    .selectFrom('moneyMatch')
    .select(['id', 'idempotencyKey'])
    .where(sql<boolean>`idempotency_key = any(${keys}::text[])`)
    .execute();
  return new Map(rows.map(({ id, idempotencyKey }) => [own.get(idempotencyKey) ?? '', id]));
}

/** A line that finds its act is no longer put aside. */
async function endParking(tx: Tx, lineIds: readonly bigint[], by: bigint): Promise<void> {
  await tx
    .updateTable('lineParking')
    .set({ endedBy: by, endedAt: new Date() })
    .where('lineId', 'in', lineIds)
    .where('endedAt', 'is', null)
    .execute();
}

/** The match this form made when it was sent before. A form sent twice at once waits here until the first has committed. */
export async function findConfirmed(tx: Tx, by: bigint, idempotencyKey: string): Promise<bigint | undefined> {
  const key = namespaced(by, idempotencyKey);
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  const match = await tx.selectFrom('moneyMatch').select('id').where('idempotencyKey', '=', key).executeTakeFirst();
  return match?.id;
}

const namespaced = (by: bigint, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['match', String(by), key]))
    .digest('hex');

function whyNotAtAll(lines: readonly bigint[], acts: readonly bigint[], note: string | undefined): Refusal[] {
  if (lines.length === 0 || acts.length === 0) return [{ kind: 'money_match_has_both_sides' }];
  if (lines.length > MOST_PARTS || acts.length > MOST_PARTS) {
    return [{ kind: 'matchTooLarge', values: { most: String(MOST_PARTS) } }];
  }
  return tooLong({ note: note ?? '' }, { note: 400 });
}

/** Why one of the locked acts does not stand: withdrawn, sent back, or voided by more than a refund. */
function whyNotStanding(
  actIds: readonly bigint[],
  locked: ReadonlyMap<bigint, LockedAct>,
  refunded: ReadonlySet<bigint>,
): Refusal | undefined {
  for (const actId of actIds) {
    const act = locked.get(actId);
    if (act === undefined) return { kind: 'actUnknown' };
    const { number, withdrawnByName, returnedByName, reversedBy, approval } = act;
    if (withdrawnByName !== undefined) return { kind: 'actWithdrawn', values: { number, by: withdrawnByName } };
    if (!approval && returnedByName !== undefined) {
      return { kind: 'matchActReturned', values: { number, by: returnedByName } };
    }
    if (reversedBy !== undefined && !refunded.has(actId)) {
      return { kind: 'alreadyReversed', values: { number, by: reversedBy } };
    }
  }
  return undefined;
}

async function refundedAmong(tx: Tx, acts: readonly LockedAct[]): Promise<Set<bigint>> {
  const reversed = acts.filter(({ reversedBy }) => reversedBy !== undefined).map(({ id }) => id);
  if (reversed.length === 0) return new Set();
  const rows = await tx
    .selectFrom('reversal')
    .innerJoin('approval', 'approval.actId', 'reversal.actId')
    .select('reversesActId')
    .where('reversesActId', 'in', reversed)
    .where('reasonCode', '=', 'refund')
    .execute();
  return new Set(rows.map(({ reversesActId }) => reversesActId));
}

/**
 * Of proposals that take goods nobody has accepted yet, why they could not be approved: the match would wait for a yes that
 * nobody can give. Handovers alone move cash and take goods.
 */
async function unacceptedAmong(tx: Tx, acts: readonly LockedAct[]): Promise<Map<bigint, Refusal[]>> {
  const refusals = new Map<bigint, Refusal[]>();
  for (const { id, kind, approval } of acts) {
    if (kind !== 'appropriation' || approval !== undefined) continue;
    const postings = await postingsOf(tx, id);
    if (postings.ok) refusals.set(id, await unacceptedTakings(tx, id, postings.value));
  }
  return refusals;
}

async function lineTaken(db: Database, line: WorkLine): Promise<Refusal> {
  const who = await confirmerOf(db, line.matchId ?? 0n);
  return {
    kind: 'money_match_line_once',
    values: { day: line.day, amount: formatFen(line.amountFen), ...(who !== undefined && { by: who }) },
  };
}

async function whoTookActs(db: Database, actIds: readonly bigint[]): Promise<{ actId: bigint; refusal: Refusal }[]> {
  if (actIds.length === 0) return [];
  const rows = await db
    .selectFrom('moneyMatchAct')
    .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchAct.matchId')
    .innerJoin('appUser', 'appUser.id', 'moneyMatch.confirmedBy')
    .innerJoin('act', 'act.id', 'moneyMatchAct.actId')
    .select(['act.id as actId', 'act.number', 'displayName as by'])
    .where('moneyMatchAct.actId', 'in', actIds)
    .where('released', '=', false)
    .orderBy('act.id')
    .execute();
  return rows.map(({ actId, ...values }) => ({ actId, refusal: { kind: 'money_match_act_once', values } }));
}

async function confirmerOf(db: Database, matchId: bigint): Promise<string | undefined> {
  const row = await db
    .selectFrom('moneyMatch')
    .innerJoin('appUser', 'appUser.id', 'moneyMatch.confirmedBy')
    .select('displayName')
    .where('moneyMatch.id', '=', matchId)
    .executeTakeFirst();
  return row?.displayName;
}

/** Whoever was first took the line or the act while this one was being written: looking again finds who that was. */
async function saidByWhom(db: Database, input: MatchInput, refusals: Refusal[]): Promise<Refusal[]> {
  if (refusals.every(({ values }) => values !== undefined)) return refusals;
  if (refusals.some(({ kind }) => kind === 'money_match_line_once')) {
    const taken = (await linesById(db, input.lines)).filter(({ matchId }) => matchId !== undefined);
    if (taken.length > 0) return Promise.all(taken.map((line) => lineTaken(db, line)));
  }
  if (refusals.some(({ kind }) => kind === 'money_match_act_once')) {
    const taken = await whoTookActs(db, input.acts);
    if (taken.length > 0) return taken.map(({ refusal }) => refusal);
  }
  return refusals;
}

const byId = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

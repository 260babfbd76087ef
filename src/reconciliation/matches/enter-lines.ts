import type { ProposedAct } from '#approval/propose-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result } from '#ledger/refusal.ts';
import { confirmEntered, findEachConfirmed } from './confirm-match.ts';
import { type EnteredAct, enteredBy, whyNotEnterable } from './enter-line.ts';
import type { WorkLine } from './money-match.ts';
import { linesById } from './work-list.ts';

export interface EnteredLine extends EnteredAct {
  line: bigint;
}

export interface EnteredLines {
  entered: EnteredLine[];
  failed: { line: bigint; refusals: Refusal[] }[];
}

/** A line that may be entered, what the clerk says of it, and the key to propose its act by. */
export interface LineToEnter<Part> {
  part: Part;
  line: WorkLine;
  idempotencyKey: string;
}

type ProposeEach<Part> = (
  tx: Tx,
  parts: readonly LineToEnter<Part>[],
) => Promise<Result<ProposedAct & { receiptCode?: string }>[]>;

/** Few enough that others who propose meanwhile do not wait long for the next number. */
const LINES_AT_ONCE = 100;

/**
 * For each line an act and its match (way entered): both or neither, and each line with its own refusals. Lines go
 * together, 100 to a transaction, as enterAct makes them one by one: the same key finds what the first made. `propose`
 * answers in the order given, and refuses before it writes.
 */
export async function enterLines<Part extends { line: bigint }>(
  db: Database,
  { by, parts, idempotencyKey }: { by: bigint; parts: readonly Part[]; idempotencyKey: string },
  propose: ProposeEach<Part>,
): Promise<EnteredLines> {
  const all: EnteredLines = { entered: [], failed: [] };
  const enter = async (some: readonly Part[]): Promise<void> => {
    const tried = await refusing(() => inTransaction(db, async (tx) => done(await enterSome(tx, some))));
    if (tried.ok) {
      all.entered.push(...tried.value.entered);
      all.failed.push(...tried.value.failed);
    } else if (some.length === 1) {
      for (const { line } of some) all.failed.push({ line, refusals: tried.refusals });
    } else {
      // The database refuses one of them and thereby all: halves find which.
      const half = Math.ceil(some.length / 2);
      await enter(some.slice(0, half));
      await enter(some.slice(half));
    }
  };

  async function enterSome(tx: Tx, some: readonly Part[]): Promise<EnteredLines> {
    const [entered, failed]: [EnteredLine[], EnteredLines['failed']] = [[], []];
    const keyed = some.map((part) => ({ part, idempotencyKey: `${idempotencyKey} of ${part.line}` }));
    const before = await findEachConfirmed(
      tx,
      by,
      keyed.map((each) => each.idempotencyKey),
    );
    const lines = await linesById(
      tx,
      some.map(({ line }) => line),
    );
    const lineOf = new Map(lines.map((line) => [line.id, line]));
    const refusals = await whyNotEnterable(tx, lines);
    const open: LineToEnter<Part>[] = [];
    for (const { part, idempotencyKey: key } of keyed) {
      const [matchId, line] = [before.get(key), lineOf.get(part.line)];
      const why = refusals.get(part.line) ?? [];
      if (matchId !== undefined) entered.push({ line: part.line, ...(await enteredBy(tx, matchId)) });
      else if (line === undefined) failed.push({ line: part.line, refusals: [{ kind: 'matchLineUnknown' }] });
      else if (why.length > 0) failed.push({ line: part.line, refusals: why });
      else open.push({ part, line, idempotencyKey: key });
    }
    const proposed = await propose(tx, open);
    const made = open.flatMap(({ line, idempotencyKey: key }, at) => {
      const answer = proposed[at];
      if (answer === undefined) throw new Error(`nothing was answered of line ${line.id}`);
      if (answer.ok) return [{ line, key, act: answer.value }];
      failed.push({ line: line.id, refusals: answer.refusals });
      return [];
    });
    const matchIds = await confirmEntered(
      tx,
      made.map(({ line: { id, entity }, key, act: { actId } }) => ({ line: id, entity, actId, idempotencyKey: key })),
      by,
    );
    for (const [at, { line, act }] of made.entries()) {
      const matchId = matchIds[at];
      if (matchId === undefined) throw new Error(`line ${line.id} was entered without a match`);
      entered.push({ line: line.id, ...act, matchId, existing: false });
    }
    return { entered, failed };
  }

  const distinct = parts.filter(({ line }, at) => parts.findIndex((other) => other.line === line) === at);
  for (let at = 0; at < distinct.length; at += LINES_AT_ONCE) await enter(distinct.slice(at, at + LINES_AT_ONCE));
  return all;
}

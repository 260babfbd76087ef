import type { ActKind } from '#approval/act.ts';
import { type ActRow, actRows, type Figure, selectActs } from '#approval/act-rows.ts';
import type { Database } from '#database/connection.ts';
import { type OwnMove, ownMoveOf } from '#ledger/own-move.ts';
import { type HeldBack, MOST_DRAFTED, previewNotice } from '#publication/commit-notice.ts';
import type { ComposedLeaf } from '#publication/composed-leaf.ts';
import { listVoidings, type Voiding } from './voidings.ts';

/** Entries of one kind and fund, with a sum per unit; what adds and what takes away are never one sum. */
export interface DraftGroup {
  kind: ActKind;
  /** The reason of an adjustment, the direction of an appropriation or listing, the kind that a reversal voids. */
  variant?: string;
  fund?: { code: string; name: string };
  count: number;
  sums: Figure[];
}

export interface OwnMoves {
  what: OwnMove;
  /** Whether these void such moves. */
  reversed: boolean;
  fund?: { code: string; name: string };
  count: number;
  /** A sum per unit of what moved, which no sum of the notice includes. */
  moved: Figure[];
}

export interface DraftRecord {
  act: ActRow;
  texts: { field: string; text: string }[];
}

/** What the next notice would hold, as the publisher is asked about it. */
export interface NoticeDraft {
  count: number;
  groups: DraftGroup[];
  /** What only changed its account or place among one's own, and reversals of such: counted, in no sum. */
  ownMoves: OwnMoves[];
  /** Every entry in the order in which it enters the log, with the texts that go public with it. */
  records: DraftRecord[];
  voidings: Voiding[];
  heldBack: HeldBack[];
  /** Entries that only the notice itself tries. */
  untried: number;
  /** Stands for this very list: another one once anything joins it, leaves it or is held back. */
  digest: string;
}

/** Reads the list of the next notice; records nothing. */
export async function draftNotice(db: Database): Promise<NoticeDraft> {
  const { ready, heldBack, untried, digest } = await previewNotice(db, MOST_DRAFTED);
  const ids = ready.flatMap(({ actId }) => actId ?? []);
  const acts = ids.length === 0 ? [] : await actRows(db, selectActs(db).where('act.id', 'in', ids).orderBy('act.id'));
  const [variants, moves] = await Promise.all([variantsOf(db, ids), ownMovesOf(db, ids)]);
  return {
    count: acts.length,
    groups: grouped(
      acts.filter(({ id }) => !moves.has(id)),
      variants,
    ),
    ownMoves: counted(acts, moves),
    records: recordsOf(acts, ready),
    voidings: await listVoidings(db, acts),
    heldBack,
    untried,
    digest,
  };
}

function recordsOf(acts: readonly ActRow[], ready: readonly ComposedLeaf[]): DraftRecord[] {
  const rows = new Map(acts.map((act) => [act.id, act]));
  return ready.flatMap(({ actId, texts, publicFields }) => {
    const act = actId === undefined ? undefined : rows.get(actId);
    const shown = Object.entries(texts).filter(([field]) => publicFields.includes(field));
    return act ? [{ act, texts: shown.map(([field, text]) => ({ field, text })) }] : [];
  });
}

function grouped(acts: readonly ActRow[], variants: ReadonlyMap<bigint, string>): DraftGroup[] {
  const groups = new Map<string, DraftGroup>();
  for (const { id, kind, fund, figures } of acts) {
    const variant = variants.get(id);
    const key = JSON.stringify([kind, variant, fund?.code]);
    const group = groups.get(key) ?? { kind, count: 0, sums: [], ...(variant && { variant }), ...(fund && { fund }) };
    group.count += 1;
    addTo(group.sums, figures);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function addTo(sums: Figure[], figures: readonly Figure[]): void {
  for (const figure of figures) {
    const sum = sums.find(({ unit }) => unit === figure.unit);
    if (sum) sum.amount += figure.amount;
    else sums.push({ ...figure });
  }
}

function counted(acts: readonly ActRow[], moves: ReadonlyMap<bigint, OwnMove>): OwnMoves[] {
  const groups = new Map<string, OwnMoves>();
  for (const { id, kind, fund, figures } of acts) {
    const what = moves.get(id);
    if (what === undefined) continue;
    const reversed = kind === 'reversal';
    const key = JSON.stringify([what, reversed, fund?.code]);
    const group = groups.get(key) ?? { what, reversed, count: 0, moved: [], ...(fund && { fund }) };
    group.count += 1;
    addTo(group.moved, figures);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** By act, what it moves among one's own, or what the act moved that it voids. */
async function ownMovesOf(db: Database, ids: bigint[]): Promise<Map<bigint, OwnMove>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('adjustment')
    .select(['actId', 'reason', 'unitCode'])
    .where('actId', 'in', ids)
    .unionAll(
      db
        .selectFrom('reversal')
        .innerJoin('adjustment', 'adjustment.actId', 'reversal.reversesActId')
        .select(['reversal.actId', 'adjustment.reason', 'adjustment.unitCode'])
        .where('reversal.actId', 'in', ids),
    )
    .execute();
  return new Map(
    rows.flatMap(({ actId, reason, unitCode }) => {
      const move = ownMoveOf(reason, unitCode);
      return move === undefined ? [] : [[actId, move] as const];
    }),
  );
}

async function variantsOf(db: Database, ids: bigint[]): Promise<Map<bigint, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('adjustment')
    .select(['actId', 'reason as variant'])
    .where('actId', 'in', ids)
    .unionAll(db.selectFrom('appropriation').select(['actId', 'direction as variant']).where('actId', 'in', ids))
    .unionAll(db.selectFrom('listing').select(['actId', 'direction as variant']).where('actId', 'in', ids))
    .unionAll(
      db
        .selectFrom('reversal')
        .innerJoin('act', 'act.id', 'reversal.reversesActId')
        .select(['reversal.actId', 'act.kind as variant'])
        .where('reversal.actId', 'in', ids),
    )
    .execute();
  return new Map(rows.map(({ actId, variant }) => [actId, variant]));
}

import type { ActKind } from '#approval/act.ts';
import { type ActRow, actRows, type Figure, selectActs } from '#approval/act-rows.ts';
import type { Database } from '#database/connection.ts';
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

export interface DraftRecord {
  act: ActRow;
  texts: { field: string; text: string }[];
}

/** What the next notice would hold, as the publisher is asked about it. */
export interface NoticeDraft {
  count: number;
  groups: DraftGroup[];
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
  const variants = await variantsOf(db, ids);
  return {
    count: acts.length,
    groups: grouped(acts, variants),
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
    for (const figure of figures) {
      const sum = group.sums.find(({ unit }) => unit === figure.unit);
      if (sum) sum.amount += figure.amount;
      else group.sums.push({ ...figure });
    }
    groups.set(key, group);
  }
  return [...groups.values()];
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

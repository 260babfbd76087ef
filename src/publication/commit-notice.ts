import { createHash } from 'node:crypto';
import { listPostingsOfActs } from '#approval/journal.ts';
import { closeAllTasksOf } from '#approval/tasks.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { withoutNames } from '#intake/private-names.ts';
import type { AccountCode } from '#ledger/account.ts';
import { shanghaiDay } from '#ledger/day.ts';
import type { Posting } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { RightEdge } from '#log/merkle.ts';
import type { Signer } from '#log/note.ts';
import { formatVerifierKey } from '#log/verifier-key.ts';
import { appendLeaves, lockHead, signHead } from './append-leaves.ts';
import { composeAct } from './compose-act.ts';
import type { ComposedLeaf } from './composed-leaf.ts';
import { codesNamedBy } from './examine.ts';
import { composeGenesis, composeLaterAccounts } from './leaves/genesis.ts';
import { PublicBalances } from './public-balance.ts';
import { type Awaited, awaitedOf, PublicStock } from './public-stock.ts';
import {
  countReadyActs,
  digestReadyActs,
  listAwaitedCorrections,
  listCancelledActs,
  listReadyActs,
  lockReadyActs,
  type ReadyAct,
} from './ready-acts.ts';
import { refold } from './refold.ts';
import { sayShort } from './short-words.ts';
import { composeStatements, lagInDays } from './statement.ts';
import { whyNeverPublished } from './why-not-publishable.ts';

/** An act that stays in 待核实 this time, and why. */
export interface HeldBack {
  actId: bigint;
  number: string;
  refusals: Refusal[];
  /** Acts that would bring in what it lacks, once they are confirmed and public. */
  awaits?: Awaited[];
}

export interface Selection {
  leaves: ComposedLeaf[];
  heldBack: HeldBack[];
  balances: PublicBalances;
  lags: bigint[];
  /** `subject code` of everything the log has named, these leaves included. */
  registered: Set<string>;
}

/**
 * The commit point: one transaction under the head's lock chooses what goes out, appends it with its statement, signs,
 * and numbers the notice. Nothing to publish leaves everything as it was and gives no number; so does a list that is not
 * the confirmed one.
 */
export function commitNotice(
  db: Database,
  signer: Signer,
  by: bigint | undefined,
  confirmed?: string,
): Promise<{ number?: bigint; heldBack: HeldBack[]; listChanged?: true }> {
  return inTransaction(db, async (tx) => {
    const head = await lockHead(tx);
    const now = new Date();
    await lockReadyActs(tx);
    const before = confirmed === undefined ? '' : await digestReadyActs(tx);
    const ready = await listReadyActs(tx);
    const selection = await selectLeaves(tx, now, ready);
    const { leaves, heldBack, balances, lags, registered } = selection;
    // Read before the list and after it: an act approved in between would be in one of the two only.
    if (confirmed !== undefined) {
      const same = before === (await digestReadyActs(tx)) && confirmed === listDigest(before, ready.length, selection);
      if (!same) return { heldBack, listChanged: true };
    }
    await closeAllTasksOf(tx, await listCancelledActs(tx));
    if (leaves.length === 0) return { heldBack };
    await closeAllTasksOf(
      tx,
      leaves.flatMap(({ actId }) => actId ?? []),
    );
    await balances.save(tx);
    const number = head.notices + 1n;
    const genesis =
      head.size === 0n ? await composeGenesis(tx, formatVerifierKey(signer.key)) : await composeLaterAccounts(tx);
    const edge = new RightEdge(head.size, head.edge.hashes);
    await appendLeaves(tx, edge, [...genesis, ...leaves]);
    // Everyone who writes waits while the trail's head is locked: only the statements, which repeat it, come after it.
    await audit(tx, by ?? null, 'publish', `notice ${number}`, { leaves: leaves.length, heldBack: heldBack.length });
    await appendLeaves(tx, edge, await composeStatements(tx, number, now, balances, lags, registered));
    await refold(tx, head.size);
    const { size } = await signHead(tx, head, edge, signer, now);
    await tx
      .insertInto('notice')
      .values({
        number,
        cutoff: now,
        firstLeaf: head.size,
        size,
        publishedBy: by ?? null,
        publishedAt: now,
      })
      .execute();
    return { number, heldBack };
  });
}

/** More than any house approves between two notices; what lies beyond is counted as untried. */
export const MOST_DRAFTED = 1000;

/**
 * Stands for the list that was shown: every ready act, and which of them go out and which are held back as long as the
 * page has tried them all.
 */
function listDigest(
  ready: string,
  count: number,
  { leaves, heldBack }: Pick<Selection, 'leaves' | 'heldBack'>,
): string {
  const ids = leaves.flatMap(({ actId }) => actId ?? []).map(String);
  const tried = count > MOST_DRAFTED ? [] : [ids, heldBack.map(({ actId }) => String(actId))];
  return createHash('sha256')
    .update(JSON.stringify([ready, ...tried]))
    .digest('hex');
}

/** As many acts are tried for a page to show; the notice itself tries them all. */
export const MOST_PREVIEWED = 200;

export interface Preview {
  ready: ComposedLeaf[];
  heldBack: HeldBack[];
  /** Acts beyond MOST_PREVIEWED, about which nothing is said yet. */
  untried: number;
  /** What commitNotice compares when it is to publish this very list; of use only when MOST_DRAFTED were asked for. */
  digest: string;
}

/** What the next notice would hold and what would stay behind; changes and locks nothing. */
export async function previewNotice(db: Database, most = MOST_PREVIEWED): Promise<Preview> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const acts = await listReadyActs(tx, most);
      const { leaves, heldBack } = await selectLeaves(tx, new Date(), acts);
      const count = await countReadyActs(tx);
      const digest = listDigest(await digestReadyActs(tx), count, { leaves, heldBack });
      return { ready: leaves, heldBack, untried: count - acts.length, digest };
    });
}

/**
 * Tries every ready act in order. One that is refused stays behind and the rest goes out; one that only waits for
 * another act of the same notice (its fund would fall below zero, its item is registered later, the gift it replaces is
 * not voided yet) is tried again.
 */
async function selectLeaves(tx: Tx, now: Date, ready: readonly ReadyAct[]): Promise<Selection> {
  const cancelled = new Set(await listCancelledActs(tx));
  const balances = await PublicBalances.load(tx);
  const registered = await registeredCodes(tx);
  const began = new Map(
    (await tx.selectFrom('fund').select(['code', 'beganOn']).execute()).map((fund) => [fund.code, fund.beganOn]),
  );
  const leaves: ComposedLeaf[] = [];
  const lags: bigint[] = [];
  const stock = new PublicStock(tx);
  let waiting: { act: ReadyAct; part: ComposedLeaf; refusals: Refusal[]; awaits?: Awaited[] }[] = [];
  const refusedForGood: HeldBack[] = [];
  const corrections = await listAwaitedCorrections(tx);
  const posted = await listPostingsOfActs(
    tx,
    ready.map(({ actId }) => actId),
  );
  for (const act of ready) {
    if (cancelled.has(act.actId)) continue;
    const part = await composeAct(tx, act, posted.get(act.actId));
    if (part === undefined) continue;
    const fundBegan = act.fund === undefined ? undefined : began.get(act.fund);
    const refusals = await whyNeverPublished(tx, act, part, shanghaiDay(now), fundBegan);
    // A notice also tells its outcome to a terminal: the name itself stays in the office.
    if (refusals.length > 0)
      refusedForGood.push({ actId: act.actId, number: act.number, refusals: refusals.map(withoutNames) });
    else waiting.push({ act, part, refusals: [] });
  }
  for (let progress = true; progress; ) {
    progress = false;
    const still: typeof waiting = [];
    for (const { act, part } of waiting) {
      const correction = corrections.get(act.actId);
      const { refusals, awaits } =
        correction !== undefined && !leaves.some(({ actId }) => actId === correction)
          ? { refusals: [{ kind: 'correctionNotPublished' }], awaits: [] }
          : await waitsFor(tx, part, posted.get(act.actId) ?? [], { registered, balances, stock });
      if (refusals.length > 0) {
        still.push({ act, part, refusals, awaits });
        continue;
      }
      progress = true;
      leaves.push(part);
      if (part.leaf.kind === 'register') registered.add(`${part.leaf.subject} ${part.leaf.code}`);
      if (act.occurred.precision === 'day' && part.leaf.kind !== 'correction')
        lags.push(...lagInDays(act.occurred.to, now));
    }
    waiting = still;
  }
  const stillWaiting = waiting.map(({ act, refusals, awaits = [] }) => ({
    actId: act.actId,
    number: act.number,
    refusals,
    ...(awaits.length > 0 && { awaits }),
  }));
  return { leaves, heldBack: [...refusedForGood, ...stillWaiting], balances, lags, registered };
}

interface Tried {
  registered: ReadonlySet<string>;
  balances: PublicBalances;
  stock: PublicStock;
}

/** Codes not in the log yet, or a holding that would fall below zero; books the postings when neither is so. */
async function waitsFor(
  tx: Tx,
  part: ComposedLeaf,
  posted: readonly Posting[],
  { registered, balances, stock }: Tried,
): Promise<{ refusals: Refusal[]; awaits: Awaited[] }> {
  const missing = codesNamedBy(part).filter((code) => !registered.has(code));
  if (missing.length > 0) {
    return { refusals: missing.map((code) => ({ kind: 'codeNotPublished', values: { code } })), awaits: [] };
  }
  const { leaf } = part;
  const nothing = { refusals: [], awaits: [] };
  if (!('postings' in leaf) || leaf.entity === undefined || leaf.fund === undefined || leaf.stream === undefined)
    return nothing;
  const { entity, fund, stream, postings } = leaf;
  const place = { entity, fund, stream };
  const lacking = await stock.short(posted);
  if (lacking !== undefined) {
    const { account, unit } = lacking.stock;
    const awaits = await awaitedOf(tx, { ...place, account, unit }, lacking.stock);
    return { refusals: [await sayShort(tx, 'publicStockShort', { unit, ...lacking }, awaits)], awaits };
  }
  const short = balances.add({ ...place, postings });
  if (short === undefined) {
    await stock.add(posted);
    return nothing;
  }
  const awaits = await awaitedOf(tx, { ...place, account: short.account as AccountCode, unit: short.unit });
  return { refusals: [await sayShort(tx, 'publicBalanceShort', short, awaits)], awaits };
}

async function registeredCodes(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('registration')
    .innerJoin('logLeaf', 'logLeaf.actId', 'registration.actId')
    .select(['registration.subject', 'registration.code'])
    .execute();
  return new Set(rows.map(({ subject, code }) => `${subject} ${code}`));
}

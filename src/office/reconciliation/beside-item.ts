import type { Database } from '#database/connection.ts';
import type { CashAccount } from '#ledger/booking.ts';
import type { MoneyAccount } from '#reconciliation/accounts/money-account.ts';
import { type GiftSuggestion, suggestGifts } from '#reconciliation/matches/enter-from-line.ts';
import type { WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import { linesById, openRecords, recordsById } from '#reconciliation/matches/work-list.ts';
import { varying } from './compare.ts';
import {
  foremost,
  type Likely,
  likelyLines,
  likelyRecords,
  likelyRefunds,
  linesOfSame,
  otherHalves,
} from './load-work.ts';
import type { Scope } from './scope.ts';
import type { WorkItem } from './work-items.ts';

/** What is looked up for the item in hand only: what else it may be, what came second, what its forms begin with. */
export interface Beside {
  acts: Likely<WorkRecord>[];
  lines: Likely<WorkLine>[];
  /** Of a line alone: the record that stands ticked, shown beside it in full. */
  foremost: WorkRecord | undefined;
  pickedActs: bigint[];
  pickedLines: bigint[];
  second: { line?: WorkLine; act?: WorkRecord } | undefined;
  /** Nothing tells the lines of a group from each other, nor its acts. */
  alike: boolean;
  halves: WorkLine[];
  gifts: GiftSuggestion[];
  /** Gifts that an outgoing line may give back. */
  refundable: Likely<WorkRecord>[];
  keptIn(account: bigint): CashAccount | undefined;
}

export async function besideItem(
  db: Database,
  item: WorkItem,
  scope: Scope,
  accounts: readonly MoneyAccount[],
  picked: { acts: bigint[]; lines: bigint[] },
): Promise<Beside> {
  const [line] = item.lines;
  const [act] = item.acts;
  const { mode, q } = scope;
  const searches =
    mode === 'search' || (mode === undefined && !item.proposal && !item.makes && item.section !== 'choice');
  const [records, lines, second, halves, gifts, refundable] = await Promise.all([
    searches ? offeredActs(db, item, q, picked.acts) : [],
    searches ? offeredLines(db, item, q, picked.lines) : [],
    secondOf(db, item),
    mode === 'transfer' && line ? halvesOf(db, item) : [],
    mode === 'gift' && line ? suggestGifts(db, [line.id]) : [],
    mode === 'refund' && line?.flow === 'out' ? likelyRefunds(db, line) : [],
  ]);
  const begun = q === undefined && picked.acts.length === 0 && picked.lines.length === 0;
  // A question begins with what it asks about, of several lines with the first; a line alone with what speaks for itself.
  const asked = item.section === 'exception' && item.acts.length === 1 ? act : undefined;
  const likely = begun && item.lines.length === 1 ? (asked ?? foremost(records)) : begun ? asked : undefined;
  const other = begun && item.lines.length === 0 ? foremost(lines) : undefined;
  const first = item.lines.length > 1 && begun ? line : other;
  return {
    acts: records,
    lines,
    foremost: item.section === 'line' ? likely : undefined,
    pickedActs: likely ? [likely.actId] : picked.acts,
    pickedLines: first ? [first.id] : picked.lines,
    second,
    alike: isAlike(item),
    halves,
    gifts,
    refundable,
    keptIn: (account) => accounts.find(({ id }) => id === account)?.account,
  };
}

/** What is picked stays in sight, whatever is searched for next. */
async function offeredActs(db: Database, { lines, acts }: WorkItem, q: string | undefined, picked: bigint[]) {
  const [line] = lines;
  if (!line) return [];
  const [found, kept] = await Promise.all([likelyRecords(db, line, q), recordsById(db, picked)]);
  const own = q === undefined ? acts : [];
  return once(
    [...kept, ...own].map((what) => ({ what, why: [] })),
    found,
    ({ what }) => what.actId,
  );
}

async function offeredLines(db: Database, { lines, acts }: WorkItem, q: string | undefined, picked: bigint[]) {
  const [line] = lines;
  const [act] = acts;
  const [found, kept] = await Promise.all([
    line
      ? (await linesOfSame(db, line)).map((what): Likely<WorkLine> => ({ what, why: [] }))
      : act
        ? likelyLines(db, act, q)
        : [],
    linesById(db, picked),
  ]);
  if (lines.length > 1) return lines.map((what) => ({ what, why: [] }));
  const all = once(
    kept.map((what) => ({ what, why: [] })),
    found,
    ({ what }) => what.id,
  );
  return all.filter(({ what }) => what.id !== line?.id);
}

/** The first list, then what the second adds; what stands in both keeps the reasons of the second. */
function once<T>(kept: Likely<T>[], found: Likely<T>[], idOf: (each: Likely<T>) => bigint): Likely<T>[] {
  const reasons = new Map(found.map((each) => [idOf(each), each]));
  const first = new Map(kept.map((each) => [idOf(each), reasons.get(idOf(each)) ?? each]));
  return [...first.values(), ...found.filter((each) => !first.has(idOf(each)))];
}

async function halvesOf(db: Database, { makes, lines: [line, other] }: WorkItem): Promise<WorkLine[]> {
  if (makes === 'transfer' && other) return [other];
  return line ? otherHalves(db, line) : [];
}

/** The matcher names the second by the line's id and the act's number. */
async function secondOf(db: Database, { proposal }: WorkItem): Promise<Beside['second']> {
  const runnerUp = proposal?.explanation.runnerUp;
  const [entity] = [...(proposal?.lines ?? [])].map(({ entity: of }) => of);
  if (!runnerUp || entity === undefined) return undefined;
  const { line: lineId, act: number } = runnerUp;
  const [lines, acts] = await Promise.all([
    linesById(db, lineId !== undefined && /^\d{1,18}$/.test(lineId) ? [BigInt(lineId)] : []),
    number === undefined ? [] : openRecords(db, { entity, search: number, limit: 5 }),
  ]);
  const line = lines.find(({ id }) => !proposal.lines.some((own) => own.id === id));
  const act = acts.find((each) => each.number === number && !proposal.acts.some((own) => own.number === number));
  return line || act ? { ...(line && { line }), ...(act && { act }) } : undefined;
}

const isAlike = ({ lines, acts }: WorkItem): boolean =>
  varying(lines, {
    time: ({ time }) => time ?? '',
    account: ({ counterparty }) => counterparty.account ?? '',
    said: ({ kind, purpose, references }) => [kind, purpose, ...references].join('|'),
  }).size === 0 &&
  varying(acts, { said: ({ paymentReference, sourceReference }) => `${paymentReference}|${sourceReference}` }).size ===
    0;

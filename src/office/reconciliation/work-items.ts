import type { Day } from '#ledger/day.ts';
import type { MatchExplanation, WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import type { MatchProposal, MatchQuestion, ProposedMatches } from '#reconciliation/matches/propose-matches.ts';
import { type Scope, SECTIONS, type Section } from './scope.ts';

/** One thing to decide: what the matcher proposes or asks, a line alone, or an act alone. */
export interface WorkItem {
  /** Its first line or act: stays the same as long as there is something to decide about it. */
  key: string;
  section: Section;
  lines: readonly WorkLine[];
  acts: readonly WorkRecord[];
  proposal?: MatchProposal;
  question?: MatchQuestion;
  /** A rule says what the line is; or two lines are the halves of a transfer that no entry tells yet. */
  makes?: 'fee' | 'interest' | 'transfer';
  /** Of a transfer that no entry tells yet: how its halves were found. */
  known?: MatchExplanation;
}

const lineKey = ({ id }: { id: bigint }): string => `l${id}`;
const actKey = ({ actId }: { actId: bigint }): string => `a${actId}`;
export const idOfKey = (key: string): bigint => BigInt(key.slice(1));

const SECTION_OF_WAY: Record<MatchProposal['way'], Section> = {
  reference: 'proposal',
  score: 'proposal',
  tie: 'tie',
  settlement: 'combination',
  sum: 'combination',
  rule: 'combination',
  transfer: 'combination',
};

/** What there is to work on, in the order of the work: by section, then by day; each line and act once. */
export function workItems(
  proposed: ProposedMatches,
  open: readonly WorkLine[],
  parked: readonly WorkLine[],
  records: readonly WorkRecord[],
): WorkItem[] {
  const found: WorkItem[] = [];
  const taken = new Set<string>();
  const take = (item: Omit<WorkItem, 'key'>) => {
    const [line] = item.lines;
    const [act] = item.acts;
    const key = line ? lineKey(line) : act ? actKey(act) : undefined;
    const parts = [...item.lines.map(lineKey), ...item.acts.map(actKey)];
    if (key === undefined || parts.some((part) => taken.has(part))) return;
    for (const part of parts) taken.add(part);
    found.push({ key, ...item });
  };
  for (const proposal of proposed.proposals) {
    take({ section: SECTION_OF_WAY[proposal.way], lines: proposal.lines, acts: proposal.acts, proposal });
  }
  for (const { lines, explanation: known } of proposed.transfers) {
    take({ section: 'combination', lines, acts: [], makes: 'transfer', known });
  }
  for (const { line, makes } of proposed.ruled) take({ section: 'combination', lines: [line], acts: [], makes });
  for (const question of proposed.questions) {
    const section = question.kind === 'severalWays' ? 'choice' : 'exception';
    take({ section, lines: question.lines, acts: question.acts, question });
  }
  for (const line of open) take({ section: 'line', lines: [line], acts: [] });
  for (const line of parked) take({ section: 'parked', lines: [line], acts: [] });
  for (const act of records) take({ section: 'record', lines: [], acts: [act] });
  return found.sort((one, other) => {
    const place = SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section);
    return place || compare(dayOf(one), dayOf(other)) || compareIds(idOfKey(one.key), idOfKey(other.key));
  });
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const compareIds = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

/** The day it is listed under; an act that tells none comes last. */
export const dayOf = ({ lines, acts }: WorkItem): Day =>
  lines[0]?.day ?? acts[0]?.occurred.from ?? acts[0]?.occurred.to ?? '9999-12-31';

/** Those of the days asked for. */
export const within = (items: readonly WorkItem[], { from, to }: Pick<Scope, 'from' | 'to'>): WorkItem[] =>
  items.filter((item) => (from === undefined || dayOf(item) >= from) && (to === undefined || dayOf(item) <= to));

/** The item in hand, with its neighbours; one that is no longer there gives way to the next of its section. */
export function standingAt(
  items: readonly WorkItem[],
  { at, section }: Pick<Scope, 'at' | 'section'>,
): { item: WorkItem; place: number; previous?: WorkItem; next?: WorkItem } | undefined {
  const here = items.findIndex(({ key, lines, acts }) =>
    at === undefined ? false : key === at || [...lines.map(lineKey), ...acts.map(actKey)].includes(at),
  );
  const place =
    here >= 0
      ? here
      : Math.max(
          0,
          items.findIndex((item) => item.section === section),
        );
  const item = items[place];
  if (item === undefined) return undefined;
  const [previous, next] = [items[place - 1], items[place + 1]];
  return { item, place, ...(previous && { previous }), ...(next && { next }) };
}

/** What the line brings to the account, or the act to the books: out is negative. */
export const signed = ({ flow, amountFen }: { flow: string; amountFen: bigint }): bigint =>
  flow === 'out' ? -amountFen : flow === 'in' ? amountFen : 0n;

export const sumOf = (moves: readonly { flow: string; amountFen: bigint }[]): bigint =>
  moves.reduce((sum, move) => sum + signed(move), 0n);

/** What lines and acts bring or take; of money that only moves between two accounts, how much moves. */
export function moveOf({ lines, acts, makes }: Pick<WorkItem, 'lines' | 'acts'> & Pick<Partial<WorkItem>, 'makes'>): {
  way: 'received' | 'paid' | 'moved';
  fen: bigint;
} {
  if (makes === 'transfer' || (acts.length > 0 && acts.every(({ flow }) => flow === 'none'))) {
    const moves = lines.length > 0 ? lines.filter(({ flow }) => flow === 'out') : acts;
    return { way: 'moved', fen: moves.reduce((sum, { amountFen }) => sum + amountFen, 0n) };
  }
  const fen = sumOf(lines.length > 0 ? lines : acts);
  return fen < 0n ? { way: 'paid', fen: -fen } : { way: 'received', fen };
}

/** The colour of the figure. */
export const FLOW_OF_WAY = { received: 'in', paid: 'out', moved: 'none' } as const;

import type { Database } from '#database/connection.ts';
import { type Day, daysAfter } from '#ledger/day.ts';
import type { Restriction, Stream } from '#ledger/posting.ts';
import { type Combination, type MatchingException, match } from '../matching/match.ts';
import { pinyinSound } from '../matching/pinyin.ts';
import type { BankLine, BookRecord } from '../matching/subject.ts';
import { cashByAccount } from './cash-by-account.ts';
import { disagreement, misplaced } from './disagreement.ts';
import { approvedRules, bankLines, bookRecords, ownAccountsOf, ruleOf } from './matching-input.ts';
import type { FoundWay, MatchExplanation, WorkLine, WorkRecord } from './money-match.ts';
import { surroundingsOf } from './surroundings.ts';
import { openLines, recordsById } from './work-list.ts';

/** What the matcher suggests; nothing is written until a person confirms it. */
export interface MatchProposal {
  way: FoundWay;
  lines: WorkLine[];
  acts: WorkRecord[];
  algorithmVersion: string;
  score?: number;
  explanation: MatchExplanation;
}

/** What a person has to look into, or choose among. */
export interface MatchQuestion {
  kind: MatchingException['kind'] | 'severalWays' | 'otherAccount';
  lines: WorkLine[];
  acts: WorkRecord[];
  /** otherAccount: the same money, which the books keep in another account. severalWays: each is possible, none is chosen. One without acts is to be entered from its lines. */
  choices?: MatchProposal[];
}

/** A line of which an approved rule says what it is; enterByRules makes the entry. */
export interface RuledLine {
  line: WorkLine;
  ruleId: bigint;
  makes: 'fee' | 'interest';
  fund: string;
  stream: Stream;
  restriction: Restriction;
}

export interface ProposedMatches {
  version: string;
  proposals: MatchProposal[];
  questions: MatchQuestion[];
  ruled: RuledLine[];
  /** Out of one account and into another, and no entry says so yet: enterTransfer makes it. */
  transfers: { lines: [out: WorkLine, into: WorkLine]; explanation: MatchExplanation }[];
  /** Days of the lines looked at. */
  window?: { from: string; to: string };
  /** Open lines that were left out of this run, the newest. */
  left: number;
  /** More records lie around these days than are looked at; the newest were left out. */
  recordsLeft?: true;
}

/** Whose lines are looked at, and of which days: a person moves on by choosing them. */
export interface MatchScope {
  entity: string;
  moneyAccount?: bigint;
  from?: Day;
  to?: Day;
}

/** Oldest first; more wait for the next run, so that a page never waits long. */
const MOST_LINES = 5_000;
/** As many records, so that a run stays within its memory. */
const MOST_RECORDS = 20_000;
const DAYS_AROUND = 60;

/**
 * Runs the matcher over the open lines of an entity, the oldest 5,000, and the open acts within 60 days of them. What names
 * and amounts tell of a line is read from fixed days around it or from all time, so that no unrelated line or act changes its
 * proposal by being put aside or matched; what does is rivals that are open themselves, and the accounts of givers, which
 * approved matches teach. No order of rows matters. Takes seconds: `match-desk.ts` runs it in a thread.
 */
export async function proposeMatches(db: Database, scope: MatchScope): Promise<ProposedMatches> {
  const { entity } = scope;
  const open = await openLines(db, { ...scope, limit: MOST_LINES });
  const [from, to] = [open[0]?.day, open.at(-1)?.day];
  const lines = await bankLines(db, open);
  const records =
    from === undefined || to === undefined
      ? new Map<string, { actId: bigint; given: BookRecord }>()
      : await bookRecords(
          db,
          entity,
          { from: daysAfter(from, -DAYS_AROUND), to: daysAfter(to, DAYS_AROUND) },
          MOST_RECORDS,
        );
  const rules = await approvedRules(db, entity);
  const matching = match(
    [...lines.values()].map(({ given }) => given),
    [...records.values()].map(({ given }) => given),
    pinyinSound,
    {
      rules: rules.map(ruleOf),
      ownAccounts: await ownAccountsOf(db, entity),
      around: await surroundingsOf(db, entity, {
        lines: new Map([...lines.values()].map(({ line, given }) => [line.id, given])),
        records: new Map([...records.values()].map(({ actId, given }) => [actId, given])),
      }),
    },
  );
  const acts = await actsIn(db, matching, records);
  const lineOf = ({ id }: BankLine): WorkLine[] => {
    const line = lines.get(id)?.line;
    return line === undefined ? [] : [line];
  };
  const actOf = ({ id }: BookRecord): WorkRecord[] => {
    const act = acts.get(id);
    return act === undefined ? [] : [act];
  };
  const parts = (each: { lines: readonly BankLine[]; records: readonly BookRecord[] }) => ({
    lines: each.lines.flatMap(lineOf),
    acts: each.records.flatMap(actOf),
  });
  const combined = (combination: Combination): MatchProposal => ({
    ...{ way: combination.by, ...parts(combination), algorithmVersion: matching.version },
    explanation: {
      figures: combination.explanation,
      ...(combination.rule !== undefined && { ruleId: combination.rule }),
    },
  });
  const cash = await cashByAccount(
    db,
    [...lines.values()].map(({ line }) => line),
    [...acts.values()],
  );
  /** What another person could approve as it stands. */
  const agrees = ({ lines: own, acts: of }: { lines: WorkLine[]; acts: WorkRecord[] }): boolean =>
    of.length === 0 || (disagreement(own, of).length === 0 && misplaced(own, of, cash).length === 0);
  const ruled = new Map(rules.map((rule) => [String(rule.id), rule]));
  const combinations = matching.combinations.map(combined);
  const { proposals = [], misplaced: elsewhere = [] } = Object.groupBy(
    [
      ...matching.proposals.map(
        ({ by, line, record, score, reference, runnerUp }): MatchProposal => ({
          ...{ way: by, ...parts({ lines: [line], records: [record] }), algorithmVersion: matching.version },
          score: score.points,
          explanation: {
            features: score.features,
            ...(reference !== undefined && { reference }),
            ...(runnerUp && {
              runnerUp: {
                line: String(lines.get(runnerUp.line.id)?.line.id ?? ''),
                act: runnerUp.record.id,
                points: runnerUp.points,
              },
            }),
          },
        }),
      ),
      ...matching.groups.map(
        (group): MatchProposal => ({
          ...{ way: 'tie', ...parts(group), algorithmVersion: matching.version, explanation: {} },
        }),
      ),
      ...combinations.filter(({ acts: own }) => own.length > 0),
    ],
    (proposal) => (agrees(proposal) ? 'proposals' : 'misplaced'),
  );
  return {
    version: matching.version,
    proposals,
    questions: [
      ...matching.exceptions.map(({ kind, ...each }) => ({ kind, ...parts(each) })),
      ...matching.choices.map(({ solutions, ...each }): MatchQuestion => {
        const choices = solutions.map(combined).filter(agrees);
        if (choices.length === 0) return { kind: 'otherAccount', ...parts(each) };
        return { kind: 'severalWays', ...parts(each), choices };
      }),
      ...elsewhere.map(({ lines: own, acts: of }) => ({ kind: 'otherAccount' as const, lines: own, acts: of })),
    ],
    ruled: combinations.flatMap(({ way, acts: own, lines: [line], explanation: { ruleId } }) => {
      const rule = ruled.get(ruleId ?? '');
      if (way !== 'rule' || own.length > 0 || line === undefined || rule === undefined) return [];
      return [
        {
          ...{ line, ruleId: rule.id, makes: rule.makes as RuledLine['makes'], fund: rule.fundCode },
          ...{ stream: rule.stream as Stream, restriction: rule.restriction as Restriction },
        },
      ];
    }),
    transfers: combinations.flatMap(({ way, acts: own, lines: both, explanation }) => {
      const [out, into] = [both.find(({ flow }) => flow === 'out'), both.find(({ flow }) => flow === 'in')];
      if (way !== 'transfer' || own.length > 0 || out === undefined || into === undefined) return [];
      return [{ lines: [out, into] as [WorkLine, WorkLine], explanation }];
    }),
    ...(from !== undefined && to !== undefined && { window: { from, to } }),
    left: open.length < MOST_LINES ? 0 : (await countOpen(db, scope)) - open.length,
    ...(records.size === MOST_RECORDS && { recordsLeft: true as const }),
  };
}

/** Only acts that something is said of are read in full. */
async function actsIn(
  db: Database,
  matching: ReturnType<typeof match>,
  records: ReadonlyMap<string, { actId: bigint }>,
): Promise<Map<string, WorkRecord>> {
  const numbers = new Set([
    ...matching.proposals.map(({ record }) => record.id),
    ...[...matching.groups, ...matching.exceptions, ...matching.combinations, ...matching.choices].flatMap((each) =>
      each.records.map(({ id }) => id),
    ),
    ...matching.choices.flatMap(({ solutions }) => solutions.flatMap((each) => each.records.map(({ id }) => id))),
  ]);
  const ids = [...numbers].flatMap((number) => records.get(number)?.actId ?? []);
  return new Map((await recordsById(db, ids)).map((act) => [act.number, act]));
}

async function countOpen(db: Database, { entity, moneyAccount, from, to }: MatchScope): Promise<number> {
  const { count } = await db
    .selectFrom('unmatchedLine')
    .innerJoin('lineState', 'lineState.lineId', 'unmatchedLine.lineId')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'unmatchedLine.moneyAccountId')
    .where('moneyAccount.entityCode', '=', entity)
    .where('lineState.state', '=', 'open')
    .$if(moneyAccount !== undefined, (query) => query.where('moneyAccount.id', '=', moneyAccount ?? 0n))
    .$if(from !== undefined, (query) => query.where('unmatchedLine.occurredOn', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('unmatchedLine.occurredOn', '<=', to ?? ''))
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

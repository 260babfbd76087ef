import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { runInThread, type ThreadLimits } from '#thread/run-in-thread.ts';
import type { MatchScope, ProposedMatches } from './propose-matches.ts';
import type { DryRun, RuleInput } from './rules.ts';
import { stillOpen } from './still-open.ts';

/** `url` is of the application's login: a thread has connections of its own. */
export type MatchTask = { url: string } & ({ scope: MatchScope } | { rule: RuleInput });

/** underway: not there yet, or what is shown was made from older books and is being made anew. failed: it could not be made. */
export interface Proposed {
  proposed?: ProposedMatches;
  state: 'current' | 'underway' | 'failed';
}

export interface MatchDesk {
  /** What the matcher proposes: at once where it is known, else within `waitMs` or not yet. */
  proposed(scope: MatchScope, waitMs?: number): Promise<Proposed>;
  /** What the rule meets: within `waitMs` of the books as they stand, else as last known; undefined where nothing is. */
  tryRule(rule: RuleInput): Promise<DryRun | undefined>;
  /** How many lines it meets, whatever became of them: kept as long as no lines come. */
  countMet(rule: RuleInput, waitMs?: number): Promise<number | undefined>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Five thousand lines against twenty thousand records take some seconds and 0.4 GB. */
const LIMITS: ThreadLimits = { memory: { maxOldGenerationSizeMb: 1_024, stackSizeMb: 4 }, longestMs: 120_000 };
const WORKER = new URL('./worker.ts', import.meta.url);
/** What a person waits for a page. */
const WAIT_MS = 2_000;
/** Scopes that people work in at once; the one asked for longest ago is forgotten. */
const MOST_KEPT = 20;
/** After so many lines were dealt with, the newer ones get their turn. */
const MOST_TAKEN = 200;
const RETRY_MS = 60_000;

interface Kept {
  version: string;
  result: ProposedMatches;
  tookMs: number;
}

interface Options extends Partial<ThreadLimits> {
  /** For tests. */
  worker?: URL;
  /** Says what went wrong to whoever runs the server; never anything of the books. */
  complain?: (text: string) => void;
}

/**
 * Runs the matcher in a thread, one run after the other, and keeps the last result of each scope. What is confirmed or
 * parked only leaves it; anything else that happens to the books makes it old, and it is made anew.
 */
export function createMatchDesk(database: Database, url: string, options: Options = {}): MatchDesk {
  const { worker = WORKER, complain = (text) => console.error(text), ...limits } = options;
  const kept = new Map<string, Kept>();
  const met = new Map<string, { version: string; count: number }>();
  const counting = new Map<string, Promise<DryRun | undefined>>();
  const failed = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  let ending: (() => Promise<unknown>) | undefined;
  let closed = false;

  async function run(key: string, scope: MatchScope): Promise<void> {
    if (closed) return;
    // Asked before anything is read: what changes meanwhile makes the result old, not wrong.
    const version = await versionOf(database);
    const began = Date.now();
    const task: MatchTask = { url, scope };
    const ended = await runInThread<ProposedMatches>(worker, task, { ...LIMITS, ...limits }, (end) => {
      ending = end;
    });
    ending = undefined;
    if (closed) return;
    if ('said' in ended) {
      failed.delete(key);
      kept.delete(key);
      kept.set(key, { version, result: ended.said, tookMs: Date.now() - began });
      for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
      return;
    }
    failed.set(key, Date.now());
    complain(`matching: ${ended.failure}: ${ended.cause}`);
  }

  /** Never rejects. */
  function start(key: string, scope: MatchScope): Promise<void> {
    const known = running.get(key);
    if (known) return known;
    const mine = last
      .then(() => run(key, scope))
      .catch((cause: unknown) => {
        failed.set(key, Date.now());
        complain(`matching: ${cause instanceof Error ? cause.name : 'failed'}`);
      })
      .finally(() => running.delete(key));
    running.set(key, mine);
    last = mine;
    return mine;
  }

  /** Never rejects; one thread at a time, whatever it is for. */
  function runRule(rule: RuleInput): Promise<DryRun | undefined> {
    const run = last.then(async () => {
      if (closed) return undefined;
      const version = await versionOf(database);
      const task: MatchTask = { url, rule };
      const ended = await runInThread<DryRun>(worker, task, { ...LIMITS, ...limits }, (end) => {
        ending = end;
      });
      ending = undefined;
      if ('failure' in ended) {
        if (!closed) complain(`trying a rule: ${ended.failure}: ${ended.cause}`);
        return undefined;
      }
      const key = keyOfRule(rule);
      met.delete(key);
      met.set(key, { version, count: ended.said.count });
      for (const oldest of [...met.keys()].slice(0, -MOST_KEPT)) met.delete(oldest);
      return ended.said;
    });
    const answered = run.catch((cause: unknown) => {
      complain(`trying a rule: ${cause instanceof Error ? cause.name : 'failed'}`);
      return undefined;
    });
    last = answered.then(() => undefined);
    return answered;
  }

  return {
    tryRule: runRule,
    async countMet(rule, waitMs = WAIT_MS) {
      const key = keyOfRule(rule);
      if (met.get(key)?.version !== (await versionOf(database))) {
        const run = counting.get(key) ?? runRule(rule).finally(() => counting.delete(key));
        counting.set(key, run);
        await withinMs(run, waitMs);
      }
      return met.get(key)?.count;
    },
    async proposed(scope, waitMs = WAIT_MS) {
      const key = keyOf(scope);
      const version = await versionOf(database);
      const isCurrent = () => kept.get(key)?.version === version;
      const hasFailed = () => Date.now() - (failed.get(key) ?? Number.NEGATIVE_INFINITY) < RETRY_MS;
      // Who has something to go on with does not wait for what will not come in time.
      const longestMs = (kept.get(key)?.tookMs ?? 0) > waitMs ? 0 : waitMs;
      if (!isCurrent() && !hasFailed()) await withinMs(start(key, scope), longestMs);
      const known = kept.get(key);
      if (known === undefined) return { state: hasFailed() ? 'failed' : 'underway' };
      kept.delete(key);
      kept.set(key, known);
      const { proposed, taken } = await stillOpen(database, known.result);
      if (proposed.left > 0 && taken >= MOST_TAKEN && !hasFailed()) void start(key, scope);
      return { proposed, state: isCurrent() ? 'current' : hasFailed() ? 'failed' : 'underway' };
    },
    async close() {
      closed = true;
      await ending?.();
      await last;
    },
  };
}

const keyOf = ({ entity, moneyAccount, from, to }: MatchScope): string =>
  JSON.stringify([entity, String(moneyAccount ?? ''), from ?? '', to ?? '']);

const keyOfRule = ({ moneyAccount, makes, words, validFrom, validTo }: RuleInput): string =>
  JSON.stringify([String(moneyAccount), makes, words, validFrom, validTo ?? '']);

/** Whatever is done leaves a trace; what only takes lines and acts away is seen by what it took. */
const TAKES = ['match', 'park line'];

async function versionOf(db: Database): Promise<string> {
  const { version } = await db
    .selectNoFrom((eb) => [
      sql<string>`concat_ws(' ',
        ${eb.selectFrom('auditEvent').select('id').where('verb', 'not in', TAKES).orderBy('id', 'desc').limit(1)},
        ${eb.selectFrom('statementLine').select(({ fn }) => fn.max('id').as('line'))},
        ${eb.selectFrom('act').select(({ fn }) => fn.max('id').as('act'))})`.as('version'),
    ])
    .executeTakeFirstOrThrow();
  return version;
}

function withinMs(work: Promise<unknown>, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, longestMs);
    void work.then(() => {
      clearTimeout(late);
      resolve();
    });
  });
}

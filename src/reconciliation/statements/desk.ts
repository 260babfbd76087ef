import type { Worker } from 'node:worker_threads';
import type { Database } from '#database/connection.ts';
import { runInThread, type ThreadFailure, whereOf } from '#thread/run-in-thread.ts';
import { giveUp } from './work.ts';

export interface Task {
  /** Of the application's login: a worker has connections of its own. */
  url: string;
  dataDir: string;
  fileId: bigint;
}

export interface StatementDesk {
  /** Takes up whatever waits; a call during work makes sure that nothing is overlooked. */
  wake(): void;
  /** Resolves once nothing is being worked on. */
  idle(): Promise<void>;
  /** Ends the work under way; it begins anew with the next start. */
  close(): Promise<void>;
}

/** What a worker may take: a workbook is held in memory whole, everything else streams. */
const LIMITS = { maxOldGenerationSizeMb: 1_024, stackSizeMb: 4 };
const WORKER = new URL('./worker.ts', import.meta.url);
const LONGEST_MS = 30 * 60_000;
const PAUSE_MS = 30_000;

interface Options {
  /** For tests. */
  worker?: URL;
  limits?: NonNullable<Worker['resourceLimits']>;
  longestMs?: number;
  /** Says what went wrong to whoever runs the server; never anything of the file. */
  complain?: (text: string) => void;
}

/**
 * Reads and stores statements one after the other, each in a thread that can be ended. What is due stands in the table,
 * so a start finds what an earlier process left: it goes on from the beginning of that file. A thread that crashes or
 * takes too long becomes a refusal with words, and the server stays.
 */
export function createStatementDesk(
  database: Database,
  at: Omit<Task, 'fileId'>,
  options: Options = {},
): StatementDesk {
  const { worker = WORKER, limits: memory = LIMITS, longestMs = LONGEST_MS } = options;
  const { complain = (text) => console.error(text) } = options;
  let working: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let ending: (() => Promise<unknown>) | undefined;
  let retry: NodeJS.Timeout | undefined;
  /** Files that another process is at: they are asked for again later. */
  let busy = new Set<bigint>();

  async function workOn(fileId: bigint): Promise<void> {
    const task: Task = { ...at, fileId };
    const ended = await runInThread<{ state: string | null }>(worker, task, { memory, longestMs }, (end) => {
      ending = end;
    });
    ending = undefined;
    if (closed) return;
    if ('said' in ended) {
      if (ended.said.state === null) busy.add(fileId);
      return;
    }
    complain(`statement file ${fileId}: ${ended.cause}`);
    await giveUp(database, fileId, { kind: FAILURES[ended.failure] });
  }

  async function workAll(): Promise<void> {
    for (;;) {
      again = false;
      const next = await database
        .selectFrom('statementFile')
        .select('id')
        .where('state', 'in', ['waiting', 'reading', 'storing'])
        .$if(busy.size > 0, (query) => query.where('id', 'not in', [...busy]))
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (closed || (next === undefined && !again)) return;
      if (next) await workOn(next.id);
    }
  }

  const wake = (): void => {
    if (closed) return;
    again = true;
    clearTimeout(retry);
    working ??= workAll()
      .catch((cause: unknown) => {
        complain(`statements: ${cause instanceof Error ? whereOf(cause) : 'failed'}`);
        again = true;
      })
      .finally(() => {
        working = undefined;
        // The database may be away for a moment, another process be at a file, or a call have come at the last moment.
        if (closed) return;
        if (again || busy.size > 0) retry = setTimeout(wake, PAUSE_MS).unref();
        busy = new Set();
      });
  };

  return {
    wake,
    async idle() {
      while (working) await working;
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await ending?.();
      await working;
    },
  };
}

const FAILURES = {
  tookTooLong: 'statementTookTooLong',
  tookTooMuch: 'statementTookTooMuch',
  failed: 'statementReadingFailed',
} as const satisfies Record<ThreadFailure, string>;

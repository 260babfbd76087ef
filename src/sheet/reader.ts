import { type Result, refused } from '#ledger/refusal.ts';
import { runInThread, type ThreadFailure, type ThreadLimits } from '#thread/run-in-thread.ts';
import type { SheetFile } from './read-file.ts';

/** Reads files of tables off the thread that answers requests. */
export interface SheetReader {
  /** A file that crashes its thread, or takes too long or too much, is refused in words. */
  read(bytes: Uint8Array): Promise<Result<SheetFile>>;
  /** Ends what is being read; whatever waits is refused. */
  close(): Promise<void>;
}

/** Twenty thousand rows of all columns take 3 s of one processor and 0.3 GB. */
const LIMITS: ThreadLimits = { memory: { maxOldGenerationSizeMb: 768, stackSizeMb: 4 }, longestMs: 120_000 };
const WORKER = new URL('./worker.ts', import.meta.url);

const FAILURES = {
  tookTooLong: 'importTookTooLong',
  tookTooMuch: 'importTookTooMuch',
  failed: 'importReadingFailed',
} as const satisfies Record<ThreadFailure, string>;

interface Options extends Partial<ThreadLimits> {
  /** For tests. */
  worker?: URL;
  /** Says what went wrong to whoever runs the server; never anything of the file. */
  complain?: (text: string) => void;
}

/** One file after the other, so that several at once take no more than one. */
export function createSheetReader(options: Options = {}): SheetReader {
  const { worker = WORKER, complain = (text) => console.error(text), ...limits } = options;
  let last: Promise<unknown> = Promise.resolve();
  let ending: (() => Promise<unknown>) | undefined;
  let closed = false;

  async function readNow(bytes: Uint8Array): Promise<Result<SheetFile>> {
    if (closed) return refused({ kind: FAILURES.failed });
    const ended = await runInThread<Result<SheetFile>>(worker, bytes, { ...LIMITS, ...limits }, (end) => {
      ending = end;
    });
    ending = undefined;
    if ('said' in ended) return ended.said;
    if (!closed) complain(`sheet: ${ended.cause}`);
    return refused({ kind: FAILURES[ended.failure] });
  }

  return {
    read(bytes) {
      const reading = last.then(() => readNow(bytes));
      last = reading;
      return reading;
    },
    async close() {
      closed = true;
      await ending?.();
      await last;
    },
  };
}

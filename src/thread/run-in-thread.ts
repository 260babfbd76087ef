import { Worker } from 'node:worker_threads';

/** What a thread may take before it is ended. */
export interface ThreadLimits {
  memory: NonNullable<Worker['resourceLimits']>;
  longestMs: number;
}

/** tookTooMuch: its memory was used up; failed: it threw, or ended without a word. */
export type ThreadFailure = 'tookTooLong' | 'tookTooMuch' | 'failed';

/** `cause` is for whoever runs the server: where it went wrong, never anything of what was read. */
export type ThreadEnd<T> = { said: T } | { failure: ThreadFailure; cause: string };

/**
 * Runs a module in a thread of its own and resolves with the first message it posts. Never rejects: a thread that crashes,
 * takes too long or too much comes to an end here, and the server stays. `begun` is handed the way to end it before.
 */
export function runInThread<T>(
  module: URL,
  task: unknown,
  { memory, longestMs }: ThreadLimits,
  begun: (end: () => Promise<unknown>) => void = () => undefined,
): Promise<ThreadEnd<T>> {
  return new Promise((resolve) => {
    const worker = new Worker(module, { workerData: task, resourceLimits: memory });
    let end: ThreadEnd<T> | undefined;
    const late = setTimeout(() => {
      end ??= { failure: 'tookTooLong', cause: 'took too long and was ended' };
      void worker.terminate();
    }, longestMs);
    begun(() => worker.terminate());
    worker.once('message', (said: T) => {
      end ??= { said };
    });
    worker.once('error', (cause: Error & { code?: string }) => {
      const outOfMemory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      // The message may quote the file; where it went wrong does not.
      end ??= { failure: outOfMemory ? 'tookTooMuch' : 'failed', cause: whereOf(cause) };
    });
    worker.once('exit', () => {
      clearTimeout(late);
      resolve(end ?? { failure: 'failed', cause: 'ended without a word' });
    });
  });
}

/** Name and places of an error, without its message. */
export function whereOf({ name, code, stack = '' }: Error & { code?: string }): string {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [code ?? name, ...places.slice(0, 8)].join('\n');
}

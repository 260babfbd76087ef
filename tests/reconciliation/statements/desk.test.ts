import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askToStore } from '#reconciliation/statements/acts.ts';
import { createStatementDesk } from '#reconciliation/statements/desk.ts';
import type { FileReport } from '#reconciliation/statements/file-report.ts';
import { ccb, type Row, type StatementBooks, statementBooks, uploaded } from './statement-books.ts';

let books: StatementBooks;
beforeAll(async () => {
  books = await statementBooks();
});
afterAll(() => books.close());

const ROWS: Row[] = [
  { day: '2025-07-01', time: '09:00:00', fen: 500n, name: '张三' },
  { day: '2025-07-02', time: '09:00:00', fen: 700n, name: '李四' },
];

const at = () => ({ url: books.urls.app, dataDir: books.dataDir });

async function stands(fileId: bigint): Promise<{ state: string; kinds: string[]; failure?: string }> {
  const row = await books.db
    .selectFrom('statementFile')
    .select(['state', 'report'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  const report = row.report as unknown as FileReport | null;
  const failure = report?.failure?.kind;
  return { state: row.state, kinds: report?.refusals.map(({ kind }) => kind) ?? [], ...(failure && { failure }) };
}

/** A worker that goes wrong in its own way. */
async function badWorker(name: string, code: string): Promise<URL> {
  const path = join(books.dataDir, `${name}.mjs`);
  await writeFile(path, code);
  return pathToFileURL(path);
}

// A thread of its own starts slowly where many run.
describe('the desk', { timeout: 120_000 }, () => {
  test('reads and stores in a thread what a start finds waiting, read in part and stored in part', async () => {
    const account = await books.account();
    const fileId = await uploaded(books, account, ccb(ROWS));
    const broken = await uploaded(books, account, 'nothing');
    // As a process leaves it that died over it.
    await books.db.updateTable('statementFile').set({ state: 'reading' }).where('id', '=', fileId).execute();
    const desk = createStatementDesk(books.db, at());
    desk.wake();
    await desk.idle();
    expect(await stands(fileId)).toEqual({ state: 'read', kinds: [] });
    expect(await stands(broken)).toEqual({ state: 'refused', kinds: ['statementHeadingsMissing'] });
    await askToStore(books.db, fileId, books.recorder);
    desk.wake();
    await desk.idle();
    await desk.close();
    expect((await stands(fileId)).state).toBe('stored');
    expect(await books.lines(account)).toHaveLength(2);
  });

  test.for<[string, string, object, string]>([
    ['crashes', `throw new Error('張三 6217')`, {}, 'statementReadingFailed'],
    ['dies', 'process.exit(3)', {}, 'statementReadingFailed'],
    ['never ends', 'setInterval(() => undefined, 1000)', { longestMs: 300 }, 'statementTookTooLong'],
    [
      'takes all memory',
      'const kept = []; for (;;) kept.push(new Array(10_000).fill(Math.random()));',
      { limits: { maxOldGenerationSizeMb: 16 } },
      'statementTookTooMuch',
    ],
  ])('outlives a worker that %s, and says so in words', async ([name, code, options, kind]) => {
    const complaints: string[] = [];
    const worker = await badWorker(name.replaceAll(' ', '-'), code);
    const account = await books.account();
    const waiting = await uploaded(books, account, ccb(ROWS));
    const desk = createStatementDesk(books.db, at(), { worker, ...options, complain: (said) => complaints.push(said) });
    desk.wake();
    await desk.idle();
    await desk.close();
    expect(await stands(waiting)).toEqual({ state: 'refused', kinds: [kind] });
    expect(complaints).toHaveLength(1);
    // Whatever a fault quotes of a file is told to nobody.
    expect(complaints.join()).not.toContain('6217');
  });

  test('leaves a file whose store failed as it was previewed, to be tried again', async () => {
    const account = await books.account();
    const { fileId } = await books.read(account, ccb(ROWS));
    await askToStore(books.db, fileId, books.recorder);
    const worker = await badWorker('fails', 'process.exit(1)');
    const failing = createStatementDesk(books.db, at(), { worker, complain: () => undefined });
    failing.wake();
    await failing.idle();
    await failing.close();
    expect(await stands(fileId)).toEqual({ state: 'read', kinds: [], failure: 'statementReadingFailed' });
    await askToStore(books.db, fileId, books.recorder);
    const desk = createStatementDesk(books.db, at());
    desk.wake();
    await desk.idle();
    await desk.close();
    expect(await stands(fileId)).toEqual({ state: 'stored', kinds: [] });
  });
});

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ccb, type StatementBooks, statementBooks } from './statement-books.ts';

let books: StatementBooks;
beforeAll(async () => {
  books = await statementBooks();
});
afterAll(() => books.close());

interface Said {
  code: number;
  out: string;
  error: string;
}

/** `mingzhang statement …` in a process of its own, as a nightly job runs it. */
function command(...args: string[]): Promise<Said> {
  const main = join(import.meta.dirname, '../../../src/cli/main.ts');
  const env = { ...process.env, DATABASE_URL: books.urls.app, DATA_DIR: books.dataDir };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'statement', ...args], { env }, (fault, out, error) => {
      resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, out, error });
    });
  });
}

test('the command stores a statement once, and ends with 1 and words where it cannot', {
  timeout: 180_000,
}, async () => {
  const account = await books.account('4300123456785300');
  const { email } = await books.db
    .selectFrom('appUser')
    .select('email')
    .where('id', '=', books.recorder)
    .executeTakeFirstOrThrow();
  const path = join(books.dataDir, 'july.csv');
  const rows = [{ day: '2025-07-01', time: '09:00:00', fen: 500n, name: '张三' }];
  await writeFile(path, ccb(rows));
  const by = ['--account', '4300123456785300', '--by', email, '--json'];

  const stored = await command('import', path, ...by);
  expect(stored.error).toBe('');
  expect(stored.code).toBe(0);
  expect(JSON.parse(stored.out)).toMatchObject({ state: 'stored', statements: [{ lines: 1, fresh: 1 }], refusals: [] });
  expect(await books.lines(account)).toHaveLength(1);

  const again = await command('import', path, ...by);
  expect(again.code).toBe(1);
  expect(JSON.parse(again.out)).toMatchObject({ state: 'refused', refusals: [{ kind: 'statementFileStoredBefore' }] });

  const unknown = await command('import', path, '--account', 'nobody’s', '--by', email);
  expect([unknown.code, unknown.error]).toEqual([2, expect.stringContaining('no approved money account')]);
  expect(await books.lines(account)).toHaveLength(1);
});

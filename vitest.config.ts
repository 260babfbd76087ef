import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Rooms whose tests need no database; every other test under tests/ may ask for one. */
const PURE = [
  'ledger',
  'log',
  'i18n',
  'site',
  'islands',
  'house',
  'sheet',
  'reconciliation/statement',
  'reconciliation/matching',
].map((room) => `tests/${room}/**/*.test.ts`);
const BROWSER = 'tests/e2e/**/*.test.ts';
/** The embedded server's own tests say nothing about another one. */
const NOT_OF_THIS_SERVER = process.env.TEST_DATABASE_URL ? ['tests/database/embedded.test.ts'] : [];

export default defineConfig({
  test: {
    // The same for every project, so that their files mix: browser tests mostly wait while others compute. Each of them
    // starts a portal and a browser of its own, and more than four of those are slower than four.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
    projects: [
      { test: { name: 'unit', include: PURE, testTimeout: 60_000 } },
      {
        test: {
          name: 'database',
          include: ['tests/**/*.test.ts'],
          exclude: [...PURE, BROWSER, ...NOT_OF_THIS_SERVER],
          globalSetup: 'tests/support/cluster.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [BROWSER],
          globalSetup: ['tests/support/chromium.ts', 'tests/support/cluster.ts', 'tests/support/shared-folder.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addPosition, isEmpty } from '#log/position.ts';
import { daysWithMovement, inMonth, monthsOf, onDay, undated } from '#site/month-statements.ts';
import { isMoved, rolledForward, statedIn } from '#site/notice-changes.ts';
import { readSite } from '#site/site-data.ts';
import type { Survey } from '#site/survey.ts';
import { writeSampleLog } from '../support/sample-log.ts';
import { type BooksAct, booksAct, RandomBooks } from './random-books.ts';

async function surveyOf(periods: readonly (readonly BooksAct[])[]): Promise<Survey> {
  const books = new RandomBooks();
  for (const acts of periods) {
    for (const act of acts) books.do(act);
    books.close();
  }
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-notices-'));
  try {
    await writeSampleLog(folder, books.notices);
    return (await readSite(folder)).survey;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('what was left before and what a notice moved make what is left, and all notices make the books', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(booksAct, { maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      async (periods) => {
        const { notices, fold } = await surveyOf(periods);
        for (const [at, notice] of notices.list.entries()) {
          for (const { before, change, now } of rolledForward(notice, notices.list[at - 1])) {
            expect(change.received + before.balance).toBe(
              change.disbursed + change.appropriated + change.adjusted + change.unstated + now.balance,
            );
            const sum = { ...before };
            addPosition(sum, change, 1n);
            expect(sum).toEqual(now);
          }
        }
        const last = notices.list.at(-1);
        expect(statedIn(last).filter((row) => !isEmpty(row))).toEqual(fold.positions());
        expect(rolledForward(notices.list[0] ?? fail(), undefined).filter(isMoved)).toHaveLength(
          statedIn(notices.list[0]).filter((row) => !isEmpty(row)).length,
        );
      },
    ),
    { numRuns: 20 },
  );
});

test('the months and what is undated make the books; days of a month are part of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booksAct, { maxLength: 30 }), async (acts) => {
      const survey = await surveyOf([acts]);
      const parts = [...monthsOf(survey).flatMap((month) => inMonth(survey, month)), ...undated(survey)];
      for (const row of survey.fold.positions()) {
        const own = parts.filter(
          ({ entity, fund, stream, unit }) =>
            entity === row.entity && fund === row.fund && stream === row.stream && unit === row.unit,
        );
        expect(own.reduce((sum, part) => sum + part.received, 0n)).toBe(row.received);
        expect(own.reduce((sum, part) => sum + part.balance, 0n)).toBe(row.balance);
      }
      for (const day of daysWithMovement(survey)) {
        const month = inMonth(survey, day.slice(0, 7));
        for (const { entity, fund, stream, unit, leaves } of onDay(survey, day)) {
          const whole = month.find(
            (row) => row.entity === entity && row.fund === fund && row.stream === stream && row.unit === unit,
          );
          expect(whole?.leaves).toBeGreaterThanOrEqual(leaves);
        }
      }
    }),
    { numRuns: 20 },
  );
});

const fail = (): never => {
  throw new Error('there is no notice');
};

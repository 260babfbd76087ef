import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPublishedLog } from '#site/published-log.ts';
import { readSite, type SiteWithState } from '#site/site-data.ts';
import { Survey, type SurveyState } from '#site/survey.ts';
import { writeSampleLog } from '../support/sample-log.ts';
import { type BooksAct, booksAct, RandomBooks } from './random-books.ts';

const CODE = 'this version';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-survey-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** 60 leaves more than a bundle, the first of them gifts, and a correction of the first gift behind the boundary. */
async function writeGrowingLog(acts = 300): Promise<void> {
  const books = new RandomBooks();
  const cash: BooksAct = {
    kind: 'cash',
    amount: 100,
    entity: 'hengyang-charity',
    fund: 'hengyang-2020',
    date: { precision: 'day', day: '2020-02-20' },
  };
  for (let at = 0; at < acts; at++) {
    books.do({ ...cash, amount: 100 + at, kind: at === 280 ? 'void' : at === 285 ? 'rename' : 'cash' });
    if (at % 100 === 99) books.close();
  }
  books.close();
  await writeSampleLog(folder, books.notices);
}

const resumed = (state: Uint8Array | undefined, code = CODE): Promise<SiteWithState> =>
  readSite(folder, { code, state });

async function erase(bundle: string, leaf: string): Promise<void> {
  const path = join(folder, 'openings', `${bundle}.json`);
  const chunk = JSON.parse(await readFile(path, 'utf8'));
  delete chunk[leaf];
  await writeFile(path, JSON.stringify(chunk));
}

test('wherever the pass is cut, going on from the cut gives the same survey as reading all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booksAct, { minLength: 5, maxLength: 40 }), async (acts) => {
      const books = new RandomBooks();
      for (const act of acts) books.do(act);
      books.close();
      await rm(folder, { recursive: true });
      await writeSampleLog(folder, books.notices);
      const log = await openPublishedLog(folder);
      const whole = (await new Survey().read(log)).snapshot();
      const first = new Survey();
      for (let cut = 0n; cut <= log.size; cut++) {
        await first.read(log, cut);
        const written = deserialize(serialize(first.snapshot())) as SurveyState;
        const again = await new Survey().restore(written).read(log);
        expect(again.snapshot()).toEqual(whole);
      }
    }),
    { numRuns: 6 },
  );
});

test('the next build reads only what the last full bundle does not hold', async () => {
  await writeGrowingLog();
  const { state, survey } = await readSite(folder, { code: CODE, state: undefined });
  const next = await resumed(state);
  expect(next.resumedFrom).toBe(256n);
  expect(next.survey.snapshot()).toEqual(survey.snapshot());
  expect(next.survey.corrected.size).toBe(1);
  expect(next.survey.register.organisationName('hengyang-charity')).toBe('hengyang-charity 385');
});

test('a log that grew is read on from the state of its earlier size', async () => {
  await writeGrowingLog(240);
  const before = await readSite(folder, { code: CODE, state: undefined });
  await writeGrowingLog(700);
  const next = await resumed(before.state);
  expect(next.resumedFrom).toBe(256n);
  expect((await resumed(next.state)).resumedFrom).toBe(512n);
  expect(next.survey.snapshot()).toEqual((await readSite(folder)).survey.snapshot());
});

test.each<[string, (state: Uint8Array) => Promise<SiteWithState>]>([
  ['was made by other code', (state) => resumed(state, 'an older version')],
  ['is torn', (state) => resumed(state.subarray(0, state.length - 7))],
  ['is empty', () => resumed(new Uint8Array())],
  [
    'is of another log',
    async (state) => {
      const books = new RandomBooks();
      for (let at = 0; at < 300; at++) {
        books.do({
          kind: 'goods',
          amount: 7,
          entity: 'dali-charity',
          fund: 'dali-2020',
          date: { precision: 'notStated' },
        });
      }
      books.close();
      await writeSampleLog(folder, books.notices);
      return resumed(state);
    },
  ],
  [
    'still knows a name that was erased',
    async (state) => {
      await erase('000', '23');
      const next = await resumed(state);
      expect(next.survey.register.organisationName('dali-charity')).toBe('dali-charity');
      return next;
    },
  ],
])('a state that %s is left alone', async (_, read) => {
  await writeGrowingLog();
  const { state, survey } = await readSite(folder, { code: CODE, state: undefined });
  expect(survey.register.organisations.get('dali-charity')).toMatchObject({ name: 'dali-charity 总会', leaf: 23n });
  const next = await read(state ?? new Uint8Array());
  expect(next.resumedFrom).toBe(0n);
  expect(next.survey.snapshot()).toEqual((await readSite(folder)).survey.snapshot());
});

test('before a bundle is full there is no state to keep', async () => {
  await writeGrowingLog(50);
  expect((await readSite(folder, { code: CODE, state: undefined })).state).toBeUndefined();
});

import { expect, test } from 'vitest';
import { publicWords as en } from '#i18n/en/public.ts';
import { publicWords as zhHans } from '#i18n/zh-Hans/public.ts';

/** Chinese quoted on purpose: the name in the seal, and what stands on the page for a minor. */
const QUOTED: Record<string, string> = {
  'chrome.mark': '明账',
  'method.passages.4.points.0': '爱心学生',
};

/** What English leaves out where the source has a word: nothing follows the number of a page. */
const LEFT_OUT = ['pictures.pageAfter'];

/** Arguments of functions that take more than codes and figures. */
const GIVEN: Record<string, (figure: string) => unknown[]> = {
  'dates.day': () => ['2020-02-05'],
  'dates.occurred': () => [{ precision: 'day', day: '2020-02-05' }],
  'dates.published': () => ['2020-02-28T10:00:00Z'],
  'dates.moment': () => ['2020-02-28T10:00:00Z'],
  'overview.summaryOf': () => [[{ entity: 'hengyang-charity', fund: 'hengyang-2020' }]],
  'overview.pending': (figure) => [[figure, figure]],
  'records.sentence': (figure) => [figure, figure],
  'records.joined': (figure) => [figure, figure],
};

/** Every text by the path to it; a function says what it says of `figure`. */
function said(words: unknown, figure: string, path = ''): Map<string, string> {
  if (typeof words === 'string') return new Map([[path, words]]);
  if (typeof words === 'function') {
    const given = GIVEN[path]?.(figure) ?? Array.from({ length: words.length }, () => figure);
    return said(words(...given), figure, `${path}()`);
  }
  if (words === null || typeof words !== 'object') throw new TypeError(`${path} is ${words}, not words`);
  return new Map(
    Object.entries(words).flatMap(([key, part]) => [...said(part, figure, path === '' ? key : `${path}.${key}`)]),
  );
}

const texts = [...said(en, '2')];

test('English says what the source says, and nothing beside it', () => {
  expect(texts.map(([path]) => path).sort()).toEqual([...said(zhHans, '2').keys()].sort());
});

test('no text is empty but where the source is, and no figure is lost', () => {
  const source = said(zhHans, '2');
  expect(texts.filter(([path, text]) => text === '' && source.get(path) !== '').map(([path]) => path)).toEqual(
    LEFT_OUT.filter((path) => source.has(path)),
  );
  expect(texts.filter(([, text]) => /undefined|NaN|\[object|\$\{/.test(text))).toEqual([]);
});

test('a function that the source gives a figure says it in English too', () => {
  const source = said(zhHans, '987');
  const silent = [...said(en, '987')].filter(
    ([path, text]) => source.get(path)?.includes('987') && !text.includes('987'),
  );
  expect(silent).toEqual([]);
});

test('no Chinese character and no full-width sign but what is quoted on purpose', () => {
  const chinese = texts
    .map(([path, text]) => [path, text.replace(QUOTED[path] ?? '', '')])
    .filter(([, text]) => /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u.test(text ?? ''));
  expect(chinese).toEqual([]);
  expect(Object.entries(QUOTED).filter(([path, term]) => !said(en, '2').get(path)?.includes(term))).toEqual([]);
});

test('one of a thing is not named in the plural', () => {
  const plurals = [...said(en, '1')].filter(([, text]) =>
    /(?<!no\. |[\d.,])\b1 (?:\w+ )?(?!(?:is|was)\b)\w+s\b/.test(text),
  );
  expect(plurals).toEqual([]);
});

test.each([
  [en.books.records(1), '1 record'],
  [en.books.records(2), '2 records'],
  [en.books.pending('Medical masks', 1n, '400 pieces'), 'Medical masks: 1 record, 400 pieces'],
  [en.chrome.position(1n, '1'), '1 record in the ledger · Notice no. 1'],
  [
    en.overview.summaryOf([{ entity: 'a', fund: 'f' }]),
    '1 accounting entity and 1 fund, aggregated, not consolidated.',
  ],
  [
    en.overview.summaryOf([
      { entity: 'a', fund: 'f' },
      { entity: 'b', fund: 'g' },
    ]),
    '2 accounting entities and 2 funds, aggregated, not consolidated.',
  ],
  [en.records.people('1', en.terms.bases.household), '1 household'],
  [en.records.people('1', en.terms.bases.person), '1 person'],
  [en.records.people('62', en.terms.bases.person), '62 people'],
  [en.records.people('1,204', en.terms.bases.household), '1,204 households'],
  [
    en.records.joined('62 people', en.records.eachOf('person', '15,000.00 yuan')),
    '62 people, 15,000.00 yuan per person',
  ],
  [en.records.sentence('First', 'second'), 'First, second.'],
  [en.verify.progress('1', '1'), '1 of 1 record verified'],
])('%s', (text, wanted) => {
  expect(text).toBe(wanted);
});

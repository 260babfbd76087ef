import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseFold } from '#site/search/chinese-fold.ts';
import { stretchesOf } from '#site/search/occurrences.ts';
import { occursIn, runsOf, runsOfQuery } from '#site/search/words.ts';

const fold = chineseFold();
const marked = (text: string, typed: string): string =>
  stretchesOf(text, runsOfQuery(typed, fold), fold)
    .map((stretch) => (stretch.found ? `[${stretch.text}]` : stretch.text))
    .join('');

describe('what was looked for is marked', () => {
  test.for([
    ['医用口罩 400 只', '口罩', '医用[口罩] 400 只'],
    ['医用口罩 400 只', '口罩 400', '医用[口罩] [400] 只'],
    ['衡阳市慈善总会', '慈善總會', '衡阳市[慈善总会]'],
    ['３Ｍ口罩', '3m', '[３Ｍ]口罩'],
    ['D2020-00123', 'd2020-001', '[D2020]-[001]23'],
    ['张 三', '张三', '[张 三]'],
    ['口罩、口罩', '口罩', '[口罩]、[口罩]'],
    ['Medical masks', 'mask', 'Medical [mask]s'],
    ['unmasked', 'mask', 'unmasked'],
    ['医用（口罩）', '用口', '医用（口罩）'],
  ] as const)('%s, %s', ([text, typed, expected]) => {
    expect(marked(text, typed)).toBe(expected);
  });

  test('exactly where the search finds it, and the text stays what it was', () => {
    const character = fc.constantFrom(...'医用口罩發发Ａa1２ -（、\u3000');
    const text = fc.array(character, { maxLength: 12 }).map((each) => each.join(''));
    fc.assert(
      fc.property(text, fc.array(character, { minLength: 1, maxLength: 3 }), (whole, typed) => {
        const runs = runsOfQuery(typed.join(''), fold);
        const stretches = stretchesOf(whole, runs, fold);
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(whole);
        const occurs = runs.some((run) => occursIn(run, runsOf(whole, fold)));
        expect(stretches.some(({ found }) => found)).toBe(occurs);
      }),
    );
  });
});

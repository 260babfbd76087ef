import { describe, expect, test } from 'vitest';
import { chineseFold } from '#site/search/chinese-fold.ts';
import { readFold, writeFold } from '#site/search/fold.ts';
import { namesSomebody } from '#site/search/gift-records.ts';
import { lookUpTerms, occursIn, runsOf, runsOfQuery, termsOf } from '#site/search/words.ts';

const fold = chineseFold();

const finds = (query: string, name: string): boolean =>
  runsOfQuery(query, fold).every((run) => occursIn(run, runsOf(name, fold)));

describe('a name is found', () => {
  test.for([
    ['衡阳', '衡阳市慈善总会'],
    ['慈善總會', '衡阳市慈善总会'],
    ['衡阳市慈善总会', '衡陽市慈善總會'],
    ['王發', '王发'],
    ['王发', '王髮'],
    ['王', '王芳'],
    ['张三', '张 三'],
    ['张　三', '张三'],
    ['Ｄ２０２０－００１', 'D2020-00123'],
    ['d2020-00123', 'D2020-00123'],
    ['3m', '３Ｍ中国有限公司'],
    ['公司 3m', '3M中国有限公司'],
    ['有限公司', '湖南金钟（集团）有限公司'],
    ['金钟集团', '金钟集团'],
  ] as const)('%s finds %s', ([query, name]) => {
    expect(finds(query, name)).toBe(true);
  });

  test.for([
    ['2020', 'D2020-00123'],
    ['钟集', '金钟（集团）'],
    ['王芳', '王小芳'],
    ['李', '王芳'],
  ] as const)('%s does not find %s', ([query, name]) => {
    expect(finds(query, name)).toBe(false);
  });
});

test('a longer piece is looked up by what every match of it has', () => {
  const { terms, exact } = lookUpTerms({ han: true, text: '科技有限责任公司' });
  expect(terms).toEqual(['t科技有', 't限责任', 't任公司']);
  expect(exact).toBe(false);
  const all = termsOf(runsOf('湖南天成科技有限责任公司', fold));
  expect(terms.every((term) => all.has(term))).toBe(true);
});

test('the fold is read as it was written', () => {
  expect(readFold(writeFold(fold))).toEqual(fold);
  expect(fold.get('髮')).toBe('发');
});

test('names that name nobody are no way to find a gift', () => {
  expect(['王**', '**有限公司', '爱心人士', '爱心学生', '张某', '李＊＊'].filter(namesSomebody)).toEqual([]);
  expect(['王芳', '湖南金钟集团', '一滴水'].every(namesSomebody)).toBe(true);
});

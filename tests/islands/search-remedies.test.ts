import { expect, test } from 'vitest';
import { islandWords } from '#i18n/zh-Hans/island.ts';
import { remediesOf } from '#islands/search-remedies.ts';
import type { SearchQuery } from '#site/search/search.ts';

test.for<[SearchQuery, [string, SearchQuery][]]>([
  [{ text: '欧阳不存在' }, []],
  [{ text: '', kind: 'listing' }, []],
  [{ text: '口罩', kind: 'listing' }, [['去掉条件，只查“口罩”', { text: '口罩' }]]],
  [
    { text: ' 张　口罩 ', month: '2020-02' },
    [
      ['去掉条件，只查“张　口罩”', { text: '张　口罩' }],
      ['只查“张”', { text: '张' }],
      ['只查“口罩”', { text: '口罩' }],
    ],
  ],
])('where %o finds nothing, wider searches are offered', ([query, expected]) => {
  expect(remediesOf(query, islandWords.search).map(({ label, query: other }) => [label, other])).toEqual(expected);
});

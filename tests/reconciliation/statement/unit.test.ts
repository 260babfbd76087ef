import { describe, expect, test } from 'vitest';
import { inspected } from './statements.ts';

const refusalsOf = async (text: string): Promise<string[]> => (await inspected(text)).refusals;

describe('amounts in another unit than yuan', () => {
  const table = '交易日期,收入,支出,摘要\n2025-01-02,100.00,,a\n';

  test.each([
    ['单位：万元'],
    ['金额单位:万元'],
    ['某会收支明细,,,金额单位：人民币千元'],
    ['单位,万元'],
    ['（單位：萬元）'],
    ['本表以万元为单位'],
    ['收支明细,（万元）'],
    ['单位：分'],
  ])('are refused where %s stands above', async (title) => {
    expect(await refusalsOf(`${title}\n${table}`)).toEqual(['statementUnitNotYuan:1']);
  });

  test('are refused where it stands among the headings or below', async () => {
    expect(await refusalsOf(table.replace('摘要', '摘要,单位：万元'))).toEqual(['statementUnitNotYuan:1']);
    expect(await refusalsOf(`${table}单位：千元\n`)).toEqual(['statementUnitNotYuan:3']);
  });

  test.each([['单位：元'], ['单位：人民币元'], ['单位：分宜县慈善会'], ['开户单位：百元村救灾会'], ['（万元村）']])(
    'are not meant by %s',
    async (title) => expect(await refusalsOf(`${title}\n${table}`)).toEqual([]),
  );

  test('are in dollars where the unit is', async () => {
    expect((await inspected(`单位：美元\n${table}`)).reports).toMatchObject([{ currency: 'USD' }]);
  });
});

import { expect, test } from 'vitest';
import type { StatementLeaf } from '#log/leaf.ts';
import { mistakeIn } from '#log/leaf-rules.ts';
import { statementLeaves, type UnmatchedSum } from '#log/statement.ts';

const head = { notice: 1n, cutoff: '2020-02-14T08:00:00Z', auditHead: 'A'.repeat(43) };
const sum = (entity: string, account: UnmatchedSum['account'], flow: UnmatchedSum['flow']): UnmatchedSum => ({
  ...{ entity, account, flow, amount: 100n, count: 2n },
});

test('unmatched sums stand on parts of their own, one for each entity, behind the positions', () => {
  const position = { received: 5n, disbursed: 0n, appropriated: 0n, adjusted: 0n, unstated: 0n, balance: 5n };
  const own = { entity: 'z', fund: 'relief', stream: 'donation' as const, unit: 'CNY' };
  const leaves = statementLeaves(
    head,
    [{ ...own, ...position }],
    [],
    [sum('b', 'wechat', 'out'), sum('a', 'bank', 'in'), sum('b', 'bank', 'in')],
  );
  expect(
    leaves.map(({ entity, fund, part, parts, unmatched }) => [entity, fund, part, parts, unmatched?.length]),
  ).toEqual([
    ['z', 'relief', '1', '3', undefined],
    ['a', undefined, '2', '3', 1],
    ['b', undefined, '3', '3', 2],
  ]);
  expect(leaves[2]?.unmatched?.map(({ account }) => account)).toEqual(['bank', 'wechat']);
  for (const leaf of leaves) expect(mistakeIn(leaf)).toBeUndefined();
});

test.each<[string, Partial<StatementLeaf>, string]>([
  ['of no entity', {}, 'entity'],
  ['of a fund', { entity: 'a', fund: 'relief' }, 'fund'],
  ['beside what waits', { entity: 'a', pending: [{ unit: 'CNY', amount: '1', count: '1' }] }, 'unmatched'],
])('unmatched sums %s are malformed', (_, change, at) => {
  const row = { account: 'bank' as const, flow: 'in' as const, amount: '1', count: '1' };
  const leaf: StatementLeaf = {
    ...{ v: 1, kind: 'statement', notice: '1', part: '1', parts: '1', cutoff: head.cutoff, auditHead: head.auditHead },
    ...{ balances: [], pending: [], unmatched: [row], ...change },
  };
  expect(mistakeIn(leaf)).toEqual({ code: 'malformedLeaf', at });
});

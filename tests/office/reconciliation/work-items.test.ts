import { describe, expect, test } from 'vitest';
import { partsOf, readParts } from '#office/reconciliation/chosen.ts';
import { compared, likeName, withNumbers } from '#office/reconciliation/compare.ts';
import { foremost } from '#office/reconciliation/load-work.ts';
import { actionAddress, addressOf, afterwards, scopeOf, searchText } from '#office/reconciliation/scope.ts';
import { standingAt, sumOf, within, workItems } from '#office/reconciliation/work-items.ts';
import type { WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import type { MatchProposal, ProposedMatches } from '#reconciliation/matches/propose-matches.ts';

const line = (id: bigint, day: string, more: Partial<WorkLine> = {}): WorkLine => ({
  ...{
    id,
    account: { id: 1n, name: '募捐专户', kind: 'bank' },
    entity: 'charity',
    day,
    flow: 'in',
    amountFen: 20_000n,
  },
  ...{ references: [], counterparty: { name: '王谷雨' }, state: 'open', statement: { id: 1n, fileId: 1n, place: 2 } },
  ...more,
});

const act = (actId: bigint, more: Partial<WorkRecord> = {}): WorkRecord => ({
  ...{ actId, number: `D2026-0000${actId}`, kind: 'donation', status: 'approved', revision: 1, title: '王谷雨' },
  ...{ entity: 'charity', fund: 'relief', occurred: { precision: 'day', from: '2020-02-10', to: '2020-02-10' } },
  ...{ flow: 'in', amountFen: 20_000n, recordedBy: { id: 1n, name: '经办甲' } },
  ...more,
});

const proposal = (lines: WorkLine[], acts: WorkRecord[], way: MatchProposal['way'] = 'score'): MatchProposal => ({
  ...{ way, lines, acts, algorithmVersion: '2', explanation: {} },
});

const proposed = (more: Partial<ProposedMatches> = {}): ProposedMatches => ({
  ...{ version: '2', proposals: [], questions: [], ruled: [], transfers: [], left: 0 },
  ...more,
});

describe('the work of reconciliation', () => {
  const lines = [line(1n, '2020-02-12'), line(2n, '2020-02-10'), line(3n, '2020-02-11'), line(4n, '2020-02-09')];

  test('goes from what needs the least thought to what needs the most, and by day within', () => {
    const items = workItems(
      proposed({
        proposals: [proposal([lines[0] as WorkLine], [act(1n)]), proposal([lines[1] as WorkLine], [act(2n)])],
        questions: [{ kind: 'countsDiffer', lines: [lines[2] as WorkLine], acts: [act(3n), act(4n)] }],
      }),
      lines,
      [],
      [act(1n), act(5n)],
    );
    expect(items.map(({ section, key }) => [section, key])).toEqual([
      ['proposal', 'l2'],
      ['proposal', 'l1'],
      ['exception', 'l3'],
      ['line', 'l4'],
      ['record', 'a5'],
    ]);
  });

  test('goes on with what comes next once the item in hand is gone', () => {
    const items = workItems(proposed(), lines, [], []);
    expect(standingAt(items, { at: 'l2' })?.next?.key).toBe('l3');
    expect(standingAt(items, { at: 'l99' })?.item.key).toBe('l4');
    expect(standingAt([], { at: 'l2' })).toBeUndefined();
    expect(within(items, { from: '2020-02-10', to: '2020-02-11' }).map(({ key }) => key)).toEqual(['l2', 'l3']);
  });

  test('counts what goes out against what comes in', () => {
    expect(sumOf([line(1n, '2020-02-10'), line(2n, '2020-02-10', { flow: 'out', amountFen: 500n })])).toBe(19_500n);
  });
});

describe('an address of the screen', () => {
  const entities = ['charity', 'union'];

  test('says where somebody stands, and only that, whatever it is given', () => {
    const odd = new URLSearchParams('entity=nobody&at=l0&mode=drop&from=2020-02-30&page=-1&account=x&section=all&q=');
    expect(scopeOf(odd, entities)).toEqual({ entity: 'charity' });
    expect(scopeOf(odd, [])).toBeUndefined();
    const scope = scopeOf(new URLSearchParams('entity=union&at=l12&mode=gift&next=l13&many=1'), entities);
    expect(scope).toEqual({ entity: 'union', at: 'l12', mode: 'gift', next: 'l13', many: true });
    expect(scope && addressOf(scope, { mode: undefined, many: undefined })).toBe('?entity=union&at=l12&next=l13');
  });

  test('holds nothing that no database takes, and never whom somebody looks for', () => {
    const scope = scopeOf(new URLSearchParams('entity=%00union&q=a%00b&at=%00l1'), entities);
    expect(scope).toEqual({ entity: 'charity', at: 'l1' });
    const looking = { entity: 'charity', at: 'l1', q: '王' };
    expect(addressOf(looking)).toBe('?entity=charity&at=l1');
    expect(actionAddress(looking, { queryString: '?_action=matches.confirm' })).not.toContain('q=');
    expect(searchText('a\0b\u202E ')).toBe('ab');
    expect([searchText(' \0'), searchText(undefined)]).toEqual([undefined, undefined]);
    expect(searchText('甲'.repeat(200))).toBe('甲'.repeat(80));
  });

  test('leads on to the next item, and remembers which was dealt with', () => {
    expect(afterwards({ entity: 'union', at: 'l12', next: 'l13', mode: 'park', q: '王' })).toEqual({
      ...{ entity: 'union', at: 'l13', done: 'l12' },
    });
  });
});

describe('what a form speaks of', () => {
  test('is the same text in whatever order it was ticked, and nothing else is taken for it', () => {
    const text = partsOf([line(12n, '2020-02-10'), line(3n, '2020-02-10')], [act(5n)]);
    expect(text).toBe('3.12-5');
    expect(readParts(text)).toEqual({ lines: [3n, 12n], acts: [5n] });
    expect(readParts('3-')).toEqual({ lines: [3n], acts: [] });
    for (const odd of ['12.3-5', '3.12', '3..12-5', 'a-b', '03-5', '']) expect(readParts(odd)).toBeUndefined();
  });
});

test('what agrees and what differs is said of each fact, and nothing where one side is silent', () => {
  const other = line(1n, '2020-02-11', { purpose: '捐款 D2026-00001', counterparty: {} });
  expect(compared(other, act(1n))).toEqual([
    { fact: 'day', same: false },
    { fact: 'amount', same: true },
    { fact: 'name', same: undefined },
    { fact: 'reference', same: true },
    { fact: 'account', same: undefined },
  ]);
  expect(withNumbers('捐款 D2026-00001', act(1n)).filter(({ marked }) => marked)).toEqual([
    { text: 'D2026-00001', marked: true },
  ]);
});

test.for([
  ['*谷雨', '王谷雨', true],
  ['王古雨', '王谷雨', true],
  ['*立春', '王谷雨', false],
  ['', '王谷雨', false],
  ['湖南雁峰建设集团有限公司', '湖南雁峰建设集团', true],
  ['湖南雁峰建设集团有限公司', '湖南湘江商贸有限公司', false],
])('whether %s may be %s is %s', ([said, known, like]) => {
  const payer = line(1n, '2020-02-11', { counterparty: { name: said as string } });
  expect(likeName(payer, act(1n, { title: known as string }))).toBe(like);
});

test('one record of the amount that a name speaks for is put forward; of two, neither', () => {
  const [one, other] = [act(1n), act(2n)];
  expect(
    foremost([
      { what: one, why: ['amount', 'nameLike'] },
      { what: other, why: ['amount'] },
    ]),
  ).toBe(one);
  expect(
    foremost([
      { what: one, why: ['amount', 'name'] },
      { what: other, why: ['amount', 'nameLike'] },
    ]),
  ).toBeUndefined();
  expect(foremost([{ what: one, why: ['amount'] }])).toBeUndefined();
});

import { expect, test } from 'vitest';
import { actItems, closedItems, lineItems } from '#office/sheet-items.ts';
import { namedLine } from '#reconciliation/close/named-lines.ts';

const PAID = { counterpartyName: '张三', kind: '跨行转账', purpose: '代李四 13800138000 张先生捐款' };
const lines = new Map([['1', { ...namedLine(PAID), at: { statement: 7n, place: 12 } }]]);
const acts = new Map([['2', { kind: 'adjustment' as const, reason: 'fee' }]]);
const line = { id: '1', day: '2020-02-03', amountFen: 50_00n, label: '张三' };
const SHOWN = {
  ...{ id: '1', day: '2020-02-03', amountFen: 50_00n, label: '跨行转账' },
  summary: '流水 7，第 12 行',
};
const told = (items: unknown) =>
  JSON.stringify(items, (_, value) => (typeof value === 'bigint' ? String(value) : value));

test('who may not read statements sees of a line its kind, its day and its amount, and nothing a payer wrote', () => {
  const shown = lineItems([line], lines, { whole: false });
  expect(shown).toEqual([SHOWN]);
  expect(told(lineItems([line], lines, { whole: true }))).toContain('13800138000');
});

test('the sheet kept with a close says no more to anybody', () => {
  const shown = closedItems([{ id: '1', day: '2020-02-03', amountFen: '5000' }], { lines, acts });
  expect(shown).toEqual([SHOWN]);
});

test('of lines without a kind the kept sheet tells each by its place in its statement, and claims nothing of what it says', () => {
  const named = new Map(
    [12, 13].map((place) => [String(place), { ...namedLine({ ...PAID, kind: null }), at: { statement: 7n, place } }]),
  );
  const kept = ['12', '13'].map((id) => ({ id, day: '2020-02-03', amountFen: '5000' }));
  expect(closedItems(kept, { lines: named, acts })).toMatchObject([
    { label: '流水', summary: '流水 7，第 12 行' },
    { label: '流水', summary: '流水 7，第 13 行' },
  ]);
});

test('an entry that no statement shows says what it is beside its number, and of whom it is only where it leads', () => {
  const item = { id: '2', day: '2020-02-03', amountFen: -5_00n };
  const named = { label: 'J2020-00003', summary: '手续费', href: '/admin/acts/2' };
  expect(actItems([{ ...item, label: 'J2020-00003' }], acts)).toMatchObject([named]);
  const kept = { id: '2', day: '2020-02-03', amountFen: '-500', number: 'J2020-00003' };
  expect(closedItems([kept], { lines, acts })).toEqual([{ ...item, ...named }]);
});

test.each([
  ['who paid', '张三捐款'],
  ['a number', '转账13800138000'],
  ['a sentence', '代李四和王五两位同学向援鄂医护人员捐款聊表心意'],
  ['nothing', ' '],
  ['nothing at all', null],
])('what stands as the kind and is %s is not shown', (_, kind) => {
  const named = new Map([['1', namedLine({ ...PAID, kind })]]);
  expect(lineItems([line], named, { whole: false })).toMatchObject([{ label: '流水' }]);
});

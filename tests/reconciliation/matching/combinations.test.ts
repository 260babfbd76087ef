import { expect, test } from 'vitest';
import { type MatchOptions, match } from '#reconciliation/matching/match.ts';
import { pinyinSound } from '#reconciliation/matching/pinyin.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';

const line = (id: string, amountFen: bigint, given: Partial<BankLine> = {}): BankLine => ({
  id,
  moneyAccount: 'main',
  channel: 'bank',
  day: '2025-07-12',
  flow: 'in',
  amountFen,
  references: [],
  purpose: '',
  ...given,
});
const record = (id: string, amountFen: bigint, given: Partial<BookRecord> = {}): BookRecord => ({
  id,
  what: 'gift',
  day: '2025-07-12',
  flow: 'in',
  amountFen,
  references: [],
  accounts: [],
  fundWords: [],
  ...given,
});
const OWN: MatchOptions = {
  ownAccounts: [
    { moneyAccount: 'main', channel: 'bank', number: '530001', names: ['慈善总会'] },
    { moneyAccount: 'agency', channel: 'bank', number: '530002', names: ['慈善总会'] },
    { moneyAccount: 'wechat', channel: 'wechat', names: ['慈善总会'] },
  ],
  rules: [
    { id: 'i', moneyAccount: 'main', flow: 'in', words: '结 息', makes: 'interest', validFrom: '2025-07-01' },
    { id: 'f', moneyAccount: 'main', flow: 'out', words: '手续费', makes: 'fee', validFrom: '2025-07-01' },
  ],
};
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).join(' ');
const told = (lines: BankLine[], records: BookRecord[], options: MatchOptions = OWN) => {
  const found = match(lines, records, pinyinSound, options);
  return [
    ...found.proposals.map((each) => `${each.line.id} = ${each.record.id}`),
    ...found.groups.map((each) => `group ${ids(each.lines)} = ${ids(each.records)}`),
    ...found.exceptions.map((each) => `${each.kind} ${ids(each.lines)} / ${ids(each.records)}`),
    ...found.combinations.map((each) => `${each.by} ${ids(each.lines)} = ${ids(each.records)}`.trimEnd()),
    ...found.choices.map((each) =>
      `choice of ${each.solutions.length}: ${ids(each.lines)} / ${ids(each.records)}`.trimEnd(),
    ),
  ];
};
const ZHANG = { name: '张三丰' };
const PAYOUT = { name: '财付通支付科技有限公司', purpose: '微信支付商户结算款', day: '2025-07-13' };
const BY_WECHAT = { channel: 'wechat' } as const;

test.for<[string, BankLine[], BookRecord[], string[]]>([
  [
    'a payout is the gifts of a day less refund and fee',
    [line('p', 248_50n, PAYOUT)],
    [
      record('a', 100_00n, BY_WECHAT),
      record('b', 200_00n, BY_WECHAT),
      record('back', 50_00n, { ...BY_WECHAT, what: 'refund', flow: 'out' }),
      record('fee', 1_50n, { ...BY_WECHAT, what: 'fee', flow: 'out' }),
    ],
    ['settlement p = a b back fee'],
  ],
  [
    'a fen less is no settlement',
    [line('p', 299_99n, PAYOUT)],
    [record('a', 100_00n, BY_WECHAT), record('b', 200_00n, BY_WECHAT)],
    [],
  ],
  [
    'a payout that passes over the gifts of a later day, of which some may not be entered',
    [line('p', 298_20n, { ...PAYOUT, day: '2025-07-14' })],
    [
      record('a', 100_00n, BY_WECHAT),
      record('b', 200_00n, BY_WECHAT),
      record('fee', 1_80n, { ...BY_WECHAT, what: 'fee', flow: 'out' }),
      record('c', 200_00n, { ...BY_WECHAT, day: '2025-07-13' }),
    ],
    ['choice of 1: p / a b fee'],
  ],
  [
    'but not where another payout brought those',
    [line('p', 298_20n, { ...PAYOUT, day: '2025-07-14' }), line('q', 500_00n, { ...PAYOUT, day: '2025-07-14' })],
    [
      record('a', 100_00n, BY_WECHAT),
      record('b', 200_00n, BY_WECHAT),
      record('fee', 1_80n, { ...BY_WECHAT, what: 'fee', flow: 'out' }),
      record('c', 200_00n, { ...BY_WECHAT, day: '2025-07-13' }),
      record('d', 300_00n, { ...BY_WECHAT, day: '2025-07-13' }),
    ],
    ['settlement p = a b fee', 'settlement q = c d'],
  ],
  [
    'a fee for one day of two may hide that gifts of that day are missing',
    [line('p', 298_20n, PAYOUT)],
    [
      record('a', 100_00n, { ...BY_WECHAT, day: '2025-07-11' }),
      record('b', 200_00n, BY_WECHAT),
      record('fee', 1_80n, { ...BY_WECHAT, what: 'fee', flow: 'out' }),
    ],
    ['choice of 1: p / a b fee'],
  ],
  [
    'but one fee for all of them may be entered with the payout',
    [line('p', 298_20n, PAYOUT)],
    [
      record('a', 100_00n, { ...BY_WECHAT, day: '2025-07-11' }),
      record('b', 200_00n, BY_WECHAT),
      record('fee', 1_80n, { ...BY_WECHAT, day: '2025-07-13', what: 'fee', flow: 'out' }),
    ],
    ['settlement p = a b fee'],
  ],
  [
    'a day before of the same fee, which no payout explains, may be the one that was paid',
    [line('p', 298_20n, PAYOUT)],
    [
      ...['2025-07-11', '2025-07-12'].map((day) =>
        record(`fee${day.slice(-2)}`, 1_80n, { ...BY_WECHAT, day, what: 'fee', flow: 'out' }),
      ),
      record('a', 200_00n, { ...BY_WECHAT, day: '2025-07-11' }),
      record('b', 300_00n, BY_WECHAT),
    ],
    ['choice of 1: p / b fee12'],
  ],
  [
    'a round sum through a service may be one person’s gift',
    [line('p', 100_00n, { ...PAYOUT, purpose: '' })],
    [record('a', 100_00n, BY_WECHAT)],
    ['choice of 1: p / a'],
  ],
  [
    'two days that both make the payout are shown and not chosen',
    [line('p', 300_00n, PAYOUT)],
    [
      record('a', 100_00n, BY_WECHAT),
      record('b', 200_00n, BY_WECHAT),
      record('c', 150_00n, { ...BY_WECHAT, day: '2025-07-13' }),
      record('d', 150_00n, { ...BY_WECHAT, day: '2025-07-13' }),
    ],
    ['choice of 2: p / a b c d'],
  ],
  [
    'a gift paid in two parts',
    [line('x', 60_00n, ZHANG), line('y', 40_00n, ZHANG)],
    [record('a', 100_00n, ZHANG)],
    ['sum x y = a'],
  ],
  [
    'two gifts paid at once',
    [line('x', 100_00n, ZHANG)],
    [record('a', 60_00n, ZHANG), record('b', 40_00n, ZHANG)],
    ['sum x = a b'],
  ],
  [
    'two sums of one line are shown and not chosen',
    [line('x', 100_00n, ZHANG)],
    [record('a', 60_00n, ZHANG), record('b', 40_00n, ZHANG), record('c', 40_00n, { ...ZHANG, day: '2025-07-13' })],
    ['choice of 2: x / a b c'],
  ],
  [
    'people of one name are not added together',
    [line('x', 100_00n, ZHANG)],
    [record('a', 60_00n, { ...ZHANG, giver: '1' }), record('b', 40_00n, { ...ZHANG, giver: '2' })],
    ['choice of 1: x / a b'],
  ],
  [
    'an own transfer known by its number, and never half of it a gift',
    [
      line('out', 500_00n, { flow: 'out', account: '530002' }),
      line('in', 500_00n, { moneyAccount: 'agency', day: '2025-07-14', name: '慈善总会' }),
      line('lone', 70_00n, { account: '530002', ...ZHANG }),
    ],
    [record('a', 70_00n, ZHANG)],
    ['transfer out in ='],
  ],
  [
    'the same amount of somebody else is no part of a transfer',
    [
      line('out', 500_00n, { flow: 'out', account: '530002', name: '慈善总会' }),
      line('in', 500_00n, { moneyAccount: 'agency', ...ZHANG }),
    ],
    [],
    [],
  ],
  [
    'the same amount of nobody named is shown and not chosen',
    [
      line('out', 500_00n, { flow: 'out', account: '530002', name: '慈善总会' }),
      line('in', 500_00n, { moneyAccount: 'agency' }),
    ],
    [],
    ['choice of 1: in out /'],
  ],
  [
    'a withdrawal from a service arrives by its name',
    [
      line('out', 500_00n, { moneyAccount: 'wechat', channel: 'wechat', flow: 'out', name: '慈善总会' }),
      line('in', 500_00n, PAYOUT),
    ],
    [],
    ['transfer out in ='],
  ],
  [
    'two transfers that could be one another',
    [
      line('o1', 500_00n, { flow: 'out', account: '530002' }),
      line('o2', 500_00n, { flow: 'out', account: '530002' }),
      line('i1', 500_00n, { moneyAccount: 'agency' }),
      line('i2', 500_00n, { moneyAccount: 'agency' }),
    ],
    [],
    ['choice of 4: i1 i2 o1 o2 /'],
  ],
  [
    'four days apart is no transfer',
    [
      line('out', 5n, { flow: 'out', account: '530002' }),
      line('in', 5n, { moneyAccount: 'agency', day: '2025-07-16' }),
    ],
    [],
    [],
  ],
  [
    'interest and fees by rule, but not before it is in force',
    [
      line('i', 12n, { kind: '结　息' }),
      line('f', 50n, { flow: 'out', purpose: '跨行手续费' }),
      line('old', 12n, { kind: '结息', day: '2025-06-21' }),
    ],
    [],
    ['rule f =', 'rule i ='],
  ],
  [
    'an entry of the interest is not made twice',
    [line('i', 12n, { kind: '结息' })],
    [record('e', 12n, { what: 'interest' })],
    ['rule i = e'],
  ],
  [
    'a giver’s word is no rule',
    [line('i', 12n, { purpose: '结息款捐给灾区' }), line('j', 13n, { purpose: '结息', ...ZHANG })],
    [],
    [],
  ],
  [
    'what goes to somebody, or back, is no fee',
    [
      line('to', 50n, { flow: 'out', purpose: '手续费', ...ZHANG }),
      line('back', 60n, { flow: 'out', purpose: '退还手续费' }),
      line('bank', 70n, { flow: 'out', purpose: '手续费', name: '单位结算手续费收入' }),
    ],
    [],
    ['rule bank ='],
  ],
  [
    'gifts of one who pays another, by its number',
    [line('x', 100_00n, { ...ZHANG, purpose: 'DN20250712009' })],
    [
      record('a', 60_00n, { ...ZHANG, references: ['DN20250712001'] }),
      record('b', 40_00n, { ...ZHANG, references: ['DN20250712002'] }),
    ],
    ['choice of 1: x / a b'],
  ],
  [
    'a unit that pays the gifts of its people',
    [line('x', 100_00n, { name: '衡阳市第一中学', purpose: '代职工捐款' })],
    [record('a', 60_00n, { name: '衡阳市第一中学' }), record('b', 40_00n, { name: '衡阳市第一中学' })],
    ['choice of 1: x / a b'],
  ],
  [
    'named for another account',
    [line('x', 100_00n, { ...ZHANG, moneyAccount: 'agency' })],
    [record('a', 100_00n, { ...ZHANG, moneyAccount: 'main' })],
    [],
  ],
  // What users of other tools complain about.
  [
    'gifts of one amount that nothing joins stay apart',
    [line('x', 100_00n, { name: '李四' }), line('y', 100_00n, { name: '王五' })],
    [record('a', 100_00n, { name: '赵六' }), record('b', 200_00n, { name: '孙七' })],
    [],
  ],
  [
    'an equal weekly gift that did not come does not take the next',
    [line('x', 100_00n, { ...ZHANG, day: '2025-07-19' })],
    [record('a', 100_00n, ZHANG), record('b', 100_00n, { ...ZHANG, day: '2025-07-19' })],
    ['namesakes x / b'],
  ],
  [
    'identical rows both count',
    [line('x', 100_00n, ZHANG), line('y', 100_00n, ZHANG)],
    [record('a', 100_00n, ZHANG)],
    ['countsDiffer x y / a'],
  ],
  [
    'an account that is known for somebody else',
    [line('x', 100_00n, { ...ZHANG, account: '6217' })],
    [record('a', 100_00n, ZHANG), record('b', 9_00n, { ...ZHANG, accounts: ['6217'] })],
    ['namesakes x / a'],
  ],
  [
    'by sound and account',
    [line('x', 100_00n, { name: '王偉', account: '6217' })],
    [record('a', 100_00n, { name: '王玮', accounts: ['6217'] })],
    ['x = a'],
  ],
])('%s', ([, lines, records, expected]) => {
  expect(told(lines, records)).toEqual(expected);
});

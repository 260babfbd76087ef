import { expect, test } from 'vitest';
import type { BalanceRow, StatementLeaf } from '#log/leaf.ts';
import { noticesOfFund, noticesWithFund } from '#site/fund-notices.ts';
import type { Notice } from '#site/notices.ts';

const none = { received: '0', disbursed: '0', appropriated: '0', adjusted: '0', unstated: '0', balance: '0' };
const statement = (entity: string, fund: string, ...balances: BalanceRow[]): StatementLeaf => ({
  v: 1,
  kind: 'statement',
  notice: '1',
  part: '1',
  parts: '1',
  cutoff: '2020-02-16T10:00:00Z',
  entity,
  fund,
  stream: 'donation',
  balances,
  pending: [],
  auditHead: '',
});
const notice = (number: string, ...statements: StatementLeaf[]): Notice => ({
  number,
  cutoff: '2020-02-16T10:00:00Z',
  first: 0n,
  size: 1n,
  statements,
});
const cash = (received: string, disbursed: string, balance: string) => ({
  ...none,
  unit: 'CNY',
  received,
  disbursed,
  balance,
});

test('a notice is named only when the fund moved in it, with what it alone added', () => {
  const mask = { ...none, unit: 'item:mask', received: '400', unstated: '400' };
  const found = noticesOfFund('relief', [
    notice('1', statement('charity', 'relief', cash('100', '0', '100'))),
    notice(
      '2',
      statement('charity', 'relief', cash('100', '0', '100')),
      statement('charity', 'other', cash('9', '0', '9')),
    ),
    notice(
      '3',
      statement('charity', 'relief', cash('150', '120', '30')),
      statement('union', 'relief', cash('5', '0', '5')),
    ),
    notice(
      '4',
      statement('charity', 'relief', cash('150', '120', '30'), mask),
      statement('union', 'relief', cash('5', '0', '5')),
    ),
  ]);
  expect(found.map(({ number, change, balance }) => [number, change.received, change.disbursed, balance])).toEqual([
    ['4', 0n, 0n, 35n],
    ['3', 55n, 120n, 35n],
    ['1', 100n, 0n, 100n],
  ]);
});

test('what a notice passed on or took off the books is told, though nothing came in or was handed out', () => {
  const [found] = noticesOfFund('relief', [
    notice('1', statement('charity', 'relief', cash('100', '0', '100'))),
    notice('2', statement('charity', 'relief', { ...cash('100', '0', '65'), appropriated: '40', adjusted: '-5' })),
  ]);
  expect(found).toMatchObject({
    number: '2',
    change: { received: 0n, disbursed: 0n, appropriated: 40n, adjusted: -5n, balance: -35n },
    balance: 65n,
  });
});

test('only notices that state a fund count for it, and the one from which it has gone', () => {
  const at = (number: string, cutoff: string, ...funds: string[]): Notice => ({
    ...notice(number, ...funds.map((fund) => statement('charity', fund, cash('100', '0', '100')))),
    cutoff,
  });
  const list = [
    at('1', '2020-02-01T10:00:00Z', 'other'),
    at('2', '2020-02-05T10:00:00Z', 'other', 'relief'),
    at('3', '2020-02-09T10:00:00Z', 'other'),
    at('4', '2020-02-13T10:00:00Z', 'other'),
  ];
  const found = (code: string, beganOn: string) => {
    const { notices, cameLater } = noticesWithFund({ code, beganOn }, list);
    return { numbers: notices.map(({ number }) => number), cameLater };
  };
  expect(found('relief', '2020-02-03')).toEqual({ numbers: ['2', '3'], cameLater: false });
  expect(found('relief', '2020-01-20')).toEqual({ numbers: ['2', '3'], cameLater: true });
  expect(found('other', '2020-01-20')).toEqual({ numbers: ['1', '2', '3', '4'], cameLater: false });
  expect(found('never', '2020-01-20')).toEqual({ numbers: [], cameLater: false });
});

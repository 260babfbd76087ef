import { expect, test } from 'vitest';
import { publicWords } from '#i18n/words.ts';
import { noPosition, type Position } from '#log/position.ts';
import { goodsRow, type NoticeLine } from '#site/notice-paper/notice-figures.ts';
import { isHidden, isHiddenInPeriod, isUnknown } from '#site/positions.ts';
import { Survey } from '#site/survey.ts';

const position = (figures: Partial<Position>): Position => ({ ...noPosition(), ...figures });

test.each<[string, Partial<Position>, boolean]>([
  ['nothing at all', {}, false],
  ['received and nothing said of any of it', { received: 50n, unstated: 50n }, true],
  ['received and nothing said of a part', { received: 50n, unstated: 30n, balance: 20n }, false],
  ['more issued than was in stock', { received: 50n, unstated: 50n, disbursed: 30n, balance: -30n }, false],
  [
    'passed on and adjusted against each other',
    { received: 50n, unstated: 50n, appropriated: 5n, adjusted: -5n },
    false,
  ],
  ['held and taken off the books', { received: 50n, unstated: 50n, adjusted: -20n, balance: 20n }, false],
])('%s: unknown %s → %s', (_, figures, unknown) => {
  expect(isUnknown(position(figures))).toBe(unknown);
});

test('a dash never stands for what came in, nor for what is said to be unknown', () => {
  const unknown = position({ received: 50n, unstated: 50n });
  const columns = ['received', 'unstated', 'disbursed', 'balance'] as const;
  expect(columns.filter((column) => isHidden(unknown, column))).toEqual(['disbursed', 'balance']);
});

test('a period in which masks of unknown use came in hides nothing of the stock that was issued before', () => {
  const period = position({ received: 100n, unstated: 100n });
  const total = position({ received: 150n, disbursed: 30n, unstated: 100n, balance: 20n });
  expect(isHiddenInPeriod(period, total, 'disbursed')).toBe(false);
  expect(isHiddenInPeriod(period, period, 'disbursed')).toBe(true);

  const owner = { entity: 'city', fund: 'relief', stream: 'donation', unit: 'CNY' } as const;
  const line: NoticeLine = { unit: 'CNY', period, total: { ...owner, ...total } };
  expect(goodsRow(line, new Survey(), publicWords('zh-Hans'))).toMatchObject({
    periodReceived: '1.00',
    periodIssued: '0.00',
    issued: '0.30',
    stock: '0.20',
  });
});

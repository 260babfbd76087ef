import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bookingDay,
  checkOccurred,
  dayAfter,
  dayBefore,
  dayNotStated,
  daysAfter,
  during,
  isDay,
  notEarlierThan,
  notLaterThan,
  onDay,
  parseDay,
  shanghaiDay,
} from '#ledger/day.ts';

const TODAY = '2020-03-01';

test.each([
  ['2020-02-05', '2020-02-05'],
  ['2020/2/5', '2020-02-05'],
  ['2020.2.5', '2020-02-05'],
  ['2020年2月5日', '2020-02-05'],
  ['2020 年 2 月 5 日', '2020-02-05'],
  ['20200205', '2020-02-05'],
  ['２０２０－０２－０５', '2020-02-05'],
  ['2020-02-29', '2020-02-29'],
])('%s is the day %s', (typed, day) => {
  expect(parseDay(typed, TODAY)).toEqual({ ok: true, value: day });
});

test.each([
  ['', 'dayMissing'],
  ['2020-02-30', 'dayNotInCalendar'],
  ['2019-02-29', 'dayNotInCalendar'],
  ['2020-13-01', 'dayNotInCalendar'],
  ['0000-01-01', 'dayNotInCalendar'],
  ['2020-03-02', 'dayInFuture'],
  ['昨天', 'dayMalformed'],
  ['2020-02', 'dayMalformed'],
  ['05/02/2020', 'dayMalformed'],
  ['3月5日', 'dayWithoutYear'],
  ['2月29日', 'dayWithoutYear'],
  ['３／５', 'dayWithoutYear'],
  ['2月30日', 'dayNotInCalendar'],
  ['13/45', 'dayNotInCalendar'],
])('“%s” is refused: %s', (typed, kind) => {
  expect(parseDay(typed, TODAY)).toMatchObject({ ok: false, refusals: [{ kind }] });
});

test('the closing day of an appeal may lie ahead', () => {
  expect(parseDay('2020-12-31', 'any')).toEqual({ ok: true, value: '2020-12-31' });
});

test('a gift received at 23:30 in London was received the next day in Shanghai', () => {
  expect(shanghaiDay(new Date('2020-02-04T15:59:59Z'))).toBe('2020-02-04');
  expect(shanghaiDay(new Date('2020-02-04T16:00:00Z'))).toBe('2020-02-05');
});

test('no text is a day that the calendar does not have', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const read = parseDay(text, 'any');
      if (read.ok) expect(isDay(read.value)).toBe(true);
    }),
  );
});

describe('what a source says of when it happened', () => {
  test.each([
    ['one day', onDay('2020-02-05'), []],
    ['a period', during('2020-02-01', '2020-02-20'), []],
    ['not later than', notLaterThan('2020-02-20'), []],
    ['not earlier than', notEarlierThan('2020-02-11'), []],
    ['not stated', dayNotStated(), []],
    ['a period back to front', during('2020-02-20', '2020-02-01'), ['daysOutOfOrder']],
    ['a day that is missing', { precision: 'day' as const }, ['dayMissing']],
    ['a period that ends tomorrow', during('2020-02-20', '2020-03-02'), ['dayInFuture']],
    ['a day before the fund began', onDay('2020-01-01'), ['dayBeforeFund']],
    ['no day of the calendar', onDay('2020-02-31'), ['dayNotInCalendar']],
  ])('%s', (_, occurred, kinds) => {
    expect(checkOccurred(occurred, TODAY, '2020-01-20').map(({ kind }) => kind)).toEqual(kinds);
  });

  test('counts for the last day it can have happened on, else the earliest, else the day it was recorded', () => {
    expect(bookingDay(during('2020-02-01', '2020-02-20'), TODAY)).toBe('2020-02-20');
    expect(bookingDay(notLaterThan('2020-02-20'), TODAY)).toBe('2020-02-20');
    expect(bookingDay(notEarlierThan('2020-02-11'), TODAY)).toBe('2020-02-11');
    expect(bookingDay(dayNotStated(), TODAY)).toBe(TODAY);
  });
});

test.each([
  ['2020-02-28', 1, '2020-02-29'],
  ['2020-02-29', 1, '2020-03-01'],
  ['2020-01-01', -1, '2019-12-31'],
  ['2020-02-20', 0, '2020-02-20'],
])('%s and %i days is %s', (day, days, later) => {
  expect(daysAfter(day, days)).toBe(later);
});

test('the day after the day before is the day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
      const day = daysAfter('1900-01-02', days);
      expect(dayAfter(dayBefore(day))).toBe(day);
    }),
  );
});

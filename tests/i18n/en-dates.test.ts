import { expect, test } from 'vitest';
import { moment, occurred, published } from '#i18n/en/public/dates.ts';

test.each([
  [{ precision: 'day', day: '2020-02-05' }, '5 February 2020'],
  [{ precision: 'period', from: '2020-02-01', to: '2020-02-05' }, '1 to 5 February 2020'],
  [{ precision: 'period', from: '2020-02-28', to: '2020-03-02' }, '28 February to 2 March 2020'],
  [{ precision: 'period', from: '2019-12-31', to: '2020-01-02' }, '31 December 2019 to 2 January 2020'],
  [{ precision: 'notLaterThan', day: '2020-02-20' }, 'not later than 20 February 2020'],
  [{ precision: 'notEarlierThan', day: '2020-02-11' }, 'not earlier than 11 February 2020'],
  [{ precision: 'notStated' }, 'date not stated by the source'],
] as const)('%o is worded %s', (date, words) => {
  expect(occurred(date)).toBe(words);
});

test('an instant is told in Beijing time and says so, whatever the zone of the machine', () => {
  expect(moment('2020-02-28T10:00:00Z')).toBe('28 February 2020, 18:00 Beijing time');
  expect(moment('2020-02-28T16:30:00Z')).toBe('29 February 2020, 00:30 Beijing time');
  expect(published('2020-02-28T16:30:00Z')).toBe('published 29 February 2020');
});

import { expect, test } from 'vitest';
import { moment, occurred } from '#i18n/zh-Hans/public/dates.ts';

test.each([
  [{ precision: 'day', day: '2020-02-05' }, '2020年2月5日'],
  [{ precision: 'period', from: '2020-02-01', to: '2020-02-05' }, '2020年2月1日至2月5日'],
  [{ precision: 'period', from: '2019-12-31', to: '2020-01-02' }, '2019年12月31日至2020年1月2日'],
  [{ precision: 'notLaterThan', day: '2020-02-20' }, '不晚于 2020年2月20日'],
  [{ precision: 'notEarlierThan', day: '2020-02-11' }, '不早于 2020年2月11日'],
  [{ precision: 'notStated' }, '日期原文未载'],
] as const)('%o is worded %s', (date, words) => {
  expect(occurred(date)).toBe(words);
});

test('an instant is told in Beijing time, whatever the zone of the machine', () => {
  expect(moment('2020-02-28T10:00:00Z')).toBe('2020年2月28日 18:00');
  expect(moment('2020-02-28T16:30:00Z')).toBe('2020年2月29日 00:30');
});

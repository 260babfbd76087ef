import { expect, test } from 'vitest';
import { daysSince } from '#site/shanghai-day.ts';

test.each([
  ['the same minute', '2020-02-10T04:00:00Z', '2020-02-10T04:00:00Z', 0],
  ['yesterday noon, read this morning', '2020-02-10T04:00:00Z', '2020-02-11T01:00:00Z', 1],
  ['before midnight in Shanghai, read after it', '2020-02-10T15:59:59Z', '2020-02-10T16:00:00Z', 1],
  ['after midnight in Shanghai, read on the same day', '2020-02-10T16:00:00Z', '2020-02-11T15:59:59Z', 0],
  ['the end of one month, read in the next', '2020-02-28T04:00:00Z', '2020-03-01T04:00:00Z', 2],
  ['a reader whose clock is a day behind', '2020-02-10T04:00:00Z', '2020-02-09T04:00:00Z', -1],
])('days in Shanghai since %s', (_, cutoff, now, days) => {
  expect(daysSince(cutoff, now)).toBe(days);
});

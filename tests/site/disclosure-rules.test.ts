import { describe, expect, test } from 'vitest';
import { addMonths } from '#site/calendar.ts';
import { type Timeliness, timelinessOf } from '#site/disclosure-rules.ts';

const notices = (...days: string[]) => days.map((day) => ({ cutoff: `${day}T10:00:00Z` }));
const ruleOf = (found: readonly Timeliness[], duty: string): Timeliness | undefined =>
  found.find(({ rule }) => rule.duty === duty);

describe('a fund that began in February 2020', () => {
  const found = timelinessOf('2020-02-05', notices('2020-02-16', '2020-02-21', '2020-02-28'));

  test('is not yet under the duty of appeals over six months, which stood in article 73 then', () => {
    expect(ruleOf(found, 'general')).toMatchObject({ outcome: 'notYet', rule: { articles: '73', amended: false } });
  });

  test('is only compared with the five days of an emergency, in force since 2024, and the longest gap is named', () => {
    expect(ruleOf(found, 'emergency')).toMatchObject({
      outcome: 'missed',
      onlyCompared: true,
      gaps: 3,
      longest: { from: '2020-02-05', to: '2020-02-16', days: 11, overdue: 6 },
    });
  });
});

describe('a fund that began under the amended law', () => {
  test('keeps to five days where every notice is at most five days after the one before', () => {
    const found = timelinessOf('2026-01-01', notices('2026-01-06', '2026-01-11', '2026-01-12'));
    expect(ruleOf(found, 'emergency')).toMatchObject({ outcome: 'met', onlyCompared: false });
  });

  test('misses a quarter when a notice comes a day late', () => {
    const found = timelinessOf('2026-01-01', notices('2026-04-01', '2026-07-02'));
    expect(ruleOf(found, 'general')).toMatchObject({
      outcome: 'missed',
      rule: { articles: '79' },
      longest: { days: 92, overdue: 1 },
      nextDue: '2026-10-02',
    });
  });

  test('is not judged by the duty of public appeals while no appeal is registered for it', () => {
    const found = timelinessOf('2026-01-01', notices('2026-04-01', '2026-07-02'), { isAppeal: false });
    expect(ruleOf(found, 'general')).toMatchObject({ outcome: 'notJudged', longest: { days: 92 } });
    expect(ruleOf(found, 'emergency')).toMatchObject({ outcome: 'missed' });
  });

  test('counts the day of a notice in Shanghai', () => {
    const found = timelinessOf('2026-01-01', [{ cutoff: '2026-01-06T16:00:00Z' }]);
    expect(ruleOf(found, 'emergency')?.longest).toMatchObject({ to: '2026-01-07', overdue: 1 });
  });
});

test('a fund that spans both versions of the law is held against both', () => {
  const found = timelinessOf('2024-01-01', notices('2024-04-01', '2024-07-01', '2024-10-01'));
  expect(found.filter(({ rule }) => rule.duty === 'general').map(({ rule }) => rule.articles)).toEqual(['73', '79']);
});

test('a fund that came into the ledger later is counted from its first notice there', () => {
  const days = ['2025-04-20', '2025-05-20', '2025-06-20'];
  const late = timelinessOf('2024-10-01', notices(...days), { cameLater: true });
  expect(ruleOf(late, 'general')).toMatchObject({ outcome: 'met', gaps: 2, longest: { from: '2025-05-20', days: 31 } });
  const alone = timelinessOf('2024-10-01', notices('2025-04-20'), { cameLater: true });
  expect(ruleOf(alone, 'general')).toMatchObject({ outcome: 'notYet', gaps: 0, longest: undefined });
});

test('without a notice nothing is met or missed', () => {
  expect(timelinessOf('2026-01-01', []).map(({ outcome, longest }) => [outcome, longest])).toEqual([
    ['notYet', undefined],
    ['notYet', undefined],
  ]);
});

test.each([
  ['2020-01-31', 1, '2020-02-29'],
  ['2019-11-30', 3, '2020-02-29'],
  ['2020-05-15', 3, '2020-08-15'],
  ['2020-10-01', 6, '2021-04-01'],
])('%s and %i months is %s', (day, months, later) => {
  expect(addMonths(day, months)).toBe(later);
});

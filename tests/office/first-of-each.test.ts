import { expect, test } from 'vitest';
import { checkOccurred } from '#ledger/day.ts';
import { firstOfEach } from '#office/forms/first-of-each.ts';
import { readForm } from '#office/forms/reader.ts';

const kindsOf = (day: string) => {
  const form = readForm(
    new Map([
      ['occurred', 'day'],
      ['occurredFrom', day],
    ]),
  );
  const occurred = form.occurred();
  return firstOfEach([...form.refusals, ...checkOccurred(occurred)]).map(({ kind }) => kind);
};

test.each([
  ['2999-01-01', ['dayInFuture']],
  ['2020-02-30', ['dayNotInCalendar']],
  ['', ['dayMissing']],
  ['2020-02-03', []],
])('a day typed as "%s" is refused once, for what is wrong with it', (day, kinds) => {
  expect(kindsOf(day)).toEqual(kinds);
});

test('an input is refused once, and other inputs beside it', () => {
  const refusals = ['a', 'b'].flatMap((field) => [1, 2].map((n) => ({ kind: `${field}${n}`, field })));
  expect(firstOfEach(refusals).map(({ kind }) => kind)).toEqual(['a1', 'b1']);
});

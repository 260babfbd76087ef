import { expect, test } from 'vitest';
import { during, notLaterThan, onDay } from '#ledger/day.ts';
import type { WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import { sameMoney } from '#reconciliation/matches/same-money.ts';

const BANK = { id: 1n, name: '建行募捐专户', kind: 'bank' } as const;
const line: WorkLine = {
  id: 12n,
  account: BANK,
  entity: 'charity',
  day: '2020-02-14',
  flow: 'in',
  amountFen: 800_00n,
  references: [],
  counterparty: { name: '王某' },
  state: 'parked',
  statement: { id: 1n, fileId: 1n, place: 3 },
};
const act: WorkRecord = {
  actId: 34n,
  number: 'D2020-0034',
  kind: 'donation',
  status: 'approved',
  revision: 1,
  title: '王立冬',
  entity: 'charity',
  fund: 'relief',
  occurred: onDay('2020-02-12'),
  flow: 'in',
  amountFen: 800_00n,
  recordedBy: { id: 1n, name: '经办甲' },
};

test.for<[string, Partial<WorkRecord>, number | undefined]>([
  ['of the same day', { occurred: onDay('2020-02-14') }, 0],
  ['two days before', {}, 2],
  ['seven days after', { occurred: onDay('2020-02-21') }, 7],
  ['eight days after', { occurred: onDay('2020-02-22') }, undefined],
  ['of a period that holds the day', { occurred: during('2020-02-01', '2020-02-29') }, 0],
  ['known only to be not later', { occurred: notLaterThan('2020-02-15') }, 1],
  ['of no day', { occurred: { precision: 'notStated' } }, undefined],
  ['of another amount', { amountFen: 800_01n }, undefined],
  ['that goes the other way', { flow: 'out' }, undefined],
  ['of another entity', { entity: 'union' }, undefined],
  ['of the same account', { account: BANK }, 2],
  ['of another account', { account: { ...BANK, id: 2n } }, undefined],
])('a record %s is a hint at a line put aside, or none', ([, change, days]) => {
  const record = { ...act, ...change };
  const { ofLine, ofAct } = sameMoney([line], [record]);
  expect(ofLine.get(line.id)).toEqual(days === undefined ? undefined : [{ what: record, days }]);
  expect(ofAct.get(record.actId)).toEqual(days === undefined ? undefined : [{ what: line, days }]);
});

test('the nearest of several comes first', () => {
  const near = { ...act, actId: 35n, occurred: onDay('2020-02-13') };
  const { ofLine } = sameMoney([line], [act, near]);
  expect(ofLine.get(line.id)?.map(({ what }) => what.actId)).toEqual([35n, 34n]);
});

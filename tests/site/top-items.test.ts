import { expect, test } from 'vitest';
import type { IntakeLeaf } from '#log/leaf.ts';
import { noPosition } from '#log/position.ts';
import { Contributions } from '#site/contributions.ts';
import type { Line } from '#site/positions.ts';
import { topItems } from '#site/top-items.ts';

const owner = { entity: 'charity', fund: 'relief', stream: 'donation' as const };
const line = (unit: string): Line => ({
  unit,
  stream: 'donation',
  rows: [{ ...owner, unit, ...noPosition() }],
  sum: noPosition(),
});
const gift = (unit: string): IntakeLeaf => ({
  ...{ v: 1, kind: 'intake', number: 'D2020-0001', ...owner, date: { precision: 'notStated' } },
  ...{ donorKind: 'individual', restriction: 'restricted', path: 'throughEntity', valuations: [], tag: '' },
  ...{ confirmedBy: ['stock'], texts: [] },
  postings: [
    { account: '1201', unit, amount: '1', restriction: 'restricted' },
    { account: '410102', unit, amount: '-1', restriction: 'restricted' },
  ],
  lines: [{ unit, quantity: '1', provenance: 'stated', fate: 'held' }],
});

test('the items with most entries come first to the overview, in the order of the register', () => {
  const contributions = new Contributions();
  const units = Array.from({ length: 12 }, (_, at) => `item:${at}`);
  let place = 0n;
  const add = (unit: string): void =>
    contributions.add(place++, gift(unit), (account) => (account === '1201' ? 'holding' : 'received'));
  for (const unit of units) add(unit);
  for (const unit of units.filter((each) => each !== 'item:3' && each !== 'item:7')) add(unit);
  expect(topItems(units.map(line), { contributions }).map(({ unit }) => unit)).toEqual(
    units.filter((unit) => unit !== 'item:3' && unit !== 'item:7'),
  );
});

test('as many as fit are all shown', () => {
  const few = [line('item:a'), line('item:b')];
  expect(topItems(few, { contributions: new Contributions() })).toEqual(few);
});

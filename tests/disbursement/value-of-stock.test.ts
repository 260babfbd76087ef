import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { type StockTaken, valuesLeaving } from '#disbursement/value-of-stock.ts';
import { onDay, todayInShanghai } from '#ledger/day.ts';
import { approved, type Desk, given, goodsGift, key, openDesk, proposeGift, receiveGoods } from '../approval/desk.ts';
import { enter, out } from './books.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const taken = (quantity: bigint, unit = 'item:mask', change: Partial<StockTaken> = {}): StockTaken => ({
  ...{ entity: 'charity', fund: 'relief', stream: 'donation', restriction: 'unrestricted', unit, quantity },
  ...change,
});
const leaving = (...lines: StockTaken[]) => valuesLeaving(desk.db, lines);
const issue = (quantity: bigint, valueFen: bigint | undefined, day = '2020-02-20') =>
  enter(
    desk,
    proposeIssue(
      desk.db,
      {
        ...{ header: { ...out(), occurred: onDay(day) }, receiver: 'hospital', restriction: 'unrestricted' },
        lines: [{ unit: 'item:mask', quantity, ...(valueFen !== undefined && { valueFen }) }],
      },
      desk.clerk,
      key(),
    ),
  );

test('goods without a value take none along', async () => {
  await receiveGoods(desk, 'item:rice', 5_000n);
  expect(await leaving(taken(1_000n, 'item:rice'))).toEqual([undefined]);
});

test('thirds of 100.00 leave by the fen, and the last third takes what is left', async () => {
  await receiveGoods(desk, 'item:mask', 3n, 100_00n);
  expect(await leaving(taken(1n))).toEqual([{ fen: 33_33n }]);
  expect(await leaving(taken(1n), taken(1n), taken(1n))).toEqual([{ fen: 33_33n }, { fen: 33_34n }, { fen: 33_33n }]);
  await issue(1n, 33_33n);
  expect(await leaving(taken(2n))).toEqual([{ fen: 66_67n }]);
  const second = await issue(1n, undefined);
  expect(await leaving(taken(1n))).toEqual([{ fen: 66_67n }]);
  const { actId } = given(
    await proposeReversal(desk.db, {
      ...{ actId: second, by: desk.clerk, reasonCode: 'entryMistake', reason: '折价漏填', idempotencyKey: key() },
    }),
  );
  await approved(desk, { actId });
  expect(await leaving(taken(2n))).toEqual([{ fen: 66_67n }]);
  await issue(2n, 66_67n, todayInShanghai());
  expect(await leaving(taken(1n))).toEqual([undefined]);
});

test('one value over two items cannot be told apart; over two lots of one item it is shared by quantity', async () => {
  const lines = (units: readonly string[]) =>
    units.map((unit, index) => ({
      ...({ unit, quantity: index === 0 ? 10n : 20n, provenance: 'stated', fate: 'held' } as const),
      lot: { number: `V${unit}${index}` },
    }));
  const valued = (units: readonly string[]) => ({
    ...goodsGift('item:mask', 1n),
    lines: lines(units),
    valuations: [{ amountFen: 100_00n, method: 'invoice', provenance: 'stated', lines: [1, 2] } as const].map(
      ({ lines: of, ...value }) => ({ ...value, lines: [...of] }),
    ),
  });
  const lotOf = async (number: string) =>
    (await desk.db.selectFrom('lot').select('id').where('lotNumber', '=', number).executeTakeFirstOrThrow()).id;
  await approved(desk, await proposeGift(desk, valued(['item:mask', 'item:rice'])));
  expect(await leaving(taken(1n, 'item:mask', { lotId: await lotOf('Vitem:mask0') }))).toEqual(['joint']);
  await approved(desk, await proposeGift(desk, valued(['item:rice', 'item:rice'])));
  expect(await leaving(taken(10n, 'item:rice', { lotId: await lotOf('Vitem:rice0') }))).toEqual([{ fen: 33_33n }]);
});

test('no more value leaves than the books still hold', async () => {
  expect(await leaving(taken(1n, 'item:mask', { restriction: 'restricted' }))).toEqual([undefined]);
  expect(await leaving(taken(1n, 'item:mask', { fund: 'nowhere' }))).toEqual([undefined]);
});

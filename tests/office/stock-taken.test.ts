import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadStockTaken } from '#office/stock-taken.ts';
import { listStock } from '#stock/stock-queries.ts';
import { accepted, approved, type Desk, goodsGift, openDesk, proposeGift } from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('all that a form offers to take is what was accepted', async () => {
  await accepted(desk, await proposeGift(desk, goodsGift('item:mask', 400n)));
  await approved(desk, await proposeGift(desk, goodsGift('item:mask', 50n)));
  const [row] = await listStock(desk.db, { unit: 'item:mask', limit: 10 });
  expect(row && [row.quantity, row.awaiting]).toEqual([450n, 50n]);
  expect((await loadStockTaken(desk.db, row?.key ?? ''))?.whole).toBe('400');
  expect(await loadStockTaken(desk.db, 'item:mask|charity||999')).toBeUndefined();
});

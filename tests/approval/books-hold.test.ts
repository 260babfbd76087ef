import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { listPositions } from '#approval/positions.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { proposeFunding } from '#intake/propose-funding.ts';
import { identityHolds } from '#ledger/position.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { Result } from '#ledger/refusal.ts';
import { batch, cashGift, type Desk, given, goodsGift, header, key, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
afterEach(() => booksHold());

/** What must hold of any books, read straight from the tables. */
async function booksHold(): Promise<void> {
  const { db } = desk;
  const off = await sql`
    select entry_id from posting group by entry_id, entity_code, fund_code, stream, unit_code having sum(amount) <> 0
  `.execute(db);
  expect(off.rows, 'every entry sums to zero per entity, fund, stream and unit').toEqual([]);
  const below = await db
    .selectFrom('accountBalance')
    .selectAll()
    .where('neverNegative', '=', true)
    .where('amount', '<', 0n)
    .execute();
  expect(below, 'nothing held is below zero').toEqual([]);
  const drift = await sql`
    with folded as (
      select p.entity_code, p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction, p.lot_id, p.location_code,
             case when a.per_counterparty then p.counterparty end as counterparty, sum(p.amount) as amount
      from posting p join account a on a.code = p.account_code group by 1, 2, 3, 4, 5, 6, 7, 8, 9)
    (select * from folded except
       select entity_code, fund_code, stream, account_code, unit_code, restriction, lot_id, location_code, counterparty, amount
       from account_balance)
    union all
    (select entity_code, fund_code, stream, account_code, unit_code, restriction, lot_id, location_code, counterparty, amount
       from account_balance except select * from folded)
  `.execute(db);
  expect(drift.rows, 'running balances are the sums of their postings').toEqual([]);
  for (const position of await listPositions(db))
    expect(identityHolds(position), JSON.stringify(position.unit)).toBe(true);
  const unbooked = await sql`
    select a.id from act a join approval p on p.act_id = a.id left join journal_entry e on e.act_id = a.id
    where a.kind not in ('registration', 'listing') and e.id is null`.execute(db);
  expect(unbooked.rows, 'every approved act is booked').toEqual([]);
}

type Deed = (by: bigint) => Promise<Result<{ actId: bigint }>>;
const restriction = fc.constantFrom<Restriction>('unrestricted', 'restricted', 'agency');
const fen = fc.bigInt(1n, 100_000n);
const out = { ...header('2020-02-20'), stream: 'donation' as const };

/** Anything a clerk may enter, in amounts that sometimes fit and sometimes do not. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(fen, restriction).map(
    ([amount, kind]): Deed =>
      (by) =>
        proposeDonation(desk.db, cashGift(amount, kind), by, key()),
  ),
  fc.tuple(fen, fc.option(fen, { nil: undefined })).map(
    ([count, value]): Deed =>
      (by) =>
        proposeDonation(desk.db, goodsGift('item:mask', count, value), by, key()),
  ),
  fen.map(
    (amountFen): Deed =>
      (by) =>
        proposeFunding(desk.db, { header: header(), source: 'union', amountFen, provenance: 'stated' }, by, key()),
  ),
  fc.tuple(fc.bigInt(5n, 9n), fc.bigInt(1n, 10_000n), restriction).map(
    ([count, share, kind]): Deed =>
      (by) =>
        proposeBatch(desk.db, batch(count, share, { restriction: kind }), by, key()),
  ),
  fc.tuple(fen, fc.option(fen, { nil: undefined })).map(
    ([quantity, valueFen]): Deed =>
      (by) =>
        proposeIssue(
          desk.db,
          {
            header: out,
            receiver: 'hospital',
            restriction: 'unrestricted',
            lines: [{ unit: 'item:mask', quantity, ...(valueFen && { valueFen }) }],
          },
          by,
          key(),
        ),
  ),
  fc.tuple(fen, fc.constantFrom('out' as const, 'report' as const, 'return' as const)).map(
    ([amount, direction]): Deed =>
      (by) =>
        proposeAppropriation(
          desk.db,
          {
            header: out,
            direction,
            allotment: 1n,
            purpose: '慰问',
            restriction: 'unrestricted',
            items: [{ receiver: 'branch', form: 'advance', unit: 'CNY', amount, provenance: 'stated' }],
          },
          by,
          key(),
        ),
  ),
  fc.tuple(fen, fc.constantFrom('fee' as const, 'interest' as const)).map(
    ([amount, reason]): Deed =>
      (by) =>
        proposeAdjustment(
          desk.db,
          { header: out, reason, unit: 'CNY', amount, restriction: 'unrestricted', explanation: '银行回单' },
          by,
          key(),
        ),
  ),
);

/** Now, or on the day it is dated: the two ways in which something cannot be paid. */
const wantOfMoney = expect.objectContaining({
  kind: expect.stringMatching(/^(account_balance_not_negative|notYetThereOnThatDay|posting_takes_accepted)$/),
});

/** Enters it, has it approved, and for some reverses it again; refusals for want of money are part of life. */
async function live(enter: Deed, reversed: boolean): Promise<void> {
  const { db, clerk, otherClerk, reviewer } = desk;
  const { actId } = given(await enter(clerk));
  const approval = await approveAct(db, { actId, revision: 1, by: reviewer });
  if (!approval.ok) expect(approval.refusals).toContainEqual(wantOfMoney);
  if (!approval.ok || !reversed) return;
  const undo = { actId, by: otherClerk, reasonCode: 'other' as const, reason: '演练', idempotencyKey: key() };
  const proposal = given(await proposeReversal(db, undo));
  const voided = await approveAct(db, { actId: proposal.actId, revision: 1, by: reviewer });
  if (!voided.ok) expect(voided.refusals).toContainEqual(wantOfMoney);
}

test('whatever is entered, approved and reversed one after another, the books hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(deed, fc.boolean()), { minLength: 4, maxLength: 12 }), async (deeds) => {
      for (const [enter, reversed] of deeds) await live(enter, reversed);
      await booksHold();
    }),
    { numRuns: 8 },
  );
}, 120_000);

test('32 writers at once: one outcome each, and the books hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(deed, fc.boolean()), { minLength: 32, maxLength: 32 }), async (deeds) => {
      await Promise.all(deeds.map(([enter, reversed]) => live(enter, reversed)));
      await booksHold();
    }),
    { numRuns: 4 },
  );
}, 120_000);

test('what was approved and then reversed leaves every balance as it was', async () => {
  const balances = () =>
    desk.db.selectFrom('accountBalance').selectAll().where('amount', '<>', 0n).orderBy('id').execute();
  await fc.assert(
    fc.asyncProperty(deed, async (enter) => {
      const before = await balances();
      const { actId } = given(await enter(desk.clerk));
      if (!(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer })).ok) return;
      const undo = { actId, by: desk.clerk, reasonCode: 'other' as const, reason: '演练', idempotencyKey: key() };
      const reversal = given(await proposeReversal(desk.db, undo));
      given(await approveAct(desk.db, { actId: reversal.actId, revision: 1, by: desk.reviewer }));
      expect(await balances()).toEqual(before);
    }),
    { numRuns: 15 },
  );
}, 120_000);

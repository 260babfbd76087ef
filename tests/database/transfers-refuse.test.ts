import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdjustmentInput } from '#disbursement/adjustment.ts';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import type { Restriction } from '#ledger/posting.ts';
import { proposeMoneyAccount } from '#reconciliation/accounts/propose-money-account.ts';
import { type Desk, given, header, key, openDesk } from '../approval/desk.ts';
import { moneyAccount as accountInput, openMoneyAccount } from '../support/money-accounts.ts';

let desk: Desk;
let alipay: bigint;
let cashBox: bigint;
let bank: bigint;
let agencyBank: bigint;
beforeAll(async () => {
  desk = await openDesk();
  alipay = await account('alipay');
  cashBox = await account('cash');
  bank = await account('bank');
  agencyBank = await account('bank', { account: '100202' });
});
afterAll(() => desk.close());

const account = (...[kind, change]: [Parameters<typeof accountInput>[0], Parameters<typeof accountInput>[1]?]) =>
  openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, kind, change);

/** A sound proposal, from Alipay to the cash box, whose accounts the application then changes past the program. */
async function transfer({
  to,
  from,
  restriction = 'unrestricted',
}: {
  to?: bigint;
  from?: bigint;
  restriction?: Restriction;
} = {}): Promise<bigint> {
  const input: AdjustmentInput = {
    ...{ header: { ...header('2020-02-20'), stream: 'donation', moneyAccount: alipay }, toMoneyAccount: cashBox },
    ...{ reason: 'transfer', unit: 'CNY', amount: 1n, restriction, explanation: '提现' },
  };
  const { actId } = given(await proposeAdjustment(desk.db, input, desk.clerk, key()));
  if (to !== undefined) {
    await desk.db.updateTable('adjustment').set({ toMoneyAccountId: to }).where('actId', '=', actId).execute();
  }
  if (from !== undefined)
    await desk.db.updateTable('act').set({ moneyAccountId: from }).where('id', '=', actId).execute();
  return actId;
}

/** Approval as the application writes it, with nothing of the program before it. */
const approve = async (actId: bigint) =>
  desk.db
    .insertInto('approval')
    .values({ actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 })
    .execute();
const refusedAs = (constraint: string) => ({ code: '23514', constraint });

describe('a transfer is not approved', () => {
  test('to an account that nobody approved', async () => {
    const { id } = given(await proposeMoneyAccount(desk.db, accountInput('bank'), desk.clerk));
    const actId = await transfer({ to: id });
    await expect(approve(actId)).rejects.toMatchObject(refusedAs('approval_of_known_money_account'));
  });

  test('to an account of another entity, or to itself', async () => {
    for (const to of [await account('bank', { entity: 'health' }), alipay]) {
      await expect(approve(await transfer({ to }))).rejects.toMatchObject(refusedAs('approval_transfer_within_entity'));
    }
  });

  test('of agency money to or from our own bank account, or of our own to an agency account', async () => {
    for (const misled of [
      { to: bank, restriction: 'agency' as const },
      { from: bank, restriction: 'agency' as const },
      { to: agencyBank },
      { from: agencyBank, restriction: 'restricted' as const },
    ]) {
      await expect(approve(await transfer(misled))).rejects.toMatchObject(refusedAs('approval_agency_money_apart'));
    }
  });

  test('otherwise it is, between all accounts that may keep the money', async () => {
    for (const sound of [{ to: bank }, {}, { to: agencyBank, restriction: 'agency' as const }]) {
      // The books refuse it as late as at commit, for want of its entry.
      await expect(approve(await transfer(sound))).rejects.toMatchObject(refusedAs('approval_posts_its_entry'));
    }
  });
});

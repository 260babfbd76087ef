import { approveAct } from '#approval/approve-act.ts';
import type { Database } from '#database/connection.ts';
import type { BatchInput } from '#disbursement/batch.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import type { DonationInput } from '#intake/donation.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { proposeFunding } from '#intake/propose-funding.ts';
import { onDay } from '#ledger/day.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import type { RegistrationInput } from '#registry/registration.ts';
import { acceptGoods } from '../support/accepted-goods.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertLogHead } from '../support/log.ts';
import { insertPerson } from '../support/people.ts';
import { moneyAccount } from '../support/statement-lines.ts';

/** A registered charity with its people; every test file has one in a database of its own. */
export interface Desk extends TestDatabase {
  clerk: bigint;
  otherClerk: bigint;
  reviewer: bigint;
  otherReviewer: bigint;
}

const REGISTER: RegistrationInput[] = [
  { subject: 'organisation', code: 'charity', name: '市慈善总会', kind: 'charity', keepsBooks: true },
  { subject: 'organisation', code: 'health', name: '市卫健委', kind: 'government', keepsBooks: true },
  { subject: 'organisation', code: 'hospital', name: '市第一医院', kind: 'hospital', keepsBooks: false },
  { subject: 'organisation', code: 'branch', name: '区分会', kind: 'charity', keepsBooks: false },
  { subject: 'fund', code: 'relief', name: '援鄂关爱专项', beganOn: '2020-01-20' },
  { subject: 'itemFamily', code: 'masks', name: '口罩', measure: '只' },
  { subject: 'item', code: 'mask', name: '医用口罩', measure: '只', scale: 0, family: 'masks' },
  { subject: 'item', code: 'rice', name: '大米', measure: '公斤', scale: 3 },
];

export async function openDesk(): Promise<Desk> {
  const database = await testDatabase();
  const { db, owner } = database;
  await insertLogHead(db);
  const desk = {
    ...database,
    clerk: await insertPerson(owner, '经办甲', ['recorder']),
    otherClerk: await insertPerson(owner, '经办乙', ['recorder']),
    reviewer: await insertPerson(owner, '复核丙', ['reviewer']),
    otherReviewer: await insertPerson(owner, '复核丁', ['reviewer']),
  };
  for (const entry of REGISTER) await registered(desk, entry);
  return desk;
}

export async function registered(desk: Desk, entry: RegistrationInput): Promise<bigint> {
  const { actId } = given(await proposeRegistration(desk.db, entry, desk.clerk, key()));
  given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
  return actId;
}

let keys = 0;
export const key = () => `test ${process.pid} ${++keys}`;

export function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals)}`);
  return result.value;
}

export function refusalsOf<T>(result: Result<T>): Refusal[] {
  if (result.ok) throw new Error('this should have been refused');
  return result.refusals;
}
export const kindsOf = <T>(result: Result<T>): string[] => refusalsOf(result).map(({ kind }) => kind);

/** As entered from a report in the press, which may then confirm it. */
export const header = (day = '2020-02-10') => ({
  ...{ entity: 'charity', fund: 'relief', occurred: onDay(day) },
  source: '日报 2020-02-21',
});

export const cashGift = (fen: bigint, restriction: Restriction = 'unrestricted'): DonationInput => ({
  header: header(),
  donor: { kind: 'enterprise', legalName: '某某实业' },
  display: 'named',
  restriction,
  ...(restriction !== 'unrestricted' && { restrictionReason: '捐赠协议' }),
  path: 'throughEntity',
  receipt: { kind: 'none' },
  lines: [{ unit: 'CNY', quantity: fen, provenance: 'stated', fate: 'held' }],
  valuations: [],
});

/** Of cash in a box of the charity: what people saw and counted. */
export async function boxGift(desk: Desk, fen: bigint): Promise<DonationInput> {
  const gift = cashGift(fen);
  return {
    ...gift,
    header: { ...gift.header, moneyAccount: await moneyAccount(desk.db, desk, { entity: 'charity', kind: 'cash' }) },
  };
}

export const goodsGift = (unit: string, quantity: bigint, valueFen?: bigint): DonationInput => ({
  ...cashGift(1n),
  lines: [{ unit, quantity, provenance: 'stated', fate: 'held' }],
  valuations: valueFen ? [{ amountFen: valueFen, method: 'invoice', provenance: 'stated', lines: [1] }] : [],
});

export const batch = (headcount: bigint, shareFen: bigint, change: Partial<BatchInput> = {}): BatchInput => ({
  header: { ...header('2020-02-20'), stream: 'donation' },
  title: '家属慰问金',
  basis: 'person',
  headcount,
  unit: 'CNY',
  share: shareFen,
  total: headcount * shareFen,
  provenance: 'stated',
  restriction: 'unrestricted',
  recipients: '医疗队员家属',
  coHosts: [],
  ...change,
});

export const proposeGift = (desk: Desk, gift: DonationInput) =>
  proposeDonation(desk.db, gift, desk.clerk, key()).then(given);

export async function approved(desk: Desk, { actId }: { actId: bigint }): Promise<bigint> {
  given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
  return actId;
}

/** Cash in the books at once, so that there is something to give. */
export const receiveCash = async (desk: Desk, fen: bigint, restriction: Restriction = 'unrestricted') =>
  approved(desk, await proposeGift(desk, cashGift(fen, restriction)));

/** Approved and accepted by the warehouse: what it brought may leave again. */
export async function accepted(desk: Desk, act: { actId: bigint }): Promise<bigint> {
  const actId = await approved(desk, act);
  await acceptGoods(desk.db, actId, desk);
  return actId;
}

export const receiveGoods = async (desk: Desk, unit: string, quantity: bigint, valueFen?: bigint) =>
  accepted(desk, await proposeGift(desk, goodsGift(unit, quantity, valueFen)));

export const receiveFunding = async (desk: Desk, fen: bigint) =>
  approved(
    desk,
    given(
      await proposeFunding(
        desk.db,
        { header: header(), source: 'union', amountFen: fen, provenance: 'stated' },
        desk.clerk,
        key(),
      ),
    ),
  );

export const proposeHandOut = (desk: Desk, headcount: bigint, shareFen: bigint, change: Partial<BatchInput> = {}) =>
  proposeBatch(desk.db, batch(headcount, shareFen, change), desk.clerk, key()).then(given);

export async function balance(db: Database, unit: string, flow = 'holding'): Promise<bigint> {
  const { amount } = await db
    .selectFrom('accountBalance')
    .innerJoin('account', 'account.code', 'accountBalance.accountCode')
    .select(({ fn }) => fn.sum<bigint | null>('amount').as('amount'))
    .where('unitCode', '=', unit)
    .where('flow', '=', flow)
    .executeTakeFirstOrThrow();
  return amount ?? 0n;
}

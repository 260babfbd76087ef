import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { getAct } from '#approval/queries.ts';
import type { DonationInput } from '#intake/donation.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import { confirmedByBank, moneyAccount } from '../support/statement-lines.ts';
import {
  approved,
  batch,
  boxGift,
  cashGift,
  type Desk,
  given,
  goodsGift,
  key,
  kindsOf,
  openDesk,
  proposeGift,
  proposeHandOut,
  receiveCash,
  refusalsOf,
} from './desk.ts';

let desk: Desk;
let dataDir: string;
beforeAll(async () => {
  desk = await openDesk();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-confirm-'));
});
afterAll(async () => {
  await desk.close();
  await rm(dataDir, { recursive: true });
});

const attachSlip = (actId: bigint) =>
  attachPaper(desk.db, dataDir, {
    actId,
    by: desk.clerk,
    paper: 'bankSlip',
    fileName: '回单.pdf',
    bytes: new TextEncoder().encode('%PDF-1.7'),
  });

const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;
const tasksOf = async (actId: bigint) => (await getAct(desk.db, actId))?.openTasks;

describe('confirmation', () => {
  test.each([
    ['cash', () => cashGift(100n), ['press'], 'delivery'],
    ['goods', () => goodsGift('item:mask', 400n), ['press'], undefined],
  ] as const)('of a gift of %s fits what came', async (_, gift, allowed, odd) => {
    const { actId } = await proposeGift(desk, gift());
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: '日报' }))).toEqual([
      'confirmation_of_approved_act',
    ]);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect((await getAct(desk.db, actId))?.confirmableBy).toEqual(allowed);
    if (odd !== undefined) {
      expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: odd, attachmentId: 1n }))).toEqual([
        'confirmationDoesNotFit',
      ]);
    }
    // What a bank received, no paper says.
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'bank', attachmentId: 1n }))).toEqual([
      'confirmation_bank_by_match',
    ]);
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: ' ' }))).toEqual([
      'confirmation_has_evidence',
    ]);
    given(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: '日报 2020-02-21' }));
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.reviewer, kind: 'press', note: '同一报道' }))).toEqual([
      'alreadyConfirmed',
    ]);
  });

  test('is not the recorder’s own word, with a paper or without', async () => {
    const { actId, number } = await proposeGift(desk, await boxGift(desk, 100n));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const { attachmentId } = given(await attachSlip(actId));
    const reported = await proposeGift(desk, cashGift(100n));
    given(await approveAct(desk.db, { actId: reported.actId, revision: 1, by: desk.reviewer }));
    for (const [of, kind, evidence] of [
      [{ actId, number }, 'person', { attachmentId }],
      [reported, 'press', { note: '日报 2020-02-21' }],
    ] as const) {
      const { number } = of;
      const own = await confirmAct(desk.db, { actId: of.actId, by: desk.clerk, kind, ...evidence });
      expect(refusalsOf(own)).toEqual([{ kind: 'confirmation_by_another_person', values: { number } }]);
    }
    const past = { actId, kind: 'person', attachmentId, recordedBy: desk.clerk };
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ ...past, confirmedBy: desk.clerk })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_by_another_person' });
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ ...past, recordedBy: desk.reviewer, confirmedBy: desk.clerk })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_of_recorded_act' });
    given(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'person', attachmentId }));
  });

  test.each(['person', 'delivery'] as const)('by %s needs a paper; a note is not enough', async (kind) => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(refusalsOf(await confirmAct(desk.db, { actId, by: desk.reviewer, kind, note: '已核对' }))).toEqual([
      { kind: 'confirmation_has_evidence', field: 'file' },
    ]);
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ actId, kind, recordedBy: desk.clerk, confirmedBy: desk.reviewer, note: '已核对' })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_has_evidence' });
  });

  const ofAccount = async (kind: MoneyAccountKind) => {
    const gift = cashGift(100_00n);
    const account = await moneyAccount(desk.db, desk, { entity: 'charity', kind });
    return { ...gift, header: { ...gift.header, moneyAccount: account } };
  };
  const unsourced = (gift: DonationInput): DonationInput => {
    const { source: _, ...bare } = gift.header;
    return { ...gift, header: bare };
  };
  const masks = () => goodsGift('item:mask', 400n);
  const BANK = 'confirmation_bank_by_match';
  const RECEIPT = 'confirmation_stock_by_receipt';
  const SIGNING = 'confirmation_delivery_by_signing';
  const SOURCE = 'confirmation_press_by_source';
  type Refused = Partial<Record<'person' | 'delivery' | 'press', string>>;
  test.each<[string, () => DonationInput | Promise<DonationInput>, Refused]>([
    ['cash that the books keep in a bank', () => cashGift(100n), { person: BANK }],
    ['cash of a bank account that it names', () => ofAccount('bank'), { person: BANK, press: SOURCE }],
    ['cash of a payment service', () => ofAccount('alipay'), { person: BANK, press: SOURCE }],
    ['cash of a box', () => ofAccount('cash'), { press: SOURCE }],
    ['cash that no report tells of', () => unsourced(cashGift(100n)), { press: SOURCE }],
    ['goods in the warehouse', () => unsourced(masks()), { person: RECEIPT, delivery: RECEIPT, press: SOURCE }],
    [
      'goods that went straight to who uses them',
      () => ({ ...masks(), path: 'directToRecipient' }),
      { person: SIGNING, delivery: SIGNING },
    ],
  ])('of a gift of %s is no word of one person, in the office and past it', async (_, gift, refusedBy) => {
    const actId = await approved(desk, await proposeGift(desk, await gift()));
    const { attachmentId } = given(await attachSlip(actId));
    // What a statement or the warehouse says is never written down as the word of a person.
    for (const kind of ['bank', 'stock']) {
      const past = { actId, kind, attachmentId, recordedBy: desk.clerk, confirmedBy: desk.reviewer };
      await expect(desk.db.insertInto('confirmation').values(past).execute()).rejects.toMatchObject({
        constraint: 'confirmation_kind_known',
      });
    }
    for (const kind of ['person', 'delivery', 'press'] as const) {
      const why = refusedBy[kind];
      if (why === undefined) continue;
      expect((await getAct(desk.db, actId))?.confirmableBy).not.toContain(kind);
      const word = { actId, kind, attachmentId, note: '日报' };
      const refused = kindsOf(await confirmAct(desk.db, { ...word, by: desk.otherClerk }));
      expect(refused).toEqual([why]);
      const past = { ...word, recordedBy: desk.clerk, confirmedBy: desk.reviewer };
      await expect(desk.db.insertInto('confirmation').values(past).execute()).rejects.toMatchObject({
        constraint: why,
      });
    }
  });

  test('of a hand-out is its signed roster, and its line too where it names the bank account', async () => {
    await receiveCash(desk, 200_00n);
    const signed = async (actId: bigint) => {
      const { attachmentId } = given(await attachSlip(actId));
      given(await confirmAct(desk.db, { actId, by: desk.reviewer, kind: 'delivery', attachmentId }));
    };
    const plain = await approved(desk, await proposeHandOut(desk, 10n, 10_00n));
    await signed(plain);
    expect(await statusOf(plain)).toBe('confirmed');

    const account = await moneyAccount(desk.db, desk, { entity: 'charity' });
    const { header } = batch(10n, 10_00n);
    const named = { header: { ...header, moneyAccount: account } };
    const drawn = await approved(desk, await proposeHandOut(desk, 10n, 10_00n, named));
    expect((await getAct(desk.db, drawn))?.confirmableBy).toEqual(['delivery']);
    await signed(drawn);
    expect(await getAct(desk.db, drawn)).toMatchObject({ status: 'approved', waitingSides: ['cash'] });
    await confirmedByBank(desk.db, desk, drawn);
    expect(await statusOf(drawn)).toBe('confirmed');
  });

  test('a register entry needs none: it may be published once approved', async () => {
    const { actId } = given(
      await proposeRegistration(
        desk.db,
        { subject: 'programme', code: 'families', name: '家属关爱', fund: 'relief' },
        desk.clerk,
        key(),
      ),
    );
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect([await statusOf(actId), await tasksOf(actId)]).toEqual(['confirmed', ['publish']]);
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.clerk, kind: 'press', note: '报道' }))).toEqual([
      'confirmationNotNeeded',
    ]);
  });
});

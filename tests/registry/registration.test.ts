import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { getAct } from '#approval/queries.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { proposeRegistration, reviseRegistration } from '#registry/propose-registration.ts';
import {
  getRegistration,
  listAppeals,
  listEntities,
  listFunds,
  listItemFamilies,
  listItems,
  listOrganisations,
  listProgrammes,
  registerNames,
} from '#registry/queries.ts';
import type { RegistrationInput } from '#registry/registration.ts';
import { type Desk, given, key, kindsOf, openDesk, refusalsOf, registered } from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const propose = (entry: RegistrationInput) => proposeRegistration(desk.db, entry, desk.clerk, key());

const ENTRIES: RegistrationInput[] = [
  {
    subject: 'organisation',
    code: 'sub-branch',
    name: '街道分会',
    kind: 'charity',
    keepsBooks: true,
    parent: 'branch',
    telephone: '0734-1234567',
  },
  { subject: 'fund', code: 'second-fund', name: '二号专项', beganOn: '2021-01-01', purpose: '家属关爱' },
  {
    subject: 'appeal',
    code: 'spring-appeal',
    name: '春季募捐',
    fund: 'relief',
    filingNumber: '5343000',
    opensOn: '2020-02-01',
    closesOn: '2999-12-31',
  },
  { subject: 'programme', code: 'visits', name: '走访慰问', fund: 'relief' },
  { subject: 'itemFamily', code: 'suits', name: '防护服', measure: '套' },
  { subject: 'item', code: 'mask-kn95', name: '口罩', standard: 'KN95', measure: '只', scale: 0, family: 'masks' },
];

describe('an entry of the register', () => {
  test.each(ENTRIES.map((entry) => [entry.subject, entry] as const))(
    '%s: what was proposed is what is read back, and can be chosen only once approved',
    async (_, entry) => {
      const { db } = desk;
      const { actId } = given(await propose(entry));
      expect((await getRegistration(db, actId)).entry).toEqual(entry);
      const choices = async () =>
        [
          ...(await listOrganisations(db)),
          ...(await listFunds(db)),
          ...(await listAppeals(db, { fund: 'relief' })),
          ...(await listProgrammes(db)),
          ...(await listItemFamilies(db)),
          ...(await listItems(db)),
        ].map(({ code }) => code);
      expect(await choices()).not.toContain(entry.code);
      given(await approveAct(db, { actId, revision: 1, by: desk.reviewer }));
      expect(await choices()).toContain(entry.code);
      expect((await getAct(db, actId))?.title).toBe(entry.name);
    },
  );

  test('KN95 is not N95: items of one name stay apart by their standard', async () => {
    const items = await listItems(desk.db);
    expect(items.find(({ code }) => code === 'mask-kn95')).toEqual({
      code: 'mask-kn95',
      unit: 'item:mask-kn95',
      name: '口罩',
      standard: 'KN95',
      measure: '只',
      scale: 0,
      family: 'masks',
    });
    expect(items.find(({ code }) => code === 'mask')?.standard).toBeNull();
  });

  test('only those that keep books are accounting entities', async () => {
    expect((await listEntities(desk.db)).map(({ code }) => code)).not.toContain('hospital');
  });
});

describe('refused', () => {
  test.each<[string, RegistrationInput, { kind: string; field: string }]>([
    [
      'a code with a capital',
      { subject: 'programme', code: 'Visits', name: '走访', fund: 'relief' },
      { kind: 'registerCodeForm', field: 'code' },
    ],
    [
      'no name',
      { subject: 'programme', code: 'nameless', name: ' ', fund: 'relief' },
      { kind: 'registerNameMissing', field: 'name' },
    ],
    [
      'a code that stands',
      { subject: 'fund', code: 'relief', name: '又一专项', beganOn: '2020-01-01' },
      { kind: 'registerCodeTaken', field: 'code' },
    ],
    [
      'a fund that is not there',
      { subject: 'programme', code: 'orphan', name: '孤儿', fund: 'nowhere' },
      { kind: 'fundUnknown', field: 'fund' },
    ],
    [
      'a fund without a day',
      { subject: 'fund', code: 'dayless', name: '无日', beganOn: '2020-02-30' },
      { kind: 'dayMissing', field: 'beganOn' },
    ],
    [
      'gloves by the pair among masks by the piece',
      { subject: 'item', code: 'gloves', name: '手套', measure: '副', scale: 0, family: 'masks' },
      { kind: 'itemFamilyOfAnotherMeasure', field: 'measure' },
    ],
    [
      'half a piece of a thousandth',
      { subject: 'item', code: 'dust', name: '粉', measure: '克', scale: 7 },
      { kind: 'item_scale_known', field: 'scale' },
    ],
    [
      'an appeal that closes before it opens',
      {
        subject: 'appeal',
        code: 'backwards',
        name: '倒',
        fund: 'relief',
        opensOn: '2020-03-01',
        closesOn: '2020-02-01',
      },
      { kind: 'appeal_days_ordered', field: 'closesOn' },
    ],
    [
      'an organisation under itself',
      {
        subject: 'organisation',
        code: 'ouroboros',
        name: '自己',
        kind: 'other',
        keepsBooks: false,
        parent: 'ouroboros',
      },
      { kind: 'organisationItsOwnParent', field: 'parent' },
    ],
  ])('%s', async (_, entry, refusal) => {
    expect(refusalsOf(await propose(entry))).toMatchObject([refusal]);
  });
});

describe('changing and withdrawing', () => {
  test('a proposed item may change its code, its scale and its name, and its unit follows', async () => {
    const item: RegistrationInput = { subject: 'item', code: 'flour', name: '面粉', measure: '公斤', scale: 0 };
    const { actId } = given(await propose(item));
    const changed: RegistrationInput = { ...item, code: 'wheat-flour', name: '小麦面粉', scale: 3 };
    given(await reviseRegistration(desk.db, actId, 1, changed, desk.clerk));
    given(await approveAct(desk.db, { actId, revision: 2, by: desk.reviewer }));
    const units = await desk.db.selectFrom('unit').select(['code', 'scale']).where('code', 'like', '%flour').execute();
    expect(units).toEqual([{ code: 'item:wheat-flour', scale: 3 }]);
  });

  test('a proposal may turn out to be of another subject', async () => {
    const { actId } = given(await propose({ subject: 'programme', code: 'letters', name: '家书', fund: 'relief' }));
    const fund: RegistrationInput = { subject: 'fund', code: 'letters', name: '家书专项', beganOn: '2020-02-01' };
    given(await reviseRegistration(desk.db, actId, 1, fund, desk.clerk));
    expect((await getRegistration(desk.db, actId)).entry).toEqual(fund);
  });

  test('sending the same form again finds the first, though its code is taken by now', async () => {
    const idempotencyKey = key();
    const entry: RegistrationInput = { subject: 'programme', code: 'twice', name: '两次', fund: 'relief' };
    const first = given(await proposeRegistration(desk.db, entry, desk.clerk, idempotencyKey));
    const second = given(await proposeRegistration(desk.db, entry, desk.clerk, idempotencyKey));
    expect(second).toEqual({ ...first, existing: true });
  });

  test('withdrawing frees the code', async () => {
    const entry: RegistrationInput = { subject: 'item', code: 'goggles', name: '护目镜', measure: '副', scale: 0 };
    const { actId } = given(await propose(entry));
    given(await withdrawAct(desk.db, { actId, by: desk.clerk }));
    expect(await getRegistration(desk.db, actId)).toEqual({ subject: 'item', code: 'goggles' });
    await registered(desk, entry);
    expect((await registerNames(desk.db)).units.get('item:goggles')).toMatchObject({ name: '护目镜' });
  });

  test('an entry that another proposal names can be withdrawn; the code stays taken and nothing rests on it', async () => {
    const { db, clerk, reviewer } = desk;
    const fund = given(await propose({ subject: 'fund', code: 'shaky', name: '未定专项', beganOn: '2020-01-01' }));
    const { actId } = given(await propose({ subject: 'programme', code: 'on-shaky', name: '其上', fund: 'relief' }));
    await db.updateTable('programme').set({ fundCode: 'shaky' }).where('actId', '=', actId).execute();
    given(await withdrawAct(db, { actId: fund.actId, by: clerk }));
    expect(kindsOf(await approveAct(db, { actId, revision: 1, by: reviewer }))).toEqual(['approval_of_known_names']);
    expect(kindsOf(await propose({ subject: 'fund', code: 'shaky', name: '再来', beganOn: '2020-01-01' }))).toEqual([
      'fund_pkey',
    ]);
  });

  test('an approved entry does not change', async () => {
    const actId = await registered(desk, { subject: 'programme', code: 'fixed', name: '定了', fund: 'relief' });
    const rename: RegistrationInput = { subject: 'programme', code: 'fixed', name: '改名', fund: 'relief' };
    expect(kindsOf(await reviseRegistration(desk.db, actId, 1, rename, desk.clerk))).toEqual(['alreadyApproved']);
    await expect(
      desk.db.updateTable('programme').set({ name: '改名' }).where('code', '=', 'fixed').execute(),
    ).rejects.toMatchObject({ constraint: 'act_frozen_after_approval' });
  });
});

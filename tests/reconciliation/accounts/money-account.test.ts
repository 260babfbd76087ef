import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideMoneyAccount } from '#reconciliation/accounts/decide-money-account.ts';
import { checkMoneyAccount, normalNumber, usualAccount } from '#reconciliation/accounts/money-account.ts';
import { proposeMoneyAccount } from '#reconciliation/accounts/propose-money-account.ts';
import {
  countOpenMoneyAccounts,
  findMoneyAccount,
  findMoneyAccountByNumber,
  listApprovedMoneyAccounts,
  listMoneyAccounts,
} from '#reconciliation/accounts/queries.ts';
import { type Desk, given, openDesk, refusalsOf } from '../../approval/desk.ts';
import { moneyAccount } from '../../support/money-accounts.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const propose = (change = {}, by = desk.clerk) =>
  proposeMoneyAccount(desk.db, moneyAccount('bank', { name: `专户 ${Math.random()}`, ...change }), by);
const decide = (id: bigint, decision: 'approved' | 'refused' | 'withdrawn', by: bigint, reason = '') =>
  decideMoneyAccount(desk.db, { id, decision, by, reason });

describe('a money account', () => {
  test.each([
    [
      'a bank account kept as cash',
      moneyAccount('bank', { account: '1001' }),
      'money_account_ledger_account_fits',
      'account',
    ],
    [
      'Alipay kept at the bank',
      moneyAccount('alipay', { account: '100201' }),
      'money_account_ledger_account_fits',
      'account',
    ],
    ['no name', moneyAccount('cash', { name: ' ' }), 'money_account_name_given', 'name'],
    [
      'a bank account of three digits',
      moneyAccount('bank', { number: '6 2-2' }),
      'money_account_number_given',
      'number',
    ],
    ['a merchant without number', moneyAccount('wechat', { number: '' }), 'money_account_number_given', 'number'],
  ])('is refused: %s', (_, input, kind, field) => {
    expect(checkMoneyAccount(input)).toEqual([{ kind, field }]);
  });

  test('is kept in the ledger account of its kind, agency money at the bank apart', () => {
    expect((['bank', 'alipay', 'wechat', 'cash'] as const).map(usualAccount)).toEqual([
      '100201',
      '1009',
      '1009',
      '1001',
    ]);
    expect(checkMoneyAccount(moneyAccount('bank', { account: '100202' }))).toEqual([]);
    expect(checkMoneyAccount(moneyAccount('cash'))).toEqual([]);
  });

  test('is known by its number however it is grouped; a user name keeps its dashes', () => {
    expect(normalNumber(' 6222 0019-0000 1111 ')).toBe('6222001900001111');
    expect(normalNumber('６２２２ ００１９')).toBe('62220019');
    expect(normalNumber('relief-fund@example.org')).toBe('relief-fund@example.org');
    expect(normalNumber('  ')).toBeUndefined();
  });

  test('is entered by one person and approved by another, a reviewer', async () => {
    const { id } = given(await propose({ name: '工行募捐专户', number: '6222 0000 1111 2222' }));
    expect(await listApprovedMoneyAccounts(desk.db, 'charity')).toEqual([]);
    expect([
      await countOpenMoneyAccounts(desk.db, desk.clerk),
      await countOpenMoneyAccounts(desk.db, desk.reviewer),
    ]).toEqual([0n, 1n]);

    expect(refusalsOf(await decide(id, 'approved', desk.clerk))).toEqual([{ kind: 'money_account_by_another_person' }]);
    expect(refusalsOf(await decide(id, 'approved', desk.otherClerk))).toEqual([{ kind: 'wish_decided_by_reviewer' }]);
    expect(refusalsOf(await decide(id, 'withdrawn', desk.reviewer))).toEqual([
      { kind: 'money_account_withdrawn_by_proposer' },
    ]);
    given(await decide(id, 'approved', desk.reviewer));
    expect(refusalsOf(await decide(id, 'refused', desk.otherReviewer, '再想想'))).toEqual([
      { kind: 'money_account_decided_once' },
    ]);

    const account = {
      id,
      entity: 'charity',
      kind: 'bank',
      account: '100201',
      name: '工行募捐专户',
      number: '6222000011112222',
    };
    expect(await listApprovedMoneyAccounts(desk.db, 'charity')).toEqual([account]);
    expect(await listApprovedMoneyAccounts(desk.db, 'health')).toEqual([]);
    expect(await findMoneyAccount(desk.db, id)).toEqual(account);
    expect(await findMoneyAccountByNumber(desk.db, 'bank', '6222-0000-1111-2222')).toEqual(account);
    expect(await findMoneyAccountByNumber(desk.db, 'alipay', '6222000011112222')).toBeUndefined();
    expect(await listMoneyAccounts(desk.db, { limit: 5 })).toMatchObject([
      {
        ...account,
        entityName: '市慈善总会',
        decision: 'approved',
        decidedByName: '复核丙',
        proposedBy: { name: '经办甲' },
      },
    ]);
  });

  test('is refused only with a reason; then its name and number are free again', async () => {
    const { id } = given(await propose({ name: '微信收款', number: '1900000109' }));
    expect(refusalsOf(await decide(id, 'refused', desk.reviewer))).toEqual([
      { kind: 'money_account_refused_with_reason' },
    ]);
    given(await decide(id, 'refused', desk.reviewer, '账号抄错一位'));
    const again = given(await propose({ name: '微信收款', number: '1900000109' }));
    given(await decide(again.id, 'withdrawn', desk.clerk));
    expect(await listMoneyAccounts(desk.db, { entity: 'charity', limit: 2 })).toMatchObject([
      { id: again.id, decision: 'withdrawn' },
      { id, decision: 'refused', decisionReason: '账号抄错一位' },
    ]);
  });

  test('is told everything that is wrong at once: entity, name and number taken, a day to come', async () => {
    given(await propose({ name: '建行基本户', number: '43001234' }));
    const twice = await propose({ name: '建行基本户', number: '4300 1234', openedOn: '2999-01-01' });
    expect(refusalsOf(twice).map(({ kind, field }) => [kind, field])).toEqual([
      ['dayInFuture', 'openedOn'],
      ['money_account_name_unique', 'name'],
      ['money_account_number_unique', 'number'],
    ]);
    expect(refusalsOf(await propose({ entity: 'hospital' }))).toMatchObject([
      { kind: 'entityUnknown', field: 'entity' },
    ]);
    expect(refusalsOf(await propose({ entity: '' }))).toMatchObject([{ kind: 'entityMissing', field: 'entity' }]);
    expect(refusalsOf(await decide(99_999n, 'approved', desk.reviewer))).toEqual([{ kind: 'moneyAccountWishUnknown' }]);
  });
});

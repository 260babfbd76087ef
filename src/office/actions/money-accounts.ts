import { CASH_ACCOUNTS } from '#ledger/booking.ts';
import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { officeAction } from '#office/office-action.ts';
import { wishOf } from '#office/wish-of.ts';
import { decideMoneyAccount } from '#reconciliation/accounts/decide-money-account.ts';
import { MONEY_ACCOUNT_KINDS, type MoneyAccountInput, usualAccount } from '#reconciliation/accounts/money-account.ts';
import { proposeMoneyAccount } from '#reconciliation/accounts/propose-money-account.ts';

const AT = '/admin/money-accounts';

/** Where an entity's money lies: entered by one person, decided by another. */
export const moneyAccounts = {
  propose: officeAction('record', async ({ database, person, values }) => {
    const { form, input } = readMoneyAccount(values);
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    return outcomeOf(await proposeMoneyAccount(database, input, person.id), values, () => `${AT}?seen=accountProposed`);
  }),

  decide: officeAction('review', async ({ database, person, values }) => {
    const wish = wishOf(values, person, ['approved', 'refused']);
    if (!wish) return refuse([{ kind: 'moneyAccountWishUnknown' }], values);
    const seen = wish.decision === 'approved' ? 'accountApproved' : 'accountRefused';
    return outcomeOf(await decideMoneyAccount(database, wish), values, () => `${AT}?seen=${seen}`);
  }),

  withdraw: officeAction('record', async ({ database, person, values }) => {
    const wish = wishOf(values, person, ['withdrawn']);
    if (!wish) return refuse([{ kind: 'moneyAccountWishUnknown' }], values);
    return outcomeOf(await decideMoneyAccount(database, wish), values, () => `${AT}?seen=accountWithdrawn`);
  }),
};

function readMoneyAccount(values: Values) {
  const form = readForm(values);
  const kind = form.choice('kind', MONEY_ACCOUNT_KINDS);
  const number = form.text('number');
  const openedOn = form.day('openedOn');
  const input: MoneyAccountInput = {
    entity: form.text('entity') ?? '',
    kind,
    account: form.choice('account', CASH_ACCOUNTS, usualAccount(kind)),
    name: form.text('name') ?? '',
    ...(number && { number }),
    ...(openedOn && { openedOn }),
  };
  return { form, input };
}

/** Chooses the usual ledger account of the kind of a money account, at once and whenever another kind is chosen. */
import { MONEY_ACCOUNT_KINDS, usualAccount } from '#reconciliation/accounts/money-account.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-money-account]')) {
  const kind = form.querySelector<HTMLSelectElement>('select[name="kind"]');
  const account = form.querySelector<HTMLSelectElement>('select[name="account"]');
  const choose = () => {
    const chosen = MONEY_ACCOUNT_KINDS.find((each) => each === kind?.value);
    if (chosen && account) account.value = usualAccount(chosen);
  };
  if (account?.value === '') choose();
  kind?.addEventListener('change', choose);
}

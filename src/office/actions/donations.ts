import { proposeDonation } from '#intake/propose-donation.ts';
import { entryActions, idempotencyKey, readAnd } from '#office/entry-actions.ts';
import { entryKinds } from '#office/entry-kinds.ts';
import { type CodeShown, goTo, type Outcome } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';

export const donations = {
  ...entryActions(entryKinds.donations),

  /** The answer to a new gift is the only page that ever shows its 查询码; sent twice, the code is not shown again. */
  propose: officeAction<Outcome | CodeShown>('record', async ({ database, values, person }) => {
    const proposed = await readAnd(entryKinds.donations, { database, values, person, id: undefined }, (input) =>
      proposeDonation(database, input, person.id, idempotencyKey(values)),
    );
    if (!proposed.ok) return proposed.again;
    const { actId, existing, receiptCode } = proposed.value;
    return receiptCode === undefined
      ? goTo(`/admin/donations/${actId}?seen=${existing ? 'giftBefore' : 'replaced'}`)
      : { kind: 'code', actId, code: receiptCode };
  }),
};

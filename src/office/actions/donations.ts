import { checkHeader } from '#approval/act.ts';
import { checkDonation, type DonationInput } from '#intake/donation.ts';
import { proposeDonation, reviseDonation } from '#intake/propose-donation.ts';
import { entryActions, idempotencyKey, readAnd } from '#office/entry-actions.ts';
import { readDonation } from '#office/forms/donation-form.ts';
import { type CodeShown, goTo, type Outcome } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';

const kind = {
  noun: 'donations',
  read: readDonation,
  check: (input: DonationInput) => [
    ...checkHeader('donation', { ...input.header, stream: 'donation' }),
    ...checkDonation(input),
  ],
  propose: proposeDonation,
  revise: reviseDonation,
};

export const donations = {
  ...entryActions(kind),

  /** The answer to a new gift is the only page that ever shows its 查询码; sent twice, the code is not shown again. */
  propose: officeAction<Outcome | CodeShown>('record', async ({ database, values, person }) => {
    const proposed = await readAnd(kind, { database, values }, (input) =>
      proposeDonation(database, input, person.id, idempotencyKey(values)),
    );
    if (!proposed.ok) return proposed.again;
    const { actId, existing, receiptCode } = proposed.value;
    return receiptCode === undefined
      ? goTo(`/admin/donations/${actId}?seen=${existing ? 'giftBefore' : 'replaced'}`)
      : { kind: 'code', actId, code: receiptCode };
  }),
};

import { again } from '#office/forms/outcome.ts';
import { lineCount } from '#office/forms/values.ts';
import { officeAction } from '#office/office-action.ts';

/** What a form asks of itself before anything is recorded. */
export const forms = {
  /** The same form, read once more: for the preview of the ledger effect and for a search inside the form. */
  again: officeAction('record', async ({ values }) => again(values)),

  /** The same form with one row more in the group that the address names. */
  anotherRow: officeAction('record', async ({ values, url }) => {
    const group = url.searchParams.get('group') ?? '';
    if (!/^[a-z]{1,20}$/i.test(group)) return again(values);
    const rows = Math.min(lineCount(values, group) + 1, 50);
    return again(new Map([...values, [`${group}.count`, String(rows)]]));
  }),
};

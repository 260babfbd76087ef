import { entryKinds } from '#office/entry-kinds.ts';
import { again } from '#office/forms/outcome.ts';
import { lineCount } from '#office/forms/values.ts';
import { officeAction } from '#office/office-action.ts';

const isEntryKind = (noun: string): noun is keyof typeof entryKinds => Object.hasOwn(entryKinds, noun);

/** What a form asks of itself before anything is recorded. */
export const forms = {
  /** The same form, read once more: for a search inside the form. */
  again: officeAction('record', async ({ values }) => again(values)),

  /** The same form with all that sending it would be refused for; the address names its kind. */
  preview: officeAction('record', async ({ database, values, person, id, url }) => {
    const noun = url.searchParams.get('noun') ?? '';
    if (!isEntryKind(noun)) return again(values);
    const read = await entryKinds[noun].preview({ database, values, person, id });
    return { ...again(read.values), refusals: read.refusals };
  }),

  /** The same form with one row more in the group that the address names. */
  anotherRow: officeAction('record', async ({ values, url }) => {
    const group = url.searchParams.get('group') ?? '';
    if (!/^[a-z]{1,20}$/i.test(group)) return again(values);
    const rows = Math.min(lineCount(values, group) + 1, 50);
    return again(new Map([...values, [`${group}.count`, String(rows)]]));
  }),
};

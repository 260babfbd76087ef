import { goTo, outcomeOf, refuse } from '#office/forms/outcome.ts';
import { mappingOf } from '#office/forms/statement-mapping.ts';
import { officeAction } from '#office/office-action.ts';
import { askToStore, discardStatement, readAnew } from '#reconciliation/statements/acts.ts';

const pageOf = (id: bigint): string => `/admin/statements/${id}`;

/** What a clerk does with a statement that was read; uploading is no action, for its file is read while it comes. */
export const statements = {
  store: officeAction('record', async ({ database, person, values, id, statements: desk }) => {
    if (id === undefined) return refuse([{ kind: 'statementFileUnknown' }], values);
    const asked = await askToStore(database, id, person.id);
    // Twice the same yes is one.
    if (!asked.ok && asked.refusals.some(({ values: of }) => of?.statementState === 'storing')) return goTo(pageOf(id));
    if (asked.ok) desk.wake();
    return outcomeOf(asked, values, ({ fileId }) => `${pageOf(fileId)}?seen=statementStoring`);
  }),

  discard: officeAction('record', async ({ database, person, values, id }) => {
    if (id === undefined) return refuse([{ kind: 'statementFileUnknown' }], values);
    const discarded = await discardStatement(database, id, person.id);
    return outcomeOf(discarded, values, ({ fileId }) => `${pageOf(fileId)}?seen=statementDiscarded`);
  }),

  map: officeAction('record', async ({ database, person, values, id, statements: desk }) => {
    if (id === undefined) return refuse([{ kind: 'statementFileUnknown' }], values);
    const mapping = mappingOf(values);
    const anew = await readAnew(database, { fileId: id, by: person.id, mapping });
    if (anew.ok) desk.wake();
    return outcomeOf(anew, values, ({ fileId }) => `${pageOf(fileId)}?seen=statementMapped`);
  }),
};

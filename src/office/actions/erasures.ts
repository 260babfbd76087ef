import { goTo, outcomeOf, refuse } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { decideErasure } from '#publication/erasure.ts';

/** Another person's decision on a wish that published texts be erased; and the files, should they lag behind. */
export const erasures = {
  decide: officeAction('review', async ({ database, settings, person, values, publisher }) => {
    const id = parseId(values.get('erasureId'));
    const decision = values.get('decision');
    if (id === undefined || (decision !== 'approved' && decision !== 'refused')) {
      return refuse([{ kind: 'erasureUnknown' }], values);
    }
    const decided = await decideErasure(database, settings.dataDir, { id, decision, by: person.id });
    if (decided.ok && decision === 'approved') publisher.refreshTexts();
    return outcomeOf(decided, values, () => `/admin/erasures?seen=${decision === 'approved' ? 'erased' : 'notErased'}`);
  }),

  refresh: officeAction('review', async ({ publisher }) => {
    publisher.refreshTexts();
    return goTo('/admin/erasures?seen=refreshing');
  }),
};

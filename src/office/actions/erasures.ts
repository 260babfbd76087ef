import { goTo, outcomeOf, refuse } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';
import { wishOf } from '#office/wish-of.ts';
import { decideErasure } from '#publication/erasure.ts';

/** Another person's decision on a wish that published texts be erased; and the files, should they lag behind. */
export const erasures = {
  decide: officeAction('review', async ({ database, settings, person, values, publisher }) => {
    const wish = wishOf(values, person, ['approved', 'refused']);
    if (!wish) return refuse([{ kind: 'erasureUnknown' }], values);
    const decided = await decideErasure(database, settings.dataDir, wish);
    if (decided.ok && wish.decision === 'approved') publisher.refreshTexts();
    const seen = wish.decision === 'approved' ? 'erased' : 'wishRefused';
    return outcomeOf(decided, values, () => `/admin/erasures?seen=${seen}`);
  }),

  withdraw: officeAction('record', async ({ database, settings, person, values }) => {
    const wish = wishOf(values, person, ['withdrawn']);
    if (!wish) return refuse([{ kind: 'erasureUnknown' }], values);
    const withdrawn = await decideErasure(database, settings.dataDir, wish);
    return outcomeOf(withdrawn, values, () => '/admin/erasures?seen=wishWithdrawn');
  }),

  refresh: officeAction('review', async ({ publisher }) => {
    publisher.refreshTexts();
    return goTo('/admin/erasures?seen=refreshing');
  }),
};

import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { wishOf } from '#office/wish-of.ts';
import { decideDisplay } from '#publication/display-proposal.ts';
import { replayErasures } from '#publication/replay-erasures.ts';

/** Another person's decision on a wish that gifts be shown more openly. */
export const displays = {
  decide: officeAction('review', async (deed) => {
    const { database, person, values } = deed;
    const wish = wishOf(values, person, ['approved', 'refused']);
    if (!wish) return refuse([{ kind: 'displayProposalUnknown' }], values);
    const decided = await decideDisplay(database, wish);
    if (decided.ok && decided.value.published > 0) await followDisplay(deed);
    const seen = wish.decision === 'approved' ? 'displayApproved' : 'wishRefused';
    return outcomeOf(decided, values, () => `/admin/displays?seen=${seen}`);
  }),

  withdraw: officeAction('record', async ({ database, person, values }) => {
    const wish = wishOf(values, person, ['withdrawn']);
    if (!wish) return refuse([{ kind: 'displayProposalUnknown' }], values);
    return outcomeOf(await decideDisplay(database, wish), values, () => '/admin/displays?seen=wishWithdrawn');
  }),
};

/** The list that outlives the database learns at once of what is hidden; the files follow by a process of their own. */
export async function followDisplay({ database, settings, publisher }: Deed): Promise<void> {
  await replayErasures(database, settings.dataDir);
  publisher.refreshTexts();
}

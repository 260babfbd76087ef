import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';
import { draftNotice } from '#office/publishing/notice-draft.ts';
import { isPublishLocked } from '#publication/publish-lock.ts';

export const publishing = {
  /** Only the list that the publisher was shown goes out: another one is shown again first. */
  start: officeAction('publish', async ({ database, publisher, person, values }) => {
    const { digest } = await draftNotice(database);
    if (values.get('list') !== digest) return refuse([{ kind: 'noticeListChanged' }], values);
    if (await isPublishLocked(database)) return refuse([{ kind: 'publishAlreadyRunning' }], values);
    return outcomeOf(await publisher.start(person.id, digest), values, () => '/admin/publish');
  }),
};

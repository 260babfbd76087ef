import { outcomeOf } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';

export const publishing = {
  start: officeAction('publish', async ({ publisher, person, values }) =>
    outcomeOf(await publisher.start(person.id), values, () => '/admin/publish'),
  ),
};

import { outcomeOf } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';
import { addLocation, renameLocation } from '#registry/locations.ts';

const AT = '/admin/register/locations';

export const locations = {
  add: officeAction('record', async ({ database, person, values }) => {
    const location = { entity: values.get('entity') ?? '', name: values.get('name') ?? '', by: person.id };
    return outcomeOf(await addLocation(database, location), values, () => `${AT}?seen=locationAdded`);
  }),

  rename: officeAction('record', async ({ database, person, values }) => {
    const location = { code: values.get('code') ?? '', name: values.get('name') ?? '', by: person.id };
    return outcomeOf(await renameLocation(database, location), values, () => `${AT}?seen=locationRenamed`);
  }),
};

import { entryActions } from '#office/entry-actions.ts';
import { readRegistration } from '#office/forms/register-form.ts';
import { proposeRegistration, reviseRegistration } from '#registry/propose-registration.ts';
import { checkRegistration } from '#registry/registration.ts';

export const register = entryActions({
  noun: 'register',
  read: readRegistration,
  check: checkRegistration,
  whyNot: async (_database, input) => checkRegistration(input),
  propose: proposeRegistration,
  revise: reviseRegistration,
});

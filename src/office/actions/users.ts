import {
  addPersonWithInitialPassword,
  disablePerson,
  enablePerson,
  type InitialPassword,
  resetPassword,
  unlockPerson,
} from '#auth/accounts.ts';
import { ROLES } from '#auth/role.ts';
import { confirmRole, grantRole, revokeRole } from '#auth/roles.ts';
import type { Result } from '#ledger/refusal.ts';
import { goTo, type Outcome, outcomeOf, type PasswordShown, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';

/** Roles are proposed by one administrator and confirmed by another; who may, the database holds. */
export const users = {
  grant: officeAction('administer', async ({ database, person, values }) => {
    const form = readForm(values);
    const userId = parseId(values.get('userId'));
    const role = form.choice('role', ROLES);
    if (userId === undefined) form.refuse('userId', { kind: 'fieldRequired' });
    if (form.refusals.length > 0 || userId === undefined) return refuse(form.refusals, values);
    const result = await grantRole(database, { userId, role, by: person.id });
    return outcomeOf(result, values, () => '/admin/users?seen=granted');
  }),

  confirm: officeAction('administer', async ({ database, person, values }) => {
    const grantId = parseId(values.get('grantId'));
    if (grantId === undefined) return refuse([{ kind: 'grantUnknown' }], values);
    const result = await confirmRole(database, { grantId, by: person.id });
    return result.ok ? goTo('/admin/users?seen=confirmedRole') : refuse(result.refusals, values);
  }),

  revoke: officeAction('administer', async ({ database, person, values }) => {
    const grantId = parseId(values.get('grantId'));
    if (grantId === undefined) return refuse([{ kind: 'grantUnknown' }], values);
    const result = await revokeRole(database, { grantId, by: person.id });
    return result.ok ? goTo('/admin/users?seen=revokedRole') : refuse(result.refusals, values);
  }),

  add: officeAction<Outcome | PasswordShown>('administer', async ({ database, person, values }) => {
    const given = { email: values.get('email') ?? '', displayName: values.get('displayName') ?? '' };
    return shown(await addPersonWithInitialPassword(database, given, person.id), values);
  }),

  reset: officeAction<Outcome | PasswordShown>('administer', async ({ database, person, values }) => {
    const userId = parseId(values.get('userId'));
    if (userId === undefined) return refuse([{ kind: 'accountUnknown' }], new Map());
    return shown(await resetPassword(database, { userId, by: person.id }), new Map());
  }),

  enable: officeAction<Outcome | PasswordShown>('administer', async ({ database, person, values }) => {
    const userId = parseId(values.get('userId'));
    if (userId === undefined) return refuse([{ kind: 'accountUnknown' }], new Map());
    return shown(await enablePerson(database, { userId, by: person.id }), new Map());
  }),

  disable: officeAction('administer', (deed) => toPerson(deed, disablePerson, 'disabled')),
  unlock: officeAction('administer', (deed) => toPerson(deed, unlockPerson, 'unlocked')),
};

const shown = (result: Result<InitialPassword>, values: Values): Outcome | PasswordShown =>
  result.ok
    ? { kind: 'password', displayName: result.value.displayName, password: result.value.password }
    : refuse(result.refusals, values);

async function toPerson({ database, person, values }: Deed, act: typeof disablePerson, seen: string): Promise<Outcome> {
  const userId = parseId(values.get('userId'));
  if (userId === undefined) return refuse([{ kind: 'accountUnknown' }], new Map());
  const result = await act(database, { userId, by: person.id });
  return result.ok ? goTo(`/admin/users?seen=${seen}`) : refuse(result.refusals, new Map());
}

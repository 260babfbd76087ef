import { ROLES } from '#auth/role.ts';
import { confirmRole, grantRole, revokeRole } from '#auth/roles.ts';
import { goTo, outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import { officeAction } from '#office/office-action.ts';
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
};

import type { Role } from './role.ts';

export type Permission = 'record' | 'review' | 'confirm' | 'publish' | 'read' | 'administer';

/** Whoever sees papers and statements confirms, never the own entry; everyone with a role may read. */
const PERMITTED: Record<Role, readonly Permission[]> = {
  recorder: ['read', 'record', 'confirm'],
  reviewer: ['read', 'review', 'confirm'],
  publisher: ['read', 'publish'],
  auditor: ['read'],
  administrator: ['read', 'administer'],
};

export function may(person: { roles: readonly Role[] }, permission: Permission): boolean {
  return person.roles.some((role) => PERMITTED[role].includes(permission));
}

import type { Role } from './role.ts';

export type Permission = 'record' | 'review' | 'confirm' | 'publish' | 'read' | 'readStatements' | 'administer';

/**
 * Whoever sees papers and statements confirms, never the own entry; everyone with a role may read, but what a bank says of
 * payers only those who reconcile, and the auditor.
 */
const PERMITTED: Record<Role, readonly Permission[]> = {
  recorder: ['read', 'readStatements', 'record', 'confirm'],
  reviewer: ['read', 'readStatements', 'review', 'confirm'],
  publisher: ['read', 'publish'],
  auditor: ['read', 'readStatements'],
  administrator: ['read', 'administer'],
};

export function may(person: { roles: readonly Role[] }, permission: Permission): boolean {
  return person.roles.some((role) => PERMITTED[role].includes(permission));
}

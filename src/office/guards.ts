import type { Permission } from '#auth/permissions.ts';

/** Pages that ask for more than reading, by the shape of their address; the first that fits decides. */
const GUARDED: [pattern: RegExp, permission: Permission][] = [
  [/^\/admin\/users(\/|$)/, 'administer'],
  [/^\/admin\/publish\/confirm(\/|$)/, 'publish'],
  [/^\/admin\/import(\/|$)/, 'record'],
  [/^\/admin\/[a-z]+\/new(\/|$)/, 'record'],
  [/^\/admin\/[a-z]+\/[^/]+\/edit(\/|$)/, 'record'],
];

/** The permission a page of the office asks for. */
export function permissionFor(path: string): Permission {
  return GUARDED.find(([pattern]) => pattern.test(path))?.[1] ?? 'read';
}

/** Actions whose forms carry a file, and what each asks for; from anyone else no file is read. */
const UPLOADS: Record<string, Permission> = {
  'acts.attach': 'record',
  'acts.confirm': 'confirm',
  'acts.display': 'record',
  'imports.preview': 'record',
  'imports.all': 'record',
};

export const permissionToUpload = (action: string): Permission | undefined =>
  Object.hasOwn(UPLOADS, action) ? UPLOADS[action] : undefined;

/** The actions that nobody need be signed in for. */
export const isForStrangers = (action: string): boolean => ['session.begin', 'session.end'].includes(action);

/** Where to go after signing in: a path of the office, never another site. */
export function returnPath(next: string | null | undefined): string {
  return next && /^\/admin(?:[/?][\w\-./?=&%:]*)?$/.test(next) && !next.includes('//') ? next : '/admin';
}

import type { Permission } from '#auth/permissions.ts';

/** Pages that ask for more than reading, by the shape of their address; the first that fits decides. */
const GUARDED: [pattern: RegExp, permission: Permission][] = [
  [/^\/admin\/users(\/|$)/, 'administer'],
  [/^\/admin\/publish\/confirm(\/|$)/, 'publish'],
  [/^\/admin\/import(\/|$)/, 'record'],
  [/^\/admin\/[a-z]+\/new(\/|$)/, 'record'],
  [/^\/admin\/stock\/[a-z]+\/new(\/|$)/, 'record'],
  [/^\/admin\/stock\/(write-off|move)(\/|$)/, 'record'],
  [/^\/admin\/[a-z]+\/[^/]+\/edit(\/|$)/, 'record'],
  [/^\/admin\/statements\/(absence|[^/]+\/mapping)(\/|$)/, 'record'],
  [/^\/admin\/statements\/[^/]+\/original(\/|$)/, 'confirm'],
  [/^\/admin\/(statements|reconciliation)(\/|$)/, 'readStatements'],
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
  'closes.stateBalance': 'record',
  'imports.preview': 'record',
  'imports.all': 'record',
  'imports.previewRoster': 'record',
  'imports.previewStock': 'record',
  'stock.recordReceipt': 'record',
  'stockDeliveries.record': 'record',
};

export const permissionToUpload = (action: string): Permission | undefined =>
  Object.hasOwn(UPLOADS, action) ? UPLOADS[action] : undefined;

/** Where a file is posted that is read while it comes, by the page itself and not by an action; and what that asks for. */
const STREAMED: Record<string, Permission> = { '/admin/statements': 'record' };

export const permissionToStream = (path: string): Permission | undefined =>
  Object.hasOwn(STREAMED, path) ? STREAMED[path] : undefined;

/** The actions that nobody need be signed in for. */
export const isForStrangers = (action: string): boolean => ['session.begin', 'session.end'].includes(action);

/** Where to go after signing in: a path of the office, never another site. */
export function returnPath(next: string | null | undefined): string {
  return next && /^\/admin(?:[/?][\w\-./?=&%:]*)?$/.test(next) && !next.includes('//') ? next : '/admin';
}

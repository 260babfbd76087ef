import { may } from '#auth/permissions.ts';
import type { Person } from '#auth/sessions.ts';
import type { Settings } from '#config/settings.ts';
import { permissionToStream, permissionToUpload } from '#office/guards.ts';
import { MOST } from '#reconciliation/statement/limits.ts';

/**
 * Whether a changing request comes from our own page. The session cookie is SameSite already; this second lock also
 * holds for browsers and proxies that lose it. A browser names the origin of every POST; what names none is refused.
 * Scheme, host and port must be ours: PUBLIC_URL's where it is set, else the host that was asked, by the scheme to
 * which our cookies are kept.
 */
export function comesFromOurPages(
  headers: Headers,
  { publicUrl, secure }: Pick<Settings, 'publicUrl' | 'secure'>,
): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = URL.parse(headers.get('origin') ?? '')?.origin;
  const ours = publicUrl ?? URL.parse(`${secure ? 'https' : 'http'}://${headers.get('host') ?? ''}`)?.origin;
  return origin !== undefined && origin !== 'null' && origin === ours;
}

/** Forms are the only bodies the office reads. */
export function carriesForm(headers: Headers): boolean {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data';
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** Without a stated length (chunked) no limit could hold before everything is read. Every browser states it. */
export const statesLength = (headers: Headers): boolean => /^\d+$/.test(headers.get('content-length') ?? '');

/**
 * A form is held in memory whole, so its length is limited before it is read: a stranger's to what signing in takes; typed
 * ones, and files from those who may not send any, to a megabyte; a file to a scan of 20.
 */
export function tooLarge(
  headers: Headers,
  action: string,
  person: (Parameters<typeof may>[0] & Pick<Person, 'mustChangePassword'>) | undefined,
): boolean {
  const length = lengthOf(headers);
  const withFile = (headers.get('content-type') ?? '').trim().toLowerCase().startsWith('multipart/');
  if (!person) return withFile || length > 16 * KILOBYTE;
  const permission = permissionToUpload(action);
  const uploads = withFile && permission !== undefined && !person.mustChangePassword && may(person, permission);
  return length > (uploads ? 21 * MEGABYTE : MEGABYTE);
}

/** A statement and the form around it; it goes to disk while it comes. Anyone who may not send one is cut short. */
export function tooLargeToStream(
  headers: Headers,
  path: string,
  person: Parameters<typeof may>[0] & Pick<Person, 'mustChangePassword'>,
): boolean {
  const permission = permissionToStream(path);
  const allowed = permission !== undefined && !person.mustChangePassword && may(person, permission);
  return lengthOf(headers) > (allowed ? MOST.bytes + MEGABYTE : MEGABYTE);
}

const lengthOf = (headers: Headers): number => Number(headers.get('content-length') ?? 0);

const MOST_FILES_AT_ONCE = 4;
let filesBeingRead = 0;

/** Does the work of a large form unless as many are being read already; then undefined. */
export async function asOneOfFew<T>(headers: Headers, work: () => Promise<T>): Promise<T | undefined> {
  if (lengthOf(headers) <= MEGABYTE) return work();
  if (filesBeingRead >= MOST_FILES_AT_ONCE) return undefined;
  filesBeingRead++;
  try {
    return await work();
  } finally {
    filesBeingRead--;
  }
}

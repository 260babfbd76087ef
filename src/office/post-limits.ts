/**
 * Whether a changing request comes from our own page. The session cookie is SameSite already; this second lock also
 * holds for browsers and proxies that lose it. A browser names the origin of every POST; what names none is refused.
 */
export function comesFromOurPages(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  const host = headers.get('host');
  if (origin === null || host === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}

/** Forms are the only bodies the office reads. */
export function carriesForm(headers: Headers): boolean {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data';
}

const MEGABYTE = 1024 * 1024;

/** Without a stated length (chunked) no limit could hold before everything is read. Every browser states it. */
export const statesLength = (headers: Headers): boolean => /^\d+$/.test(headers.get('content-length') ?? '');

/** Typed forms stay under a megabyte; only a form with a file may carry a scan of 20. */
export function tooLarge(headers: Headers): boolean {
  const length = Number(headers.get('content-length') ?? 0);
  const withFile = (headers.get('content-type') ?? '').toLowerCase().startsWith('multipart/');
  return length > (withFile ? 21 * MEGABYTE : MEGABYTE);
}

import type { PublishedLog } from '../published-log.ts';

/** Where readers find this site: PUBLIC_URL, else the host that the log names as its own. Without a slash at the end. */
export function publicAddress(log: PublishedLog, publicUrl = process.env.PUBLIC_URL): string {
  const given = publicUrl ? URL.parse(publicUrl) : null;
  return given ? given.origin : `https://${hostOf(log)}`;
}

/** Host, perhaps with a port, of the log's origin. It stays, whatever address serves the site. */
export const hostOf = (log: PublishedLog): string => log.checkpoint?.origin.split('/')[0] ?? 'localhost';

/** Of names that must not change (tag URIs, identifiers of grants and activities): the host without its port. */
export const authorityOf = (log: PublishedLog): string => hostOf(log).replace(/:\d+$/, '');

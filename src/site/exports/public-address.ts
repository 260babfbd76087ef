import { publicUrl } from '../public-url.ts';
import type { PublishedLog } from '../published-log.ts';

/** Where readers find this site, without a slash at the end. Exports are made of logs that have a checkpoint. */
export function publicAddress(log: PublishedLog): string {
  const address = publicUrl(log);
  if (address === undefined) throw new Error('a log without a checkpoint has no exports');
  return address;
}

/**
 * Host of the log's origin without its port, for names that must not change (tag URIs, identifiers of grants and
 * activities): it stays, whatever address serves the site.
 */
export const authorityOf = ({ checkpoint }: PublishedLog): string =>
  (checkpoint?.origin.split('/')[0] ?? '').replace(/:\d+$/, '');

import type { PublishedLog } from './published-log.ts';

/**
 * Where readers find the site, without a slash at its end: PUBLIC_URL, else the host that the log was founded with.
 * Undefined before the first publish where PUBLIC_URL is not set. For what must be absolute: feeds, sitemaps, hreflang.
 */
export function publicUrl({ checkpoint }: PublishedLog): string | undefined {
  const { PUBLIC_URL } = process.env;
  if (PUBLIC_URL !== undefined && PUBLIC_URL !== '') return new URL(PUBLIC_URL).origin;
  return checkpoint && `https://${checkpoint.origin.split('/')[0]}`;
}

/** The address of a page, from the path that Astro builds it under (`/gifts/1.html`, `/index.html`). */
export const pageAddress = ({ pathname }: URL): string => pathname.replace(/(\/index)?\.html$/, '') || '/';

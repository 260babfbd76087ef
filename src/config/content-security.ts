/**
 * What pages may load and do, in one place: Astro writes the first list into each page, beside its own hashes of scripts
 * and styles; the server sends the whole as a header with every answer, and docs/nginx.conf where it answers alone.
 */
export const PAGE_DIRECTIVES = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
] as const;

/** A page in a <meta> cannot say who may frame it; pictures made by a script are data of the page itself. */
const policy = (frameAncestors: string): string =>
  [...PAGE_DIRECTIVES, "img-src 'self' data:", `frame-ancestors ${frameAncestors}`].join('; ');

/** Value of the header. */
export const CONTENT_SECURITY_POLICY = policy("'none'");

/** Of the pages made to be carried by other sites: they hold no form, no script and nothing to be tricked into. */
export const FRAMED_POLICY = `${policy('*')}; script-src 'none'`;

import type { ServerResponse } from 'node:http';

/**
 * What Astro's own policy (a <meta> with hashes of scripts and styles) cannot say, plus a floor under it: nothing from
 * elsewhere, no plug-ins, no framing, no foreign form targets. docs/nginx.conf sends the same.
 */
const policy = (frameAncestors: string): string =>
  [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

const CONTENT_SECURITY_POLICY = policy("'none'");

/** Of the pages made to be carried by other sites: they hold no form and nothing to be tricked into. */
export const FRAMED_POLICY = policy('*');

/** Sent with every answer of the server, whoever writes its body. */
export function setSecurityHeaders(response: ServerResponse, secure: boolean): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
}

import type { ServerResponse } from 'node:http';
import { CONTENT_SECURITY_POLICY } from '#config/content-security.ts';

/** Sent with every answer of the server, whoever writes its body. */
export function setSecurityHeaders(response: ServerResponse, secure: boolean): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
}

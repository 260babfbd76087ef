import type { IncomingMessage } from 'node:http';
import type { Settings } from '#config/settings.ts';

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/**
 * The caller's network address. With PUBLIC_URL set, a proxy on this machine stands in front and writes the address it
 * saw as the last entry of X-Forwarded-For; entries before it are the caller's own words, and so is the whole header
 * from anyone else.
 */
export function callerOf(request: IncomingMessage, { publicUrl }: Pick<Settings, 'publicUrl'>): string {
  const direct = request.socket.remoteAddress ?? '';
  if (publicUrl === undefined || !LOOPBACK.test(direct)) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').at(-1)?.trim();
  return forwarded || direct;
}

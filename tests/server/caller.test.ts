import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { callerOf } from '#server/caller.ts';

const request = (remoteAddress: string, forwarded?: string | string[]) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;
const behindProxy = { publicUrl: 'https://ledger.example.org' };

describe('the address that failed sign-ins are counted by', () => {
  it.each([
    [
      'without a proxy it is the connection itself, whatever a header claims',
      request('203.0.113.9', '10.0.0.1'),
      {},
      '203.0.113.9',
    ],
    ['behind a proxy it is what the proxy saw', request('127.0.0.1', '198.51.100.7'), behindProxy, '198.51.100.7'],
    [
      'a caller cannot put an address of its own in front',
      request('::1', '10.0.0.1, 198.51.100.7'),
      behindProxy,
      '198.51.100.7',
    ],
    [
      'a caller that reaches the server past the proxy is not believed',
      request('203.0.113.9', '10.0.0.1'),
      behindProxy,
      '203.0.113.9',
    ],
    ['a proxy that says nothing counts as itself', request('127.0.0.1'), behindProxy, '127.0.0.1'],
  ])('%s', (_, from, settings, expected) => {
    expect(callerOf(from, settings as Parameters<typeof callerOf>[1])).toBe(expected);
  });
});

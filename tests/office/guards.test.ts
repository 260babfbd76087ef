import { describe, expect, test } from 'vitest';
import { permissionFor, returnPath } from '#office/guards.ts';
import { parseId } from '#office/parse-id.ts';
import { carriesForm, comesFromOurPages, tooLarge } from '#office/post-limits.ts';

test.for([
  ['/admin', 'read'],
  ['/admin/donations', 'read'],
  ['/admin/donations/12', 'read'],
  ['/admin/donations/new', 'record'],
  ['/admin/donations/12/edit', 'record'],
  ['/admin/register/new', 'record'],
  ['/admin/import', 'record'],
  ['/admin/import/template.csv', 'record'],
  ['/admin/users', 'administer'],
  ['/admin/publish', 'read'],
  ['/admin/publish/confirm', 'publish'],
] as const)('%s asks for %s', ([path, permission]) => {
  expect(permissionFor(path)).toBe(permission);
});

test.for([
  ['/admin', '/admin'],
  ['/admin/donations?status=approved&before=12', '/admin/donations?status=approved&before=12'],
  ['/sign-in', '/admin'],
  ['https://evil.example/admin', '/admin'],
  ['//evil.example/admin', '/admin'],
  ['/admin//evil.example', '/admin'],
  ['/administrator', '/admin'],
  ['/admin\r\nset-cookie: a=b', '/admin'],
  [null, '/admin'],
])('after signing in, %s leads to %s', ([next, path]) => {
  expect(returnPath(next)).toBe(path);
});

describe('a form is taken', () => {
  const from = (headers: Record<string, string>) =>
    comesFromOurPages(new Headers({ host: 'ledger.example', ...headers }));
  test.for([
    [{ origin: 'https://ledger.example' }, true],
    [{ origin: 'http://ledger.example' }, true],
    [{ origin: 'https://ledger.example', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://ledger.example', 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://ledger.example:8443' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'https://ledger.example.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{}, false],
  ] as [Record<string, string>, boolean][])('from %o: %s', ([headers, taken]) => {
    expect(from(headers)).toBe(taken);
  });

  test.for([
    ['application/x-www-form-urlencoded', 1_000_000, true],
    ['application/x-www-form-urlencoded; charset=utf-8', 1_100_000, false],
    ['multipart/form-data; boundary=x', 20_000_000, true],
    ['multipart/form-data; boundary=x', 23_000_000, false],
    ['application/json', 10, false],
    ['text/plain', 10, false],
  ] as const)('as %s of %i bytes: %s', ([type, length, taken]) => {
    const headers = new Headers({ 'content-type': type, 'content-length': String(length) });
    expect(carriesForm(headers) && !tooLarge(headers)).toBe(taken);
  });
});

test.for([
  ['1', 1n],
  ['999999999999999999', 999999999999999999n],
  ['0', undefined],
  ['-1', undefined],
  ['01', undefined],
  ['1.5', undefined],
  ['9223372036854775808', undefined],
  ['１', undefined],
  ['', undefined],
  [undefined, undefined],
] as [string | undefined, bigint | undefined][])('the id %s is %s', ([text, id]) => {
  expect(parseId(text)).toBe(id);
});

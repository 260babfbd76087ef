import { describe, expect, test } from 'vitest';
import { may } from '#auth/permissions.ts';
import { permissionFor, returnPath } from '#office/guards.ts';
import { parseId } from '#office/parse-id.ts';
import { asOneOfFew, carriesForm, comesFromOurPages, tooLarge } from '#office/post-limits.ts';

test.for([
  ['/admin', 'read'],
  ['/admin/donations', 'read'],
  ['/admin/donations/12', 'read'],
  ['/admin/donations/new', 'record'],
  ['/admin/donations/12/edit', 'record'],
  ['/admin/register/new', 'record'],
  ['/admin/stock', 'read'],
  ['/admin/stock/counts/12/tally', 'read'],
  ['/admin/stock/receipts/new', 'record'],
  ['/admin/stock/deliveries/new', 'record'],
  ['/admin/stock/write-off', 'record'],
  ['/admin/import', 'record'],
  ['/admin/import/template.csv', 'record'],
  ['/admin/statements', 'readStatements'],
  ['/admin/statements/12/lines', 'readStatements'],
  ['/admin/statements/12/progress.json', 'readStatements'],
  ['/admin/statements/12/original', 'confirm'],
  ['/admin/statements/12/mapping', 'record'],
  ['/admin/statements/absence', 'record'],
  ['/admin/reconciliation/matches/12', 'readStatements'],
  ['/admin/users', 'administer'],
  ['/admin/publish', 'read'],
  ['/admin/publish/confirm', 'publish'],
] as const)('%s asks for %s', ([path, permission]) => {
  expect(permissionFor(path)).toBe(permission);
});

test.for([
  ['recorder', true],
  ['reviewer', true],
  ['auditor', true],
  ['publisher', false],
  ['administrator', false],
] as const)('a %s reads who paid: %s', ([role, reads]) => {
  expect(may({ roles: [role] }, permissionFor('/admin/statements/12/lines'))).toBe(reads);
  expect(may({ roles: [role] }, permissionFor('/admin/reconciliation'))).toBe(reads);
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
  const behindProxy = { publicUrl: 'https://ledger.example', secure: true };
  const ofOneMachine = { secure: false };
  const beyondIt = { secure: true };
  test.for([
    [behindProxy, { origin: 'https://ledger.example' }, true],
    [behindProxy, { origin: 'https://ledger.example', host: '127.0.0.1:4321' }, true],
    [behindProxy, { origin: 'https://ledger.example', 'sec-fetch-site': 'same-origin' }, true],
    [behindProxy, { origin: 'https://ledger.example', 'sec-fetch-site': 'cross-site' }, false],
    [behindProxy, { origin: 'http://ledger.example' }, false],
    [behindProxy, { origin: 'https://ledger.example:8443' }, false],
    [behindProxy, { origin: 'https://evil.example', host: 'evil.example' }, false],
    [behindProxy, { origin: 'https://ledger.example.evil.example' }, false],
    [{ publicUrl: 'http://ledger.example:8080', secure: false }, { origin: 'http://ledger.example:8080' }, true],
    [{ publicUrl: 'http://ledger.example:8080', secure: false }, { origin: 'http://ledger.example' }, false],
    [ofOneMachine, { origin: 'http://127.0.0.1:4321', host: '127.0.0.1:4321' }, true],
    [ofOneMachine, { origin: 'http://127.0.0.1', host: '127.0.0.1:80' }, true],
    [ofOneMachine, { origin: 'https://127.0.0.1:4321', host: '127.0.0.1:4321' }, false],
    [ofOneMachine, { origin: 'http://127.0.0.1:4322', host: '127.0.0.1:4321' }, false],
    [beyondIt, { origin: 'https://ledger.example' }, true],
    [beyondIt, { origin: 'http://ledger.example' }, false],
    [beyondIt, { origin: 'null', host: '' }, false],
    [behindProxy, { origin: 'null' }, false],
    [behindProxy, { origin: '' }, false],
    [behindProxy, {}, false],
  ] as [Parameters<typeof comesFromOurPages>[1], Record<string, string>, boolean][])(
    'with %o from %o: %s',
    ([settings, headers, taken]) => {
      expect(comesFromOurPages(new Headers({ host: 'ledger.example', ...headers }), settings)).toBe(taken);
    },
  );

  const stranger = undefined;
  const clerk = { roles: ['recorder'], mustChangePassword: false } as const;
  const newClerk = { roles: ['recorder'], mustChangePassword: true } as const;
  const auditor = { roles: ['auditor'], mustChangePassword: false } as const;
  const typed = 'application/x-www-form-urlencoded';
  const withFile = 'multipart/form-data; boundary=x';
  test.for([
    [stranger, 'session.begin', typed, 16_000, true],
    [stranger, 'session.begin', typed, 17_000, false],
    [stranger, 'session.begin', withFile, 10, false],
    [stranger, 'acts.attach', withFile, 10, false],
    [clerk, 'donations.propose', typed, 1_000_000, true],
    [clerk, 'donations.propose', `${typed}; charset=utf-8`, 1_100_000, false],
    [clerk, 'donations.propose', withFile, 1_100_000, false],
    [clerk, 'session.begin', withFile, 1_100_000, false],
    [clerk, 'acts.attach', withFile, 20_000_000, true],
    [clerk, 'acts.attach', withFile, 23_000_000, false],
    [clerk, 'acts.attach', typed, 1_100_000, false],
    [clerk, 'imports.all', withFile, 7_000_000, true],
    [newClerk, 'acts.attach', withFile, 1_100_000, false],
    [auditor, 'acts.attach', withFile, 1_100_000, false],
    [auditor, 'acts.attach', withFile, 900_000, true],
    [clerk, 'constructor', withFile, 1_100_000, false],
    [clerk, 'donations.propose', 'application/json', 10, false],
    [clerk, 'donations.propose', 'text/plain', 10, false],
  ] as const)('from %o for %s as %s of %i bytes: %s', ([person, action, type, length, taken]) => {
    const headers = new Headers({ 'content-type': type, 'content-length': String(length) });
    expect(carriesForm(headers) && !tooLarge(headers, action, person)).toBe(taken);
  });

  test('as one of four large ones at a time', async () => {
    const large = new Headers({ 'content-length': '2000000' });
    const ended = Promise.withResolvers<string>();
    const four = Array.from({ length: 4 }, () => asOneOfFew(large, () => ended.promise));
    expect(await asOneOfFew(large, async () => 'read')).toBeUndefined();
    expect(await asOneOfFew(new Headers({ 'content-length': '500' }), async () => 'read')).toBe('read');
    ended.reject(new Error('the line broke'));
    await Promise.allSettled(four);
    expect(await asOneOfFew(large, async () => 'read')).toBe('read');
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

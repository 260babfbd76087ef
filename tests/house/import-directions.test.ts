import { describe, expect, test } from 'vitest';
import { type Import, importsIn, importsOfSource } from './imports.ts';

/**
 * The rooms and whom each may import, besides itself. Nothing leads from what readers see to the database, and nothing
 * leads out of `ledger` and `log`, which also run in the browser.
 */
const ROOMS: [folder: string, mayImport: string[]][] = [
  ['src/log/', []],
  ['src/ledger/', []],
  ['src/config/', []],
  ['src/thread/', []],
  // files of tables, as cells: what they say is for whoever reads them.
  ['src/sheet/', ['thread', 'ledger']],
  ['src/i18n/', ['ledger', 'log']],
  ['src/database/', ['ledger', 'config']],
  ['src/auth/', ['database', 'ledger']],
  // approving asks the slice of an act's kind what to post, and the slices propose through it.
  ['src/approval/', ['database', 'ledger', 'registry', 'intake', 'disbursement']],
  ['src/registry/', ['approval', 'database', 'ledger']],
  ['src/intake/', ['approval', 'registry', 'sheet', 'database', 'ledger', 'log', 'i18n']],
  ['src/disbursement/', ['approval', 'registry', 'sheet', 'database', 'ledger', 'log', 'i18n']],
  ['src/families/', ['database', 'ledger', 'log']],
  ['src/stock/', ['approval', 'registry', 'intake', 'disbursement', 'database', 'ledger']],
  ['src/reconciliation/', ['approval', 'registry', 'intake', 'disbursement', 'sheet', 'thread', 'database', 'ledger']],
  [
    'src/publication/',
    ['approval', 'registry', 'intake', 'disbursement', 'database', 'ledger', 'log', 'site', 'i18n', 'config'],
  ],
  ['src/site/', ['log', 'i18n']],
  ['src/islands/', ['site', 'log', 'i18n']],
  ['src/styles/', []],
  ['src/components/shared/', ['site', 'log', 'i18n']],
  ['src/components/public/', ['components/shared', 'islands', 'site', 'log', 'i18n']],
  ['src/layouts/', ['components/public', 'components/shared', 'styles', 'islands', 'site', 'log', 'i18n']],
  ['src/middleware.ts', ['site', 'i18n']],
  ['src/pages/', ['layouts', 'components/public', 'components/shared', 'islands', 'site', 'log', 'i18n']],
  [
    'src/components/admin/',
    [
      'components/shared',
      'office',
      'auth',
      'approval',
      'registry',
      'intake',
      'disbursement',
      'reconciliation',
      'stock',
      'publication',
      'ledger',
      'layouts',
      'site',
      'i18n',
    ],
  ],
  [
    'src/office/',
    [
      'components/admin',
      'components/shared',
      'components/public',
      'layouts',
      'styles',
      'server',
      'auth',
      'config',
      'approval',
      'registry',
      'intake',
      'disbursement',
      'reconciliation',
      'stock',
      'publication',
      'ledger',
      'sheet',
      'log',
      'site',
      'i18n',
    ],
  ],
  ['src/server/', ['auth', 'config', 'database', 'publication', 'ledger', 'log', 'site']],
  ['src/server.ts', ['server', 'auth', 'config', 'database', 'publication', 'reconciliation', 'sheet']],
  [
    'src/cli/',
    [
      'server.ts',
      'server',
      'auth',
      'config',
      'database',
      'approval',
      'registry',
      'intake',
      'disbursement',
      'reconciliation',
      'publication',
      'ledger',
      'log',
      'site',
      'i18n',
      'db/samples',
    ],
  ],
  ['db/samples/', []],
];

const roomOf = (path: string): string | undefined =>
  ROOMS.find(([folder]) => path.startsWith(folder))?.[0]
    .replace(/^src\//, '')
    .replace(/\/$/, '');

/** The database's connection as a type may be named anywhere on the staff's side: the pool itself comes with the request. */
const isNameOfPool = ({ to, typeOnly }: Import) => typeOnly && to === 'src/database/connection.ts';
const STAFF = /^(office|components\/admin)$/;

function isAllowed(given: Import): boolean {
  const [from, to] = [roomOf(given.from), roomOf(given.to)];
  if (from === undefined) return false;
  // A package, or a file of the same room.
  if (from === to || (to === undefined && !given.to.startsWith('src/'))) return true;
  const mayImport = ROOMS.find(([folder]) => roomOf(folder) === from)?.[1] ?? [];
  return (to !== undefined && mayImport.includes(to)) || (STAFF.test(from) && isNameOfPool(given));
}

const imports = importsOfSource();
const told = ({ from, to }: Import) => `${from} → ${to}`;

test('the source is read at all', () => {
  expect(imports.length).toBeGreaterThan(500);
  const astro = [
    '---',
    "import A from '#layouts/A.astro';",
    "import type { B } from '../site/b.ts';",
    '---',
    '<script>',
    "  import '#islands/c.ts';",
    '</script>',
  ];
  expect(importsIn('src/pages/x.astro', astro.join('\n')).map(told)).toEqual([
    'src/pages/x.astro → src/layouts/A.astro',
    'src/pages/x.astro → src/site/b.ts',
    'src/pages/x.astro → src/islands/c.ts',
  ]);
});

test('rooms import only whom they may', () => {
  expect(imports.filter((given) => !isAllowed(given)).map(told)).toEqual([]);
});

test('lucia is known to auth/sessions.ts alone', () => {
  expect(imports.filter(({ to }) => /^(lucia|oslo)(\/|$)/.test(to)).map(({ from }) => from)).toEqual([
    'src/auth/sessions.ts',
  ]);
});

describe.for(['src/ledger/', 'src/log/', 'src/islands/'])('%s runs in a browser', (folder) => {
  test('so it names no module of Node', () => {
    const node = imports.filter(({ from, to }) => from.startsWith(folder) && to.startsWith('node:'));
    expect(node.map(told)).toEqual([]);
  });
});

test('no folder is called after nothing', () => {
  const names = new Set(imports.flatMap(({ from }) => from.split('/').slice(0, -1)));
  expect(['lib', 'utils', 'helpers', 'services', 'common', 'misc'].filter((name) => names.has(name))).toEqual([]);
});

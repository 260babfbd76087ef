import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isWorded } from '#i18n/refusals.ts';

/** Kinds as they stand in the code: `refused({ kind: 'x'`, `[{ kind: 'x', field`, `push({ kind: 'x' …`, `refuse('x', …`. */
const REFUSALS = [
  /refused\(\s*\{\s*kind: '(\w+)'/g,
  /\bpush\(\s*\{\s*kind: '(\w+)'/g,
  /\[\s*\{\s*kind: '(\w+)'(?:,\s*(?:field|line|values)\b|\s*\}\])/g,
  /\brefuse\('(\w+)'/g,
];

const rooms = ['ledger', 'approval', 'registry', 'disbursement', 'intake', 'auth', 'publication'];

test.each(rooms)('whatever %s refuses has words', (room) => {
  const kinds = globSync(`src/${room}/*.ts`).flatMap((path) => {
    const code = readFileSync(path, 'utf8');
    return REFUSALS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, kind = '']) => kind));
  });
  expect(kinds.length).toBeGreaterThan(2);
  expect(kinds.filter((kind) => !isWorded(kind))).toEqual([]);
});

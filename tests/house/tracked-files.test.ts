import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOUSE } from './imports.ts';

const files = execFileSync('git', ['ls-files', '-z'], { cwd: HOUSE, encoding: 'utf8' })
  .split('\0')
  .filter((name) => name && existsSync(join(HOUSE, name)));
const BINARY = /\.(png|jpg|jpeg|webp|ico|woff2?|pdf|gz|br)$/;

test('no tracked file knows the machine it was written on', () => {
  expect(files.length).toBeGreaterThan(100);
  const naming = files.filter(
    (name) =>
      !BINARY.test(name) && /(?<![\w.])\/(work|home\/\w+|Users\/\w+)\//.test(readFileSync(join(HOUSE, name), 'utf8')),
  );
  expect(naming).toEqual([]);
});

test('nothing a machine makes is tracked', () => {
  expect(files.filter((name) => /^(node_modules|dist|var|\.astro)\/|\.log$|\.env/.test(name))).toEqual([]);
});

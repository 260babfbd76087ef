import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');

export interface BuiltSite {
  site: string;
  published: string;
  remove(): Promise<void>;
}

/** Builds the public site from whatever `publish` writes, with no database named in its environment. */
export async function buildSite(
  publish: (folder: string) => Promise<unknown>,
  environment: Readonly<Record<string, string>> = {},
): Promise<BuiltSite> {
  // Inside the project: Astro keeps its half-built modules beside an output folder only there.
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  const site = await mkdtemp(join(ROOT, 'dist/test-site-'));
  const published = await mkdtemp(join(tmpdir(), 'mingzhang-published-'));
  await publish(published);
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      ASTRO_TELEMETRY_DISABLED: '1',
      MINGZHANG_LOG_DIR: published,
      MINGZHANG_OUT_DIR: site,
      ...environment,
    },
  });
  return {
    site,
    published,
    remove: async () => {
      await rm(site, { recursive: true, force: true });
      await rm(published, { recursive: true, force: true });
    },
  };
}

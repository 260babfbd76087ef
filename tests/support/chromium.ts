import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findChromium } from './browser.ts';

/** Before the browser tests: where no Chromium is found, Playwright installs its own (for root with its libraries). */
export default function setUp(): void {
  if (findChromium() !== undefined) return;
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  console.log('No Chromium found: installing the one of Playwright.');
  const libraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  // Should this fail (no network), the tests themselves say how to help.
  spawnSync(process.execPath, [cli, 'install', ...libraries, 'chromium'], { stdio: 'inherit' });
}

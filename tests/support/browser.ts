import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** The machine's Chromium, or the one that Playwright installed. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...KNOWN, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
}

/** Throws with how to install one, when none is there. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium found for the browser tests. Install one (`npx playwright-core install chromium`, or ' +
        '`apt-get install chromium`), or name it: CHROMIUM_PATH=/path/to/chromium npm test',
    );
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

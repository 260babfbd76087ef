import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { type Browser, chromium } from 'playwright-core';

/** Debian's own shell without a window first: the same pages for two thirds of the processor time. */
const KNOWN = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/** The machine's Chromium, or the one that Playwright installed. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...KNOWN, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
}

/** Throws with how to install one, when none is there. */
export const openBrowser = (): Promise<Browser> => open([]);

/** With a port of its own for tools that drive a browser themselves. */
export async function openBrowserWithPort(): Promise<{ browser: Browser; port: number }> {
  const port = await freePort();
  return { browser: await open([`--remote-debugging-port=${port}`]), port };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function open(more: string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium found for the browser tests. Install one (`npx playwright-core install chromium`, or ' +
        '`apt-get install chromium`), or name it: CHROMIUM_PATH=/path/to/chromium npm test',
    );
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...more] });
}

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReadLog } from '#log/read-log.ts';

export interface LogSource {
  /** Where the checkpoint was found, for the reader of the report. */
  place: string;
  read: ReadLog;
  /** Files in the folder that the log's own lies in: `openings/…`, `receipts/…`. */
  beside: ReadLog;
  /** /data/balances.json of the site that serves the log; undefined for a folder or where the site has none. */
  balances: () => Promise<unknown>;
}

/** The places under a folder or address where people keep a log, nearest first. */
const PREFIXES = ['', 'log/', 'published/log/'];

/** Finds the log at an address or in a folder; undefined when there is no checkpoint. */
export const findLog = (target: string): Promise<LogSource | undefined> =>
  /^https?:\/\//.test(target) ? findServed(target) : findInFolder(target);

async function findServed(target: string): Promise<LogSource | undefined> {
  const base = new URL(target.endsWith('/') ? target : `${target}/`);
  for (const prefix of PREFIXES.slice(0, 2)) {
    const prefixUrl = new URL(prefix, base);
    const read: ReadLog = (path) => fetchFile(new URL(path, prefixUrl));
    if ((await read('checkpoint')) === undefined) continue;
    const balances = async (): Promise<unknown> => {
      const bytes = await fetchFile(new URL('/data/balances.json', base));
      return bytes && JSON.parse(new TextDecoder().decode(bytes));
    };
    const beside: ReadLog = (path) => fetchFile(new URL(`../${path}`, prefixUrl));
    return { place: new URL('checkpoint', prefixUrl).href, read, beside, balances };
  }
  return undefined;
}

async function findInFolder(folder: string): Promise<LogSource | undefined> {
  for (const prefix of PREFIXES) {
    const read: ReadLog = (path) => readIfThere(join(folder, prefix, path));
    if ((await read('checkpoint')) === undefined) continue;
    const beside: ReadLog = (path) => readIfThere(join(folder, prefix, '..', path));
    return { place: join(folder, prefix, 'checkpoint'), read, beside, balances: async () => undefined };
  }
  return undefined;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? readFile(path) : undefined;
}

const ATTEMPTS = 4;

/** Undefined for what the server says it does not have; a server that stumbles is asked again, then given up on. */
async function fetchFile(url: URL, attempt = 1): Promise<Uint8Array | undefined> {
  const response = await fetch(url).catch((cause: unknown) => {
    if (attempt >= ATTEMPTS) throw new Error(`${url.href} cannot be reached`, { cause });
    return undefined;
  });
  if (response?.status === 404 || response?.status === 410) return undefined;
  if (response?.ok) return new Uint8Array(await response.arrayBuffer());
  if (attempt >= ATTEMPTS || (response !== undefined && response.status < 500 && response.status !== 429)) {
    throw new Error(`${url.href} answers ${response?.status}`);
  }
  await pause(200 * 2 ** attempt);
  return fetchFile(url, attempt + 1);
}

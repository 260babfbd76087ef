import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { verify } from '#cli/verify.ts';
import { verifyCodeText } from '#i18n/verify-report.ts';
import { VERIFY_CODES } from '#log/verify-error.ts';
import { type MemoryLog, sampleVerifierKey, writeSampleLog } from '../support/sample-log.ts';

let folder: string;
let log: MemoryLog;
let server: Server;
let address: string;
/** What the server answers under /data/balances.json; undefined: it has none. */
let balances: string | undefined;
/** How often the server still stumbles before it answers. */
let stumbles = 0;
let printed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-verify-'));
  log = await writeSampleLog(join(folder, 'published'));
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const found = path === '/data/balances.json' ? balances : log.files.get(path.replace(/^\/log\//, ''));
    if (stumbles-- > 0) response.writeHead(503).end();
    else if (found === undefined || path === '/checkpoint') response.writeHead(404).end();
    else response.end(found);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  printed = [];
  balances = undefined;
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    printed.push(line);
  });
});
afterEach(() => vi.restoreAllMocks());

const report = () => printed.join('\n');

test.each(['', 'published', 'published/log'])('a log is found in the folder or below it: "%s"', async (below) => {
  expect(await verify([join(folder, below), '--key', sampleVerifierKey])).toBe(0);
  expect(report()).toContain('核对通过');
  expect(report()).toMatch(/hengyang-charity · hengyang-2020 · CNY .*\n.*received 93000000 .*disbursed 93000000/);
  expect(report()).not.toContain(sampleVerifierKey);
});

test('without a key the log is held to the key it announces, and the report says what that is worth', async () => {
  expect(await verify([folder])).toBe(0);
  expect(report()).toContain('公钥取自账册自己');
  expect(report()).toContain(sampleVerifierKey);
});

test('another key does not verify', async () => {
  const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  expect(await verify([folder, '--key', other])).toBe(1);
  expect(report()).toContain('核对不通过');
  expect(report()).toContain('unsigned');
});

test('a changed byte is reported with its file', async () => {
  const copy = join(folder, 'changed');
  await cp(join(folder, 'published/log'), copy, { recursive: true });
  const bundle = join(copy, 'tile/entries/000.p/38');
  const bytes = await readFile(bundle);
  bytes[600] = (bytes[600] ?? 0) ^ 1;
  await writeFile(bundle, bytes);
  expect(await verify([copy])).toBe(1);
  expect(report()).toMatch(/wrongTile|malformedBundle/);
  expect(report()).toContain('tile/');
});

test('a served log is verified from the address of its site or its own', async () => {
  expect(await verify([address])).toBe(0);
  expect(await verify([`${address}/log/`])).toBe(0);
  expect(report()).not.toContain('balances.json');
});

test('the sums that the site serves must be those of the log, in any order', async () => {
  const rows = [
    ['hengyang-health', 'item:mask-medical', 'donation', '250000', '0', '250000'],
    ['hengyang-charity', 'CNY', 'donation', '93000000', '93000000', '0'],
    [null, 'CNY', 'witnessed', '12000000', '12000000', '0'],
  ].map(([entity, unit, kind, received, disbursed, unstated]) => ({
    ...{ entity, fund: 'hengyang-2020', unit, kind, received, disbursed },
    ...{ appropriated: '0', adjusted: '0', unstated, balance: '0' },
  }));
  balances = JSON.stringify(rows);
  expect(await verify([address])).toBe(0);
  expect(report()).toContain('balances.json 与重算一致');
  balances = JSON.stringify(rows.slice(1));
  expect(await verify([address])).toBe(1);
  expect(report()).toContain('balancesDiffer');
});

test('a server that stumbles is asked again', async () => {
  stumbles = 2;
  expect(await verify([address, '--key', sampleVerifierKey])).toBe(0);
});

test.each([[[]], [['a', 'b']], [['a', '--unknown']]])('%j is answered with how to use it', async (args) => {
  await expect(verify(args)).rejects.toThrow('--key');
});

test('a place without a log is named', async () => {
  await expect(verify([join(folder, 'nothing')])).rejects.toThrow(/没有公开账册/);
  await expect(verify([`${address}/elsewhere/`])).rejects.toThrow(/There is no log/);
});

test('every code is worded in both languages', () => {
  for (const code of VERIFY_CODES) expect(verifyCodeText(code)).toMatch(/。\n.*\.$/);
});

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { releasesOf, swapRelease } from '#publication/release.ts';
import { redirectToGift } from '#server/gift-address.ts';
import { answerRelease } from '#server/published-files.ts';

let dataDir: string;
let server: Server;
let address: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-release-'));
  const release = join(dataDir, 'releases/one');
  for (const folder of ['gifts', 'data', 'embed']) await mkdir(join(release, folder), { recursive: true });
  await symlink('releases/one', join(dataDir, 'current'));
  await writeFile(join(release, 'index.html'), '总览');
  await writeFile(join(release, '404.html'), '没有这一页');
  await writeFile(join(release, 'data/gift-pages.json'), '["20","35"]');
  await writeFile(join(release, 'embed/relief.html'), '收支结存');
  await writeFile(join(release, 'embed.html'), '代码');
  await writeFile(join(release, 'gifts/1.html'), '<li id="leaf-20">甲</li><li class="x" id="leaf-22">乙</li>');
  await writeFile(join(release, 'gifts/2.html'), '<li id="leaf-35">丙</li>');
  const releases = releasesOf(dataDir);
  server = createServer((request, response) => {
    redirectToGift(releases, request.url ?? '/', response)
      .then((redirected) => (redirected ? undefined : answerRelease(releases, request, response)))
      .catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dataDir, { recursive: true });
});

const ask = (path: string, method = 'GET') => fetch(address + path, { redirect: 'manual', method });

it.each([
  ['/gift/20', '/gifts/1#leaf-20'],
  ['/gift/22?from=paper', '/gifts/1#leaf-22'],
  ['/gift/35', '/gifts/2#leaf-35'],
])('%s leads to its row', async (path, row) => {
  const answer = await ask(path);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, row]);
});

it('a short address reads the list of pages once in a release, and a page that was asked for of late not again', async () => {
  const away = `${join(dataDir, 'releases/one/data/gift-pages.json')}.away`;
  await rename(join(dataDir, 'releases/one/data/gift-pages.json'), away);
  await rename(join(dataDir, 'releases/one/gifts/1.html'), join(dataDir, 'releases/one/gifts/1.away'));
  expect((await ask('/gift/20')).status).toBe(302);
  await rename(join(dataDir, 'releases/one/gifts/1.away'), join(dataDir, 'releases/one/gifts/1.html'));
  await rename(away, join(dataDir, 'releases/one/data/gift-pages.json'));
});

it('a short address is answered by the release that takes the place of one deleted meanwhile', async () => {
  const [two, three] = [join(dataDir, 'releases/two'), join(dataDir, 'releases/three')];
  for (const release of [two, three])
    for (const folder of ['gifts', 'data']) await mkdir(join(release, folder), { recursive: true });
  // Whoever opens the list of this one waits until somebody writes into it.
  spawnSync('mkfifo', [join(two, 'data/gift-pages.json')]);
  await writeFile(join(three, 'data/gift-pages.json'), '["20"]');
  await writeFile(join(three, 'gifts/1.html'), '<li id="leaf-20">甲</li>');
  await swapRelease(releasesOf(dataDir), two);
  const answer = ask('/gift/20');
  const list = await open(join(two, 'data/gift-pages.json'), 'w');
  await swapRelease(releasesOf(dataDir), three);
  await list.writeFile('["20"]');
  await list.close();
  expect([(await answer).status, (await answer).headers.get('location')]).toEqual([302, '/gifts/1#leaf-20']);
  await rm(three, { recursive: true });
  expect((await ask('/gift/20')).status).toBe(302);
  expect((await ask('/gift/21')).status).toBe(404);
  await swapRelease(releasesOf(dataDir), join(dataDir, 'releases/four'));
  expect((await ask('/gift/20')).status).toBe(404);
  await swapRelease(releasesOf(dataDir), join(dataDir, 'releases/one'));
});

it.each(['/gift/0', '/gift/2', '/gift/21', '/gift/34', '/gift/36', '/gift/999999', '/gift/x', '/gift/-1'])(
  '%s is no gift: the page that says so, as 404',
  async (path) => {
    const answer = await ask(path);
    expect([answer.status, await answer.text()]).toEqual([404, '没有这一页']);
  },
);

it.each(['/404', '/404.html', '/404?x=1', '/nothing'])(
  '%s is answered as not found, like what is not there',
  async (path) => {
    const answer = await ask(path);
    expect([answer.status, await answer.text()]).toEqual([404, '没有这一页']);
    expect((await ask(path, 'HEAD')).status).toBe(404);
  },
);

it('lets other sites frame what is made for it, and nothing else', async () => {
  const policyOf = async (path: string) => (await ask(path)).headers.get('content-security-policy');
  expect(await policyOf('/embed/relief')).toContain("frame-ancestors *; script-src 'none'");
  expect(await policyOf('/embed')).toBeNull();
  expect(await policyOf('/gifts/1')).toBeNull();
});

it.each([
  ['/gifts/1/', '/gifts/1'],
  ['/gifts/1//?from=x', '/gifts/1?from=x'],
])('an address typed with a slash at its end, %s, leads to %s', async (typed, page) => {
  const response = await fetch(address + typed, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([308, page]);
});

it.each(['//elsewhere.example/', '/\\\\elsewhere.example/', '/%2F%2Felsewhere.example/'])(
  '%s leads nowhere else',
  async (path) => {
    const location = (await fetch(address + path, { redirect: 'manual' })).headers.get('location');
    expect(new URL(location ?? '/', address).origin).toBe(address);
  },
);

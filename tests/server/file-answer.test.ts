import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFile } from '#server/file-answer.ts';

let folder: string;
let server: Server;
let port: number;
const faults: unknown[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-files-'));
  await mkdir(join(folder, 'site/gifts'), { recursive: true });
  await writeFile(join(folder, 'site/index.html'), '<!doctype html><title>总览</title>');
  await writeFile(join(folder, 'site/gifts/1.html'), 'page one');
  await writeFile(join(folder, 'site/gifts/1.html.br'), brotliCompressSync('page one'));
  await writeFile(join(folder, 'site/large.bin'), Buffer.alloc(4_000_000, 7));
  await writeFile(join(folder, 'site/.sealed.json'), '{}');
  await writeFile(join(folder, 'secret'), 'never served');
  await symlink('../secret-that-is-not-there', join(folder, 'site/dangling.txt'));
  server = createServer((incoming, response) => {
    answerFile(incoming, response, { folder: join(folder, 'site'), pages: true, headers: () => ({}) })
      .then((found) => found || response.writeHead(404).end())
      .catch((error: unknown) => {
        faults.push(error);
        response.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

/** Raw, so that no client tidies the path up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.once('error', reject).end();
  });
}

describe('a file is answered', () => {
  it.each([
    ['/', 200],
    ['/gifts/1', 200],
    ['/gifts/1.html', 200],
    ['/gifts', 404],
    ['/gifts/1/', 404],
    ['/.sealed.json', 404],
    ['/gifts/1.html.br', 404],
    ['/../secret', 404],
    ['/..%2fsecret', 404],
    ['/%2e%2e/secret', 404],
    ['/gifts%00', 404],
    ['/%E0%A4%A', 404],
    ['/gifts\\..\\..\\secret', 404],
    ['/dangling.txt', 404],
    [`/${'a'.repeat(900)}`, 404],
    [`/${'a'.repeat(5000)}`, 404],
  ])('%s with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('compressed for whoever reads that, whole for the rest, without a body for HEAD', async () => {
    const packed = await get('/gifts/1', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    const refused = await get('/gifts/1', { 'accept-encoding': 'br;q=0' });
    expect([refused.headers['content-encoding'], String(refused.body)]).toEqual([undefined, 'page one']);
    const head = await get('/gifts/1', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '8', 0]);
    const again = await get('/gifts/1', { 'if-none-match': String(refused.headers.etag) });
    expect(again.status).toBe(304);
  });

  it.each(['bytes=5-2', 'bytes=-6', 'bytes=0-0', 'bytes=99999999999-', 'bytes=a-b', 'lines=1-2'])(
    'whole when a part is asked for by %s',
    async (range) => {
      const answer = await get('/large.bin', { range });
      expect([answer.status, answer.body.length]).toEqual([200, 4_000_000]);
    },
  );

  it('without harm to anyone when readers hang up in the middle', async () => {
    for (let reader = 0; reader < 300; reader += 1) {
      await new Promise<void>((resolve) => {
        const sent = request({ host: '127.0.0.1', port, path: '/large.bin' }, (answer) => {
          answer.once('data', () => {
            answer.destroy();
            resolve();
          });
          answer.on('error', () => undefined);
        });
        sent.on('error', () => undefined).end();
      });
    }
    expect((await get('/gifts/1')).status).toBe(200);
    expect(faults).toEqual([]);
  });
});

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Serves a built site with the published folder beside it, compressed, as the real server does. */
export interface StaticServer {
  url: string;
  /** Bytes on the wire per path, of answers since the server began. */
  sent: Map<string, number>;
  /** Changes what a path answers, to see what a reader's browser makes of it. */
  spoil(path: string, change: (bytes: Buffer) => Buffer): void;
  close(): Promise<void>;
}

const TYPES: { [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The policy that the server adds: no inline script or style may be needed beside the page's own hashes. */
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export async function serveStatic(site: string, published: string): Promise<StaticServer> {
  const sent = new Map<string, number>();
  const changes = new Map<string, (bytes: Buffer) => Buffer>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    void answer(path).then(({ status, type, bytes }) => {
      const body = type.startsWith('application/octet-stream') ? bytes : brotliCompressSync(bytes);
      sent.set(path, body.length);
      response.writeHead(status, {
        'content-type': type,
        'content-security-policy': POLICY,
        ...(body === bytes ? {} : { 'content-encoding': 'br' }),
      });
      response.end(body);
    });
  });
  const answer = async (path: string): Promise<{ status: number; type: string; bytes: Buffer }> => {
    for (const [file, type] of filesFor(path, site, published)) {
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes !== undefined) return { status: 200, type, bytes: changes.get(path)?.(bytes) ?? bytes };
    }
    const bytes = await readFile(join(site, '404.html')).catch(() => Buffer.from('404'));
    return { status: 404, type: TYPES['.html'] ?? '', bytes };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    spoil: (path, change) => changes.set(path, change),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function filesFor(path: string, site: string, published: string): [file: string, type: string][] {
  const safe = normalize(path);
  if (/^\/(log|openings|receipts)\//.test(safe)) {
    return [[join(published, safe), TYPES[extname(safe)] ?? 'application/octet-stream']];
  }
  if (safe === '/') return [[join(site, 'index.html'), TYPES['.html'] ?? '']];
  return extname(safe) === ''
    ? [[join(site, `${safe}.html`), TYPES['.html'] ?? '']]
    : [[join(site, safe), TYPES[extname(safe)] ?? 'application/octet-stream']];
}

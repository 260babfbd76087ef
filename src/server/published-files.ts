import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FRAMED_POLICY } from '#config/content-security.ts';
import { currentRelease, type Releases } from '#publication/release.ts';
import { answerFile } from './file-answer.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The log (`/log/…`, C2SP content types and caching), the openings and the receipt buckets. Other sites may read them:
 * anyone's verifier is welcome. Says false for other addresses.
 */
export async function answerLog(
  publishedDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!/^\/(log|openings|receipts)\//.test(request.url ?? '')) return false;
  if (!(await answerFile(request, response, { folder: publishedDir, headers: logHeaders }))) {
    answerText(response, 404, 'not found', { 'Access-Control-Allow-Origin': '*' });
  }
  return true;
}

function logHeaders(path: string): OutgoingHttpHeaders {
  const common = { 'Access-Control-Allow-Origin': '*' };
  if (path.startsWith('/log/tile/')) {
    return { ...common, 'Content-Type': 'application/octet-stream', 'Cache-Control': IMMUTABLE };
  }
  if (path === '/log/checkpoint') {
    return {
      ...common,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=2, must-revalidate',
    };
  }
  return { ...common, 'Cache-Control': 'no-store' };
}

/** The release that `current` points to; a swap is seen at the next request, without restart. Answers 404 and 503 itself. */
export async function answerRelease(
  releases: Releases,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const folder = await currentRelease(releases);
  if (folder === undefined) {
    // Pages will come; a picture or script that is not there is simply not there.
    const isPage = !/\.\w+$/.test((request.url ?? '/').split('?', 1)[0] ?? '');
    return answerText(response, isPage ? 503 : 404, 'nothing has been published yet');
  }
  const isNotFoundPage = /^\/404(\.html)?([?#]|$)/.test(request.url ?? '');
  if (!isNotFoundPage && (await answerFile(request, response, { folder, pages: true, headers: releaseHeaders })))
    return;
  const [, slashless, query = ''] = ENDS_IN_SLASH.exec(request.url ?? '') ?? [];
  if (slashless !== undefined) return movedTo(response, slashless + query);
  const page = await readFile(join(folder, '404.html')).catch(() => undefined);
  if (page === undefined) return answerText(response, 404, 'not found');
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : page);
}

/** `/en/` is how many type an address. Only plain segments: `//elsewhere/` must not lead there. */
const ENDS_IN_SLASH = /^((?:\/[\w.~%-]+)+)\/+(\?.*)?$/;

function movedTo(response: ServerResponse, location: string): void {
  response.writeHead(308, { Location: location, 'Cache-Control': 'public, max-age=3600' });
  response.end();
}

const releaseHeaders = (path: string): OutgoingHttpHeaders => ({
  'Cache-Control': path.startsWith('/_site/') ? IMMUTABLE : 'public, max-age=0, must-revalidate',
  ...(path.startsWith('/data/') && { 'Access-Control-Allow-Origin': '*' }),
  ...(/\/embed\/[^/]+$/.test(path) && { 'Content-Security-Policy': FRAMED_POLICY }),
});

/** Scripts and styles of the office; their names change with their content. */
export const answerOfficeAsset = (
  officeDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> =>
  answerFile(request, response, { folder: join(officeDir, 'client'), headers: () => ({ 'Cache-Control': IMMUTABLE }) });

/** A short answer for machines and for the moments when no page is at hand. */
export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(`${text}\n`);
}

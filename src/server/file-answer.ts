import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.journal': 'text/plain; charset=utf-8',
  '.beancount': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.webmanifest': 'application/manifest+json',
};

/** Compressed twins by preference; the folder holds them ready-made or not at all. */
const ENCODINGS = [
  { token: 'br', ending: '.br' },
  { token: 'gzip', ending: '.gz' },
] as const;

export interface FileRules {
  folder: string;
  /** `/gifts/1` finds `gifts/1.html`, and `/` finds `index.html`. */
  pages?: boolean;
  headers: (path: string) => OutgoingHttpHeaders;
}

/**
 * Answers a GET or HEAD from a folder, or says false when it has no such file. The folder may change between any two
 * steps (a release is swapped, a reader hangs up): what is answered is the file that was opened, its handle is always
 * closed, and no fault of one request reaches another.
 */
export async function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  rules: FileRules,
): Promise<boolean> {
  const path = pathOf(request.url ?? '/');
  if (path === undefined) return false;
  for (const name of rules.pages ? pageNames(path) : [path]) {
    const found = await openBest(join(rules.folder, name), String(request.headers['accept-encoding'] ?? ''));
    if (found === undefined) continue;
    try {
      await send(request, response, found, name, rules.headers(path));
    } finally {
      await found.file.close();
    }
    return true;
  }
  return false;
}

/** Decoded, inside the folder, no dot file and no compressed twin by its own name; undefined for anything else. */
function pathOf(url: string): string | undefined {
  const raw = url.split(/[?#]/, 1)[0] ?? '';
  if (!raw.startsWith('/') || raw.includes('\0') || raw.length > 1024) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(raw);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  const path = normalize(decoded).split(sep).join('/');
  const hidden = path.split('/').some((part) => part.startsWith('.'));
  return decoded.includes('\0') || decoded.includes('\\') || path !== decoded || hidden || /\.(br|gz|tmp)$/.test(path)
    ? undefined
    : path;
}

function pageNames(path: string): string[] {
  if (path === '/') return ['/index.html'];
  return extname(path) === '' ? [`${path}.html`] : [path];
}

interface Found {
  file: FileHandle;
  size: number;
  modified: Date;
  encoding?: string;
}

async function openBest(path: string, accepted: string): Promise<Found | undefined> {
  for (const { token, ending } of ENCODINGS) {
    if (!new RegExp(`\\b${token}\\b(?!;q=0(\\.0+)?\\b)`).test(accepted)) continue;
    const twin = await openFile(path + ending);
    if (twin) return { ...twin, encoding: token };
  }
  return openFile(path);
}

async function openFile(path: string): Promise<Found | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EISDIR'].includes(String(code))) return undefined;
    throw error;
  }
  const { size, mtime, ...stat } = await file.stat();
  if ((stat.mode & 0o170000) === 0o100000) return { file, size, modified: mtime };
  await file.close();
  return undefined;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { file, size, modified, encoding }: Found,
  name: string,
  own: OutgoingHttpHeaders,
): Promise<void> {
  const etag = `W/"${size.toString(36)}-${modified.getTime().toString(36)}"`;
  const headers = {
    'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
    ETag: etag,
    'Last-Modified': modified.toUTCString(),
    Vary: 'Accept-Encoding',
    ...(encoding !== undefined && { 'Content-Encoding': encoding }),
    ...own,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': size });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(file.createReadStream({ autoClose: false, start: 0, end: size - 1 }), response);
  } catch (error) {
    // The reader hung up: nobody is left to tell.
    if (!response.destroyed) throw error;
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAuth } from '#auth/sessions.ts';
import type { Settings } from '#config/settings.ts';
import type { Database } from '#database/connection.ts';
import { textsKey } from '#publication/published-texts.ts';
import { releasesOf, servesTexts } from '#publication/release.ts';
import { createMatchDesk } from '#reconciliation/matches/match-desk.ts';
import { createStatementDesk } from '#reconciliation/statements/desk.ts';
import { createSheetReader } from '#sheet/reader.ts';
import { callerOf } from './server/caller.ts';
import { redirectToGift } from './server/gift-address.ts';
import { setSecurityHeaders } from './server/headers.ts';
import { printableError } from './server/printable-error.ts';
import { answerLog, answerOfficeAsset, answerRelease, answerText } from './server/published-files.ts';
import { createPublisher } from './server/publisher.ts';

type OfficeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: App.Locals,
) => Promise<void> | void;

/** Paths that the office (Astro, on demand) answers; all else is files of the release and the log. */
const OFFICE = /^\/(admin|sign-in|sign-out|403)(\/|\?|$)/;
const OFFICE_ASSETS = /^\/_office\//;

/**
 * The one process: log files, release files, and the office through Astro's middleware. Database and sessions are made
 * once, here, and handed to Astro as locals: importing the connection from its bundle would make a second pool.
 */
export async function startServer(
  settings: Settings,
  officeDir: string,
  database: Database,
  environment: NodeJS.ProcessEnv,
  databaseUrl = settings.databaseUrl,
): Promise<Server> {
  const office = await loadOffice(officeDir);
  const releases = releasesOf(settings.dataDir);
  const publishedDir = join(settings.dataDir, 'published');
  const locals = {
    database,
    auth: createAuth(database, { secure: settings.secure }),
    settings,
    publisher: createPublisher(database, environment),
    statements: createStatementDesk(database, { url: databaseUrl ?? '', dataDir: settings.dataDir }),
    sheets: createSheetReader(),
    matcher: createMatchDesk(database, databaseUrl ?? ''),
  };
  // Whatever kept the files from following before this start, they follow now.
  if (!(await servesTexts(releases, await textsKey(database)))) locals.publisher.refreshTexts();
  // Statements that an earlier process left half done go on from their beginning.
  locals.statements.wake();

  /** Every request ends in an answer; what throws on the way is written down and told as 500. */
  async function answer(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    if (/^\/healthz(\?|$)/.test(url)) return answerText(response, 200, 'ok');
    if (OFFICE.test(url)) return answerOffice(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answerText(response, 405, 'method not allowed', { Allow: 'GET, HEAD' });
    }
    if (OFFICE_ASSETS.test(url)) {
      if (!(await answerOfficeAsset(officeDir, request, response))) answerText(response, 404, 'not found');
      return;
    }
    if (await redirectToGift(releases, url, response)) return;
    if (await answerLog(publishedDir, request, response)) return;
    await answerRelease(releases, request, response);
  }

  async function answerOffice(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let failure: unknown;
    const next = (error?: unknown) => {
      failure = error;
      if (error === undefined) answerText(response, 404, 'not found');
    };
    await office(request, response, next, { ...locals, address: callerOf(request, settings) });
    if (failure !== undefined) throw failure;
  }

  const server = createServer((request, response) => {
    setSecurityHeaders(response, settings.secure);
    const url = request.url ?? '/';
    answer(request, response, url).catch((error: unknown) => {
      console.error(request.method, url.split('?')[0], printableError(error));
      if (response.headersSent) response.destroy();
      else answerText(response, 500, 'something went wrong here; it has been written down');
    });
  });
  server.once(
    'close',
    () => void Promise.all([locals.statements, locals.sheets, locals.matcher].map((each) => each.close())),
  );
  // Long enough for a year's statement over a slow line; who sends nothing is cut off by the headers' limit.
  server.requestTimeout = 300_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return server;
}

async function loadOffice(officeDir: string): Promise<OfficeHandler> {
  const entry = pathToFileURL(join(officeDir, 'server', 'entry.mjs')).href;
  const { handler } = (await import(entry)) as { handler: OfficeHandler };
  return handler;
}

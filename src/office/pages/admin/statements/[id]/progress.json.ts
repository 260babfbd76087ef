import type { APIRoute } from 'astro';
import { statementWords as words } from '#i18n/zh-Hans/office-statements.ts';
import { parseId } from '#office/parse-id.ts';
import { findStatementFile } from '#reconciliation/statements/queries.ts';

/** How far the worker is with a file, for the page that watches it. */
export const GET: APIRoute = async ({ params, locals }) => {
  const id = parseId(params.id);
  const file = id === undefined ? undefined : await findStatementFile(locals.database, id);
  if (!file) return new Response(null, { status: 404 });
  return Response.json({ state: file.state, words: words.linesDone(Number(file.linesDone)) });
};

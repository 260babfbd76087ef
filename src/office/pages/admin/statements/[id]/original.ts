import { Readable } from 'node:stream';
import type { APIRoute } from 'astro';
import { may } from '#auth/permissions.ts';
import { parseId } from '#office/parse-id.ts';
import { findStatementFile, openKept } from '#reconciliation/statements/queries.ts';

/** The statement as it was uploaded, for those who record or review: it names everyone who paid. */
export const GET: APIRoute = async ({ params, locals }) => {
  const { database, settings, person } = locals;
  if (person === undefined || !may(person, 'confirm')) return new Response(null, { status: 403 });
  const id = parseId(params.id);
  const file = id === undefined ? undefined : await findStatementFile(database, id);
  if (!file) return new Response(null, { status: 404 });
  const content = await openKept(settings.dataDir, file);
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      // Whatever it holds, a browser saves it and opens nothing.
      'content-type': 'application/octet-stream',
      'content-length': String(file.sizeBytes),
      'content-disposition': `attachment; filename="statement-${file.id}"; filename*=UTF-8''${encodeFileName(file.fileName)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
};

/** RFC 8187 value-chars. */
const encodeFileName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

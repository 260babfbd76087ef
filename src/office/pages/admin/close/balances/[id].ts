import type { APIRoute } from 'astro';
import { may } from '#auth/permissions.ts';
import { parseId } from '#office/parse-id.ts';
import { findBalancePaper } from '#reconciliation/close/balance-seen.ts';

/** What shows a balance that somebody saw: a picture of an account, for whoever may read statements. */
export const GET: APIRoute = async ({ params, locals }) => {
  const { database, settings, person } = locals;
  if (person === undefined || !may(person, 'readStatements')) return new Response(null, { status: 403 });
  const id = parseId(params.id);
  const paper = id === undefined ? undefined : await findBalancePaper(database, settings.dataDir, id);
  if (!paper) return new Response(null, { status: 404 });
  return new Response(Buffer.from(paper.bytes), {
    headers: {
      'content-type': paper.mediaType,
      'content-length': String(paper.bytes.length),
      'content-disposition': `inline; filename="balance-${id}"`,
      // Whatever a PDF or picture contains, it runs nothing and loads nothing here.
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
};

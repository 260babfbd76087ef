import type { APIRoute } from 'astro';
import { findPaper } from '#approval/attach-paper.ts';
import { parseId } from '#office/parse-id.ts';

/** A kept paper, as it was attached. The middleware has let in only somebody who may read. */
export const GET: APIRoute = async ({ params, locals }) => {
  const id = parseId(params.id);
  const paper = id === undefined ? undefined : await findPaper(locals.database, locals.settings.dataDir, id);
  if (!paper) return new Response(null, { status: 404 });
  return new Response(Buffer.from(paper.bytes), {
    headers: {
      'content-type': paper.mediaType,
      'content-length': String(paper.bytes.length),
      'content-disposition': `inline; filename*=UTF-8''${encodeFileName(paper.fileName)}`,
      // Whatever a PDF or picture contains, it runs nothing and loads nothing here.
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
};

/** RFC 8187 value-chars; a lone surrogate, which encodeURIComponent refuses, becomes U+FFFD. */
const encodeFileName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

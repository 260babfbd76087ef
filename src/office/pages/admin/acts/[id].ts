import type { APIRoute } from 'astro';
import { getAct } from '#approval/queries.ts';
import { actPath } from '#office/nouns.ts';
import { parseId } from '#office/parse-id.ts';

/** An entry by its number alone: leads to the page of its kind. */
export const GET: APIRoute = async ({ params, locals, redirect }) => {
  const id = parseId(params.id);
  const act = id === undefined ? undefined : await getAct(locals.database, id);
  return act ? redirect(actPath(act.kind, act.id), 303) : new Response(null, { status: 404 });
};

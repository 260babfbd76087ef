import type { APIRoute } from 'astro';
import { stepWords } from '#office/step-words.ts';
import { listPublishRuns } from '#publication/runs.ts';

/** How far the newest publish is, for the page that watches it. */
export const GET: APIRoute = async ({ locals }) => {
  const [run] = await listPublishRuns(locals.database, 1);
  const { running = false, step = 0, steps = 0 } = run ?? {};
  return Response.json({ running, step, steps, words: stepWords({ step, steps }) });
};

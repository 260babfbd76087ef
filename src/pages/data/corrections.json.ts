import { siteData } from '#site/site-data.ts';

/** Every voided leaf and the correction that voids it. */
export async function GET(): Promise<Response> {
  const { corrected } = (await siteData()).survey;
  return Response.json(Array.from(corrected, ([voids, by]) => ({ voids: voids.toString(), by: by.toString() })));
}

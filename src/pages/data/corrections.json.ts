import { siteData } from '#site/site-data.ts';

/** Every voided leaf, the correction that voids it, and whether it was a refund. */
export async function GET(): Promise<Response> {
  const { corrected, refunded } = (await siteData()).survey;
  const list = Array.from(corrected, ([voids, by]) => ({
    voids: voids.toString(),
    by: by.toString(),
    ...(refunded.has(voids) && { refund: true as const }),
  }));
  return Response.json(list);
}

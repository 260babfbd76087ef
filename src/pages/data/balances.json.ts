import { siteData } from '#site/site-data.ts';

/** Every published total: see BalanceRow. */
export async function GET(): Promise<Response> {
  const { balances } = await siteData();
  return Response.json(balances);
}

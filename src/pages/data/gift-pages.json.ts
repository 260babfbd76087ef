import { siteData } from '#site/site-data.ts';

/** The first gift of each page, in order: finds the page of any gift. */
export async function GET(): Promise<Response> {
  const { gifts } = (await siteData()).survey;
  return Response.json(gifts.firstLeaves.map(String));
}

import { siteData } from '#site/site-data.ts';

/** What the codes of balances.json stand for. */
export async function GET(): Promise<Response> {
  const { register } = (await siteData()).survey;
  const named = (entries: Iterable<{ code: string; name: string }>): { code: string; name: string }[] =>
    Array.from(entries, ({ code, name }) => ({ code, name }));
  return Response.json({
    organisations: Array.from(register.organisations.values(), ({ code, name, type, keepsBooks }) => ({
      code,
      name,
      type,
      keepsBooks,
    })),
    funds: Array.from(register.funds.values(), ({ code, name, beganOn }) => ({ code, name, beganOn })),
    items: Array.from(register.items.values(), ({ unit, name, standard, measure, scale, family }) => ({
      unit,
      name,
      standard: standard ?? null,
      measure,
      scale,
      family: family ?? null,
    })),
    itemFamilies: named(register.families.values()),
    programmes: named(register.programmes.values()),
  });
}

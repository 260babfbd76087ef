import { LOCALES, SOURCE_LOCALE } from '#i18n/locale.ts';
import { addresses, translated } from '../addresses.ts';
import { drawnPart } from '../pictures/drawn-part.ts';
import { publicUrl } from '../public-url.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';

/**
 * Gift pages to a sitemap. Each has an address in every language, and each address names all of them: well below the
 * 50,000 addresses and 50 MB that the protocol (sitemaps.org) allows, at the longest host names too.
 */
export const GIFT_PAGES_PER_SITEMAP = 10_000;

const INDEX = '/sitemap.xml';

/**
 * `/sitemap.xml`, the sitemaps that it names, and robots.txt. A sitemap of gift pages is sealed once its last page is
 * full. Only robots.txt where nobody has
 * set an address and nothing is published: a sitemap needs absolute addresses.
 */
export function* sitemapParts({ log, survey }: SiteData): Generator<ReleasePart> {
  const base = publicUrl(log);
  yield textPart('/robots.txt', robots(base));
  if (base === undefined) return;
  const { register, notices, gifts } = survey;
  const of = (kind: 'disbursement' | 'appropriation'): readonly bigint[] => survey.places(kind);
  const sections: [name: string, pages: string[]][] = [
    ['pages', singlePages()],
    ['items', [...register.items.values()].map(({ code }) => addresses.item(code))],
    ['funds', [...register.funds.keys()].map(addresses.fund)],
    [
      'organisations',
      [...register.organisations.values()]
        .filter(({ keepsBooks }) => keepsBooks)
        .map(({ code }) => addresses.entity(code)),
    ],
    ['notices', notices.list.map(({ number }) => addresses.notice(number))],
    ...chunked('disbursements', of('disbursement').map(addresses.disbursement)),
    ...chunked('appropriations', of('appropriation').map(addresses.appropriation)),
    ...chunked(
      'gifts',
      Array.from({ length: gifts.pages }, (_, at) => addresses.giftsPage(at + 1)),
    ),
  ];
  const written = sections.filter(([, pages]) => pages.length > 0);
  for (const [name, pages] of written) yield textPart(fileOf(name), sitemap(base, pages));
  yield textPart(INDEX, sitemapIndex(written.map(([name]) => base + fileOf(name))));
}

const fileOf = (name: string): string => `/sitemaps/${name}.xml`;

const textPart = (path: string, text: string): ReleasePart => drawnPart(path, text, () => Buffer.from(text, 'utf8'));

/** Pages that exist whatever the log holds. */
const singlePages = (): string[] => [
  addresses.overview,
  addresses.gifts,
  addresses.items,
  addresses.disbursements,
  addresses.appropriations,
  addresses.adjustments,
  addresses.funding,
  addresses.witnessed,
  addresses.listed,
  addresses.organisations,
  addresses.funds,
  addresses.notices,
  addresses.corrections,
  addresses.method,
  addresses.verify,
  addresses.receipt,
  addresses.data,
];

function* chunked(name: string, pages: readonly string[]): Generator<[name: string, pages: string[]]> {
  for (let from = 0; from < pages.length; from += GIFT_PAGES_PER_SITEMAP) {
    yield [`${name}-${from / GIFT_PAGES_PER_SITEMAP + 1}`, pages.slice(from, from + GIFT_PAGES_PER_SITEMAP)];
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Every page in every language, each naming the others (hreflang). */
function sitemap(base: string, pages: readonly string[]): string {
  const urls = pages.flatMap((page) => {
    const alternates = [
      ...LOCALES.map((locale) => [locale, translated(page, locale)] as const),
      ['x-default', translated(page, SOURCE_LOCALE)] as const,
    ].map(
      ([language, address]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${absolute(base, address)}"/>`,
    );
    return LOCALES.map(
      (locale) => `<url><loc>${absolute(base, translated(page, locale))}</loc>${alternates.join('')}</url>\n`,
    );
  });
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('')}</urlset>\n`;
}

const sitemapIndex = (addresses: readonly string[]): string =>
  `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses
    .map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>\n`)
    .join('')}</sitemapindex>\n`;

/** Everything is for everyone, save what no search should keep: the office, and names that may be erased. */
const robots = (base: string | undefined): string =>
  [
    'User-agent: *\nAllow: /\nDisallow: /admin/\nDisallow: /openings/\nDisallow: /receipts/\n',
    ...(base === undefined ? [] : [`\nSitemap: ${base}${INDEX}\n`]),
  ].join('');

const absolute = (base: string, address: string): string => escaped(encodeURI(base + address));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

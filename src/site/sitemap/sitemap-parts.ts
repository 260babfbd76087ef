import { LOCALES, SOURCE_LOCALE } from '#i18n/locale.ts';
import { addresses, translated } from '../addresses.ts';
import { drawnPart } from '../pictures/drawn-part.ts';
import { publicUrl } from '../public-url.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';

/**
 * Pages to a sitemap: few enough that the one which still grows costs little, far below the 50,000 addresses and 50 MB
 * that the protocol (sitemaps.org) allows. A full one names what it will always name, and is carried over.
 */
export const PAGES_PER_SITEMAP = 1_000;

const INDEX = '/sitemap.xml';

/**
 * `/sitemap.xml`, the sitemaps that it names, and robots.txt. Only robots.txt where nobody has set an address and nothing
 * is published: a sitemap needs absolute addresses.
 */
export function* sitemapParts({ log, survey }: SiteData): Generator<ReleasePart> {
  const base = publicUrl(log);
  yield textPart('/robots.txt', robots(base));
  if (base === undefined) return;
  const { register, notices, gifts } = survey;
  const placed = (kind: 'disbursement' | 'appropriation', addressOf: (leaf: bigint) => string): Section => {
    const places = survey.places(kind);
    return { count: places.length, basis: (at) => String(places[at]), page: (at) => addressOf(places[at] ?? 0n) };
  };
  const sections: [name: string, section: Section][] = [
    ['pages', listed(singlePages())],
    ['items', listed(Array.from(register.items.values(), ({ code }) => addresses.item(code)))],
    ['funds', listed([...register.funds.keys()].map(addresses.fund))],
    [
      'organisations',
      listed(
        [...register.organisations.values()]
          .filter(({ keepsBooks }) => keepsBooks)
          .map(({ code }) => addresses.entity(code)),
      ),
    ],
    ['notices', listed(notices.list.map(({ number }) => addresses.notice(number)))],
    ...chunked('disbursements', placed('disbursement', addresses.disbursement)),
    ...chunked('appropriations', placed('appropriation', addresses.appropriation)),
    ...chunked('gifts', { count: gifts.pages, basis: String, page: (at) => addresses.giftsPage(at + 1) }),
  ];
  const written = sections.filter(([, { count }]) => count > 0);
  for (const [name, section] of written) yield sitemapPart(base, name, section);
  yield textPart(INDEX, sitemapIndex(written.map(([name]) => base + fileOf(name))));
}

/** Pages by their place in a list, so that a sitemap that is carried over costs none of its addresses. */
interface Section {
  count: number;
  /** What the address of a page is made from. */
  basis: (at: number) => string;
  page: (at: number) => string;
}

const listed = (pages: readonly string[]): Section => {
  const page = (at: number): string => pages[at] ?? '';
  return { count: pages.length, basis: page, page };
};

function* chunked(name: string, { count, basis, page }: Section): Generator<[name: string, section: Section]> {
  for (let from = 0; from < count; from += PAGES_PER_SITEMAP) {
    yield [
      `${name}-${from / PAGES_PER_SITEMAP + 1}`,
      {
        count: Math.min(PAGES_PER_SITEMAP, count - from),
        basis: (at) => basis(from + at),
        page: (at) => page(from + at),
      },
    ];
  }
}

function sitemapPart(base: string, name: string, { count, basis, page }: Section): ReleasePart {
  const all = <T>(of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));
  return drawnPart(fileOf(name), JSON.stringify([base, name, all(basis)]), () =>
    Buffer.from(sitemap(base, all(page)), 'utf8'),
  );
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
  addresses.purchases,
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

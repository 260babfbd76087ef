import type { PublicWords } from '#i18n/words.ts';
import { addresses } from '../addresses.ts';
import { headlineFigures } from '../facts.ts';
import { correctionRemark, headlineAt } from '../headline.ts';
import { NEWEST_KEPT } from '../newest-entries.ts';
import type { SiteData } from '../site-data.ts';
import { authorityOf, publicAddress } from './public-address.ts';
import { publicationDay } from './publication-day.ts';
import { element, textElement } from './xml.ts';

export interface FeedOf {
  title: string;
  /** Its own address. */
  self: string;
  /** The page it follows. */
  page: string;
  leaves: readonly bigint[];
  /** Whether notices, which close over all funds, stand in it too. */
  notices: boolean;
}

interface FeedEntry {
  id: string;
  /** Place in the log, for the order. */
  index: bigint;
  title: string;
  address: string;
  updated: string;
  summary: string;
}

/**
 * Atom (RFC 4287). An entry's id is a tag URI (RFC 4151) of the log's host, the day of its first notice and the leaf, so
 * it stays whatever address serves the site. Yields nothing before the first notice.
 */
export async function* feedFile(feed: FeedOf, site: SiteData, words: PublicWords): AsyncGenerator<string> {
  const { notices, register } = site.survey;
  const updated = notices.latest?.cutoff;
  if (updated === undefined) return;
  const base = publicAddress(site.log);
  const entries = [...(await entriesOf(feed, site, words)), ...(feed.notices ? noticesOf(site, words) : [])];
  entries.sort((a, b) => compare(b.updated, a.updated) || (a.index > b.index ? -1 : 1));
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n';
  yield `${textElement('id', tagUri(site, feed.self.slice(1)))}\n`;
  yield `${textElement('title', feed.title)}\n`;
  yield `${textElement('updated', entries[0]?.updated ?? updated)}\n`;
  yield `${element('link', { rel: 'self', type: 'application/atom+xml', href: base + feed.self })}\n`;
  yield `${element('link', { rel: 'alternate', type: 'text/html', href: base + feed.page })}\n`;
  yield `${element('author', {}, textElement('name', register.publisher?.name ?? authorityOf(site.log)))}\n`;
  yield `${textElement('rights', words.data.licenceTitle)}\n`;
  for (const entry of entries.slice(0, NEWEST_KEPT)) yield `${entryElement(entry, base)}\n`;
  yield '</feed>\n';
}

const entryElement = ({ id, title, address, updated, summary }: FeedEntry, base: string): string =>
  element(
    'entry',
    {},
    textElement('id', id) +
      textElement('title', title) +
      textElement('updated', updated) +
      element('link', { rel: 'alternate', type: 'text/html', href: base + address }) +
      (summary === '' ? '' : textElement('summary', summary, { type: 'text' })),
  );

async function entriesOf({ leaves }: FeedOf, site: SiteData, words: PublicWords): Promise<FeedEntry[]> {
  const { survey } = site;
  const entries: FeedEntry[] = [];
  for (const index of leaves) {
    const headline = await headlineAt(index, site, words);
    const updated = survey.notices.of(survey.corrected.get(index) ?? index)?.cutoff;
    if (headline === undefined || updated === undefined) continue;
    const { title, remarks, address } = headline;
    const amounts = headlineFigures(headline, survey.register, words);
    const tag = words.terms.tags[headline.tag];
    const voided = [correctionRemark(index, survey, words)].filter((remark) => remark !== undefined);
    entries.push({
      id: tagUri(site, index.toString()),
      index,
      title: [...voided, tag, title, amounts].filter((part) => part !== '').join(words.records.clauseSeparator),
      address,
      updated,
      summary: [...voided, ...remarks].join(words.records.clauseSeparator),
    });
  }
  return entries;
}

const noticesOf = (site: SiteData, { data, dates }: PublicWords): FeedEntry[] =>
  site.survey.notices.list.slice(-NEWEST_KEPT).map(({ number, cutoff, size }) => ({
    id: tagUri(site, `notice-${number}`),
    index: size - 1n,
    title: data.exports.noticeTitle(number),
    address: addresses.notice(number),
    updated: cutoff,
    summary: dates.published(cutoff),
  }));

function tagUri({ log, survey }: SiteData, specific: string): string {
  const [first] = survey.notices.list;
  const path = log.checkpoint?.origin.split('/').slice(1).join('/') ?? '';
  return `tag:${authorityOf(log)},${publicationDay(first?.cutoff ?? '')}:${path}/${specific}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import { readFile } from 'node:fs/promises';
import { LOCALES } from '#i18n/locale.ts';
import { type Addresses, addressesIn, PAGES_PER_CHOICE } from './addresses.ts';
import { correctionPages } from './correction-pages.ts';
import { rangesOfPages } from './gift-choices.ts';
import { daysWithMovement, inMonth, monthsOf, onDay } from './month-statements.ts';
import { correctionsIn, newestCorrections, shownFrom } from './notice-entries.ts';
import { RangeKeys } from './page-keys.ts';
import { isFullPage, recordPages } from './record-pages.ts';
import type { SiteData } from './site-data.ts';

/** A page in every language that will not change by itself; its name is its address in the source language. */
export interface SealedPage {
  /** `gifts/17`, `days/2020-02-20`. */
  name: string;
  /** The same key under the same code means the same bytes. */
  key: string;
  /** Paths within the release. */
  files: string[];
}

/**
 * Full pages of gifts and of other lists, closed notices, batches and appropriations: what the log adds later does not show on them, unless
 * it touches their leaves. Pages of corrections, until one is added; months and days, until something else is dated to them.
 */
export function* sealedPages(site: SiteData): Generator<SealedPage> {
  const { gifts, notices } = site.survey;
  const keys = new RangeKeys(site);
  for (let page = 1; page <= gifts.sealed; page++) {
    const range = gifts.range(page);
    if (range === undefined) continue;
    yield sealed(`gifts/${page}`, keys.of(range.first, range.last + 1n), (each) => each.giftsPage(page));
  }
  const latest = notices.latest?.number;
  const corrected = site.survey.places('correction');
  for (const notice of notices.list) {
    const { number, size } = notice;
    const told = keys.ofEach(newestCorrections(correctionsIn(notice, corrected)));
    // A notice leads to the next one as soon as there is one.
    const state = number === latest ? 'latest' : 'followed';
    const key = `${keys.of(shownFrom(notice, gifts), size)} ${told} ${state}`;
    yield sealed(`notices/${number}`, key, (each) => each.notice(number));
  }
  for (const leaf of site.survey.places('disbursement')) {
    yield sealed(`disbursements/${leaf}`, keys.of(leaf, leaf + 1n), (each) => each.disbursement(leaf));
  }
  for (const leaf of site.survey.places('appropriation')) {
    yield sealed(`appropriations/${leaf}`, keys.of(leaf, leaf + 1n), (each) => each.appropriation(leaf));
  }
  yield* choicesOfGifts(site, keys);
  yield* recordLists(site, keys);
  yield* corrections(site, keys);
  yield* spansOfTime(site, keys);
}

/** Full hundreds of pages of gifts to choose from: they name the leaves of each, and whether there is a next hundred. */
function* choicesOfGifts({ survey: { gifts } }: SiteData, keys: RangeKeys): Generator<SealedPage> {
  for (const { first, isFull, hasNext } of rangesOfPages(gifts)) {
    if (!isFull) continue;
    const ranges = Array.from({ length: PAGES_PER_CHOICE }, (_, at) => gifts.range(first + at));
    yield sealed(`gifts/pages-${first}`, keys.ofShown([ranges, hasNext]), (each) => each.giftsPages(first));
  }
}

/** Full pages of batches and of allotments: they show their records, wherever these lie, and whether there is a next page. */
function* recordLists({ survey }: SiteData, keys: RangeKeys): Generator<SealedPage> {
  const lists = [
    ['disbursements', 'disbursement', (each: Addresses, page: number) => each.disbursementsPage(page)],
    ['appropriations', 'appropriation', (each: Addresses, page: number) => each.appropriationsPage(page)],
  ] as const;
  for (const [name, kind, addressOf] of lists) {
    const pages = recordPages(survey.places(kind));
    for (const [at, places] of pages.entries()) {
      if (!isFullPage(places)) continue;
      const key = `${keys.ofEach(places)} ${at + 1 < pages.length}`;
      yield sealed(`${name}/page-${at + 1}`, key, (each) => addressOf(each, at + 1));
    }
  }
}

/** A correction's page shows what it voids and what stands instead, wherever these lie. */
function* corrections({ survey }: SiteData, keys: RangeKeys): Generator<SealedPage> {
  const voidedBy = new Map(Array.from(survey.corrected, ([voided, by]) => [by, voided]));
  const pages = correctionPages(survey.places('correction'));
  for (const [at, { page, leaves }] of pages.entries()) {
    const shown = leaves.flatMap((leaf) => {
      const voided = voidedBy.get(leaf);
      const standing = voided === undefined ? undefined : survey.replacementOf(voided);
      return [leaf, voided, standing].filter((each) => each !== undefined);
    });
    const key = `${keys.ofEach(shown)} ${pages[at - 1]?.page} ${pages[at + 1]?.page}`;
    yield sealed(`corrections/${page}`, key, (each) => each.correctionsPage(page));
  }
}

function* spansOfTime({ survey }: SiteData, keys: RangeKeys): Generator<SealedPage> {
  const days = daysWithMovement(survey);
  for (const [at, day] of days.entries()) {
    const key = keys.ofMovements(onDay(survey, day), [days[at - 1], days[at + 1], survey.timeline.voidedAt(day)]);
    yield sealed(`days/${day}`, key, (each) => each.day(day));
  }
  const months = monthsOf(survey);
  const daysOf = Map.groupBy(days, (day) => day.slice(0, 'YYYY-MM'.length));
  for (const [at, month] of months.entries()) {
    const { timeline } = survey;
    const said = [timeline.withoutDay(month), timeline.voidedIn(month)];
    const beside = [months[at - 1], months[at + 1], daysOf.get(month), ...said];
    yield sealed(`months/${month}`, keys.ofMovements(inMonth(survey, month), beside), (each) => each.month(month));
  }
}

const sealed = (name: string, key: string, addressOf: (addresses: Addresses) => string): SealedPage => ({
  name,
  key,
  files: LOCALES.map((locale) => `${addressOf(addressesIn(locale)).slice(1)}.html`),
});

/** Names of sealed pages that a build leaves out, since the publisher carries them over: `gifts/1,notices/2`, or a JSON file with a list. */
export function carriedOver(sealed: string | undefined): Promise<ReadonlySet<string>> {
  const list = sealed ?? '';
  const known = lists.get(list) ?? readList(list);
  lists.set(list, known);
  return known;
}

/** Every kind of page asks for the list, which is as long as the log. */
const lists = new Map<string, Promise<ReadonlySet<string>>>();

async function readList(sealed: string): Promise<ReadonlySet<string>> {
  if (sealed === '') return new Set();
  const list: unknown = sealed.endsWith('.json') ? JSON.parse(await readFile(sealed, 'utf8')) : sealed.split(',');
  if (
    !Array.isArray(list) ||
    !list.every((name) => typeof name === 'string' && /^[a-z]+\/(pages?-)?[1-9]\d*(-\d\d){0,2}$/.test(name))
  ) {
    throw new TypeError(`MINGZHANG_SEALED names no list of pages: ${sealed}`);
  }
  return new Set(list as string[]);
}

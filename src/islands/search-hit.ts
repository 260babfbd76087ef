import { CASH, FEN_SCALE, formatAmount, VALUATION } from '#i18n/amounts.ts';
import type { IslandWords } from '#i18n/island-words.ts';
import type { Locale } from '#i18n/locale.ts';
import { addressesIn, GIFTS_PER_PAGE, translated } from '#site/addresses.ts';
import type { SearchManifest } from '#site/search/manifest.ts';
import { type Stretch, stretchesOf } from '#site/search/occurrences.ts';
import type { SearchAnswer, SearchHit } from '#site/search/search.ts';
import { occursIn, runsOf } from '#site/search/words.ts';

/** A match in words: where it stands in full, what it is called, and what is said beside it. */
export interface HitView {
  address: string;
  kind: string;
  title: Stretch[];
  remarks: Stretch[];
  /** Why it was found, where its name and number alone do not show it. */
  because: string | undefined;
  /** Said of a record that was corrected. */
  voided: string | undefined;
}

type Names = Pick<SearchManifest, 'funds' | 'entities' | 'units' | 'families'>;
type Words = Pick<IslandWords, 'dates' | 'search' | 'terms'>;

export function hitView(
  hit: SearchHit,
  { manifest, runs, fold }: Pick<SearchAnswer, 'manifest' | 'runs' | 'fold'>,
  words: Words,
  locale: Locale,
): HitView {
  const { search } = words;
  const page = Math.floor(hit.place / GIFTS_PER_PAGE) + 1;
  const title = titleOf(hit, manifest, words, locale);
  const reasons = reasonsOf(hit, title, { runs, fold }, words);
  const marked = (text: string): Stretch[] => stretchesOf(text, runs, fold);
  return {
    address: hit.address === undefined ? addressesIn(locale).gift(page, hit.leaf) : translated(hit.address, locale),
    kind: search.kinds[hit.kind],
    title: marked(title),
    remarks: marked(remarksOf(hit, manifest, words).join(search.separator)),
    because: reasons.length === 0 ? undefined : search.because(reasons.join(search.listSeparator)),
    voided: hit.voided ? search.voided : undefined,
  };
}

/** Goods are called what the page calls them. */
function titleOf({ kind, title }: SearchHit, { units, families }: Names, { search }: Words, locale: Locale): string {
  if (title === undefined) return kind === 'intake' ? search.forgottenName : search.kinds[kind];
  if (locale !== 'en' || (kind !== 'item' && kind !== 'itemFamily')) return title;
  const named = Object.values(kind === 'item' ? units : families).find(({ name }) => name === title);
  return named?.english ?? title;
}

function remarksOf(hit: SearchHit, { funds, entities, units }: Names, words: Words): string[] {
  const { dates, search, terms } = words;
  const remarks = [
    hit.figures.map((figure) => figureText(figure, units, words)).join(search.listSeparator),
    hit.date === undefined ? '' : dates.occurred(hit.date),
    hit.restriction === undefined ? '' : terms.restrictions[hit.restriction],
    hit.entity === undefined ? '' : (entities[hit.entity] ?? hit.entity),
    hit.fund === undefined || hit.kind === 'fund' ? '' : (funds[hit.fund] ?? hit.fund),
    hit.number === undefined ? '' : search.number(hit.number),
    hit.number === undefined ? '' : search.leaf(hit.leaf),
  ];
  return remarks.filter((remark) => remark !== '');
}

/** What it is about, of what the words name; and texts that it has but that are not shown (the standard of an item). */
function reasonsOf(
  { about, number, more }: SearchHit,
  title: string,
  { runs, fold }: Pick<SearchAnswer, 'runs' | 'fold'>,
  { search }: Words,
): string[] {
  const shown = runsOf(`${title}\n${number ?? ''}`, fold);
  const unseen = runs.filter((run) => !occursIn(run, shown));
  const texts = more.filter((text) => unseen.some((run) => occursIn(run, runsOf(text, fold))));
  return [...about.map(({ by, name }) => search.reasons[by](name)), ...texts.map(search.reasons.text)];
}

function figureText(
  { unit, amount, provenance }: SearchHit['figures'][number],
  units: Names['units'],
  { search, terms }: Words,
): string {
  const mark = terms.provenances[provenance];
  const marked = (text: string): string => {
    if (mark === '') return text;
    return provenance === 'rounded' ? `${mark} ${text}` : search.derived(text, mark);
  };
  if (unit === CASH || unit === VALUATION) {
    const money = `${formatAmount(BigInt(amount), FEN_SCALE)} ${terms.money}`;
    return marked(unit === CASH ? money : `${terms.valuation} ${money}`);
  }
  const item = units[unit];
  const count = formatAmount(BigInt(amount), item?.scale ?? 0);
  return `${search.itemName(unit, item?.name ?? unit)} ${marked(`${count} ${search.measure(item?.measure ?? '', count)}`)}`;
}

import { CASH, FEN_SCALE, formatAmount, VALUATION } from '#i18n/amounts.ts';
import type { IslandWords } from '#i18n/island-words.ts';
import type { Locale } from '#i18n/locale.ts';
import { addressesIn, GIFTS_PER_PAGE, translated } from '#site/addresses.ts';
import type { SearchManifest } from '#site/search/manifest.ts';
import type { SearchHit } from '#site/search/search.ts';

/** A match in words: where it stands in full, what it is called, and what is said beside it. */
export interface HitView {
  address: string;
  kind: string;
  title: string;
  remarks: string[];
  /** Said of a record that was corrected. */
  voided: string | undefined;
}

export function hitView(
  hit: SearchHit,
  { funds, units }: Pick<SearchManifest, 'funds' | 'units'>,
  words: Pick<IslandWords, 'dates' | 'search' | 'terms'>,
  locale: Locale,
): HitView {
  const { dates, search } = words;
  const page = Math.floor(hit.place / GIFTS_PER_PAGE) + 1;
  const figures = hit.figures.map((figure) => figureText(figure, units, words));
  const forgotten = hit.kind === 'intake' ? search.forgottenName : search.kinds[hit.kind];
  const remarks = [
    figures.join(search.listSeparator),
    hit.date === undefined ? '' : dates.occurred(hit.date),
    hit.fund === undefined || hit.kind === 'fund' ? '' : (funds[hit.fund] ?? hit.fund),
    hit.number === undefined ? '' : search.number(hit.number),
    hit.number === undefined ? '' : search.leaf(hit.leaf),
  ];
  return {
    address: hit.address === undefined ? addressesIn(locale).gift(page, hit.leaf) : translated(hit.address, locale),
    kind: search.kinds[hit.kind],
    title: hit.title ?? forgotten,
    remarks: remarks.filter((remark) => remark !== ''),
    voided: hit.voided ? search.voided : undefined,
  };
}

function figureText(
  { unit, amount, provenance }: SearchHit['figures'][number],
  units: SearchManifest['units'],
  { search, terms }: Pick<IslandWords, 'search' | 'terms'>,
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

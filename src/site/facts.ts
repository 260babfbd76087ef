import type { PublicWords } from '#i18n/words.ts';
import type { ConfirmedBy, LeafDate } from '#log/leaf.ts';
import { addressesIn } from './addresses.ts';
import type { Headline } from './headline.ts';
import type { Texts } from './published-log.ts';
import type { Register } from './register.ts';
import { type FigureText, goodsText, saidLabel } from './view.ts';

export interface Fact {
  label: string;
  value: string | undefined;
  address?: string;
}

/** Whose books, which fund, when. */
export function ownerFacts(
  { entity, fund, date }: { entity?: string; fund?: string; date: LeafDate },
  register: Register,
  { records: { fields }, dates, locale }: PublicWords,
): Fact[] {
  const addresses = addressesIn(locale);
  return [
    { label: fields.date, value: dates.occurred(date) },
    ...(entity === undefined
      ? []
      : [{ label: fields.entity, value: register.organisationName(entity), address: addresses.entity(entity) }]),
    ...(fund === undefined
      ? []
      : [{ label: fields.fund, value: register.fundName(fund), address: addresses.fund(fund) }]),
  ];
}

/** What the source said and what confirms it; the same at the foot of every record. */
export function sourceFacts(
  {
    number,
    confirmedBy,
    figures,
  }: { number: string; confirmedBy: readonly ConfirmedBy[]; figures: readonly FigureText[] },
  texts: Texts,
  index: bigint,
  words: PublicWords,
): Fact[] {
  const {
    records: { fields, listSeparator, numbered },
    terms,
  } = words;
  return [
    { label: fields.note, value: texts.note },
    { label: saidLabel(figures, words), value: texts.asStated },
    { label: fields.source, value: texts.source },
    { label: fields.confirmed, value: confirmedBy.map((by) => terms.confirmations[by]).join(listSeparator) },
    { label: fields.number, value: numbered(number, terms.leafNumber(index)) },
  ];
}

/** Of a correction: `冲销 400 只`, since the figures are those of the entry that it voids. */
export function headlineFigures({ figures, voids }: Headline, register: Register, words: PublicWords): string {
  const text = figuresText(figures, register, words);
  return voids === undefined || text === '' ? text : words.records.voidedFigures(text);
}

export const figuresText = (figures: readonly FigureText[], register: Register, words: PublicWords): string =>
  figures.map((figure) => goodsText(words, register, figure)).join(words.records.listSeparator);

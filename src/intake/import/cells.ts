import { ABOUT, importWords, YEAR_CHOICE } from '#i18n/zh-Hans/import-columns.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { dayRefused } from '#sheet/day-text.ts';
import type { LineProvenance, ValuationMethod } from '../donation.ts';
import type { Display, DonorKind } from '../donor.ts';
import { type Column, headingOf, type Sheet, type SheetRow } from './sheet.ts';

interface Choices {
  donorKind: DonorKind;
  display: Display;
  category: 'cash' | 'goods';
  restriction: Restriction;
  method: ValuationMethod;
}

const WORDS: { [C in keyof Choices]: Readonly<Record<string, Choices[C]>> } = importWords;

/** Reads one row and gathers what is wrong with it, by column heading and by row as a spreadsheet numbers it. */
export interface Cells {
  row: number;
  text(column: Column): string;
  /** The file has the column, filled in this row or not. */
  has(column: Column): boolean;
  /** Undefined when empty; refused and undefined when the word is none of the column's. */
  choice<C extends keyof Choices>(column: C): Choices[C] | undefined;
  /** The cell through a parser; undefined when empty or refused. */
  read<T>(column: Column, parse: (text: string) => Result<T>): T | undefined;
  /** A figure, with 约 before it read as rounded. */
  figure(
    column: Column,
    parse: (text: string) => Result<bigint>,
  ): { amount: bigint; provenance: LineProvenance } | undefined;
  refuse(column: Column, kind: string, values?: Record<string, string>): void;
  refusals: Refusal[];
}

/** `places` are those of the file; without them it has every column. */
export function cellsOf({ row, cells, faults }: SheetRow, places?: Sheet['places']): Cells {
  const refusals: Refusal[] = [...faults];
  const text = (column: Column) => cells[column];
  const refuse = (column: Column, kind: string, values?: Record<string, string>) => {
    refusals.push({ kind, field: headingOf(column), line: row, ...(values && { values }) });
  };
  const read = <T>(column: Column, parse: (text: string) => Result<T>, stated = text(column)): T | undefined => {
    if (stated === '') return undefined;
    const parsed = parse(stated);
    if (parsed.ok) return parsed.value;
    refusals.push(
      ...parsed.refusals.map((refusal) => dayRefused({ ...refusal, field: headingOf(column), line: row }, YEAR_CHOICE)),
    );
    return undefined;
  };
  return {
    row,
    text,
    has: (column) => places === undefined || places.has(headingOf(column)),
    refuse,
    read: (column, parse) => read(column, parse),
    refusals,
    choice(column) {
      const stated = text(column).normalize('NFKC').replaceAll(/\s/g, '');
      if (stated === '') return undefined;
      const words = WORDS[column];
      if (Object.hasOwn(words, stated)) return words[stated];
      refuse(column, 'importWordUnknown', {
        stated: stated.slice(0, 40),
        allowed: firstWords(words).join('、'),
      });
      return undefined;
    },
    figure(column, parse) {
      const stated = text(column);
      const amount = read(column, parse, stated.replace(ABOUT, ''));
      return amount === undefined ? undefined : { amount, provenance: ABOUT.test(stated) ? 'rounded' : 'stated' };
    },
  };
}

/** One word per meaning: the first of each is the one we propose. */
function firstWords(words: Readonly<Record<string, unknown>>): string[] {
  const seen = new Set<unknown>();
  return Object.entries(words).flatMap(([word, meaning]) => {
    if (seen.has(meaning)) return [];
    seen.add(meaning);
    return [word];
  });
}

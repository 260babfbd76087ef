import { formatAmount } from '#i18n/amounts.ts';
import { inCapitals } from '#i18n/capitals.ts';
import type { PublicWords } from '#i18n/words.ts';
import type { Stream } from '#log/leaf.ts';
import { noPosition, type Position, type PositionRow } from '#log/position.ts';
import { type BalanceColumn, COLUMNS } from '../balance-rows.ts';
import { rolledForward } from '../notice-changes.ts';
import type { Notice } from '../notices.ts';
import { isCash, isHidden, isHiddenInPeriod, isValuation, linesOf } from '../positions.ts';
import type { Survey } from '../survey.ts';

/** One unit of one book: what the notice added to it, and all since the beginning. */
export interface NoticeLine {
  unit: string;
  period: Position;
  total: PositionRow;
}

/** The books of one entity, fund and stream as a notice closed them. */
export interface NoticeBook {
  entity: string;
  fund: string;
  stream: Stream;
  lines: NoticeLine[];
}

/** The period is the difference between what this notice signed and what the one before it signed. */
export function noticeBooks(notice: Notice, { register, notices }: Survey): NoticeBook[] {
  const rolled = rolledForward(notice, notices.list[notices.list.indexOf(notice) - 1]);
  const changes = new Map(rolled.map(({ now, change }) => [now, change]));
  const books = new Map<string, { head: PositionRow; rows: PositionRow[] }>();
  for (const { now: row } of rolled) {
    const key = `${row.entity} ${row.fund} ${row.stream}`;
    const book = books.get(key) ?? { head: row, rows: [] };
    book.rows.push(row);
    books.set(key, book);
  }
  return [...books.values()].map(({ head: { entity, fund, stream }, rows }) => ({
    entity,
    fund,
    stream,
    lines: linesOf(rows, register).flatMap((line) =>
      line.rows.map((total) => ({ unit: line.unit, total, period: changes.get(total) ?? noPosition() })),
    ),
  }));
}

/** Money reads downwards: one row for each column that ever moved, and always 收, 支 and 结存. */
export interface MoneyRow {
  column: BalanceColumn;
  label: string;
  period: string;
  total: string;
}

export function moneyRows(line: NoticeLine, { register, contributions }: Survey, words: PublicWords): MoneyRow[] {
  const { unit, period, total } = line;
  const { books, terms, pictures } = words;
  const exactness = (column: BalanceColumn): string => {
    if (column === 'balance' || contributions.count({ ...total, column }) === 0) return '';
    return books.exactness[contributions.exactness({ ...total, column })];
  };
  const always: readonly BalanceColumn[] = ['received', 'disbursed', 'balance'];
  const { scale } = register.unit(unit);
  return COLUMNS.filter((column) => always.includes(column) || total[column] !== 0n || period[column] !== 0n).flatMap(
    (column): MoneyRow | MoneyRow[] => {
      const inPeriod = isHiddenInPeriod(period, total, column)
        ? terms.unknownMark
        : formatAmount(period[column], scale);
      const altogether = isHidden(total, column) ? terms.unknownMark : formatAmount(total[column], scale);
      // What is left is of a moment, its change of the period: two things, a row each.
      if (column === 'balance') {
        return [
          { column, label: pictures.balanceChange, period: inPeriod, total: '' },
          { column, label: terms.columns.balance, period: '', total: altogether },
        ];
      }
      return {
        column,
        label: pictures.labelled(terms.columns[column], exactness(column)),
        period: inPeriod,
        total: altogether,
      };
    },
  );
}

/** Goods read across: what came in and went out in the period, the same since the beginning, what is left. */
export interface GoodsRow {
  name: string;
  measure: string;
  periodReceived: string;
  periodIssued: string;
  received: string;
  issued: string;
  stock: string;
  /** Other columns that moved, such as `拨付 100`; of all time. */
  others: string[];
}

export function goodsRow(
  { unit: code, period, total }: NoticeLine,
  { register }: Survey,
  words: PublicWords,
): GoodsRow {
  const { terms } = words;
  const unit = register.unit(code);
  const figure = (position: Position, column: BalanceColumn, hidden: boolean): string =>
    hidden ? terms.unknownMark : formatAmount(position[column], unit.scale);
  const inPeriod = (column: BalanceColumn): string => figure(period, column, isHiddenInPeriod(period, total, column));
  const inAll = (column: BalanceColumn): string => figure(total, column, isHidden(total, column));
  return {
    name: unit.item?.name ?? code,
    measure: unit.measure ?? '',
    periodReceived: inPeriod('received'),
    periodIssued: inPeriod('disbursed'),
    received: inAll('received'),
    issued: inAll('disbursed'),
    stock: inAll('balance'),
    others: (['appropriated', 'adjusted', 'unstated'] as const)
      .filter((column) => total[column] !== 0n)
      .map((column) => `${terms.columns[column]} ${formatAmount(total[column], unit.scale)}`),
  };
}

/** Every part of the equation in capitals, as on receipts: received, disbursed, left and whatever else is not nothing. */
export const capitalsOf = ({ total }: NoticeLine, { pictures, terms }: PublicWords): string[] =>
  COLUMNS.filter((column) => ['received', 'disbursed', 'balance'].includes(column) || total[column] !== 0n).map(
    (column) => pictures.inCapitals(terms.columns[column], inCapitals(total[column])),
  );

export const cashLines = ({ lines }: NoticeBook): NoticeLine[] => lines.filter(isCash);
export const valuationLines = ({ lines }: NoticeBook): NoticeLine[] => lines.filter(isValuation);
export const goodsLines = ({ lines }: NoticeBook): NoticeLine[] =>
  lines.filter((line) => !isCash(line) && !isValuation(line));

export const bookName = ({ entity, fund, stream }: NoticeBook, { register }: Survey, { terms }: PublicWords) => ({
  entity: register.organisationName(entity),
  fund: stream === 'funding' ? `${register.fundName(fund)} · ${terms.streams.funding}` : register.fundName(fund),
});

/** Entries that are new in the notice, without the statements that close it. */
export const freshCount = ({ first, size, statements }: Notice): bigint => size - first - BigInt(statements.length);

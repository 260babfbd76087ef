import type { PublicWords } from '#i18n/words.ts';
import { type Notice, pendingOf, unmatchedInAll } from '../notices.ts';
import { shanghaiDay } from '../shanghai-day.ts';
import type { SiteData } from '../site-data.ts';
import { pendingText, unmatchedText } from '../view.ts';
import {
  bookName,
  capitalsOf,
  cashLines,
  freshCount,
  goodsLines,
  goodsRow,
  moneyRows,
  noticeBooks,
  valuationLines,
} from './notice-figures.ts';

export interface PaperTable {
  title: string;
  rule: string;
  head: string[];
  /** The first cell of a row is its name; the others are figures. */
  rows: string[][];
  /** Set under the table: amounts in capitals. */
  under: string[];
}

/** Everything that the paper of a notice says, in order; plain data, so that its key can be made from it. */
export interface NoticeContent {
  /** Above the title, and on every page: what this paper is not. */
  strip: string[];
  title: string;
  lead: string;
  books: { heading: string; tables: PaperTable[] }[];
  closing: string[];
  publisher: string;
  day: string;
  foot: string[];
  page: { before: string; after: string };
}

export function noticeContent(
  notice: Notice,
  { log, survey }: SiteData,
  words: PublicWords,
  address: string,
): NoticeContent {
  const { pictures, dates, records } = words;
  const { columns } = words.terms;
  const publisher = survey.register.publisher?.name ?? words.chrome.mark;
  const pending = pendingOf(notice).map(({ unit, amount, count }) =>
    pendingText(words, survey.register.unit(unit), amount, count),
  );
  const unmatched = unmatchedInAll(notice).map((row) => unmatchedText(words, survey.register.unit('CNY'), row));
  const books = noticeBooks(notice, survey).map((book) => {
    const { entity, fund } = bookName(book, survey, words);
    const money = [pictures.column, pictures.thisPeriod, pictures.cumulative];
    const goods = goodsLines(book).map((line) => goodsRow(line, survey, words));
    const tables: PaperTable[] = cashLines(book).map((line) => ({
      title: pictures.money,
      rule: words.terms.marks.inBrackets(pictures.moneyUnit),
      head: money,
      rows: moneyRows(line, survey, words).map(({ label, period, total }) => [label, period, total]),
      under: capitalsOf(line, words),
    }));
    if (goods.length > 0) {
      tables.push({
        title: pictures.goods,
        rule: words.terms.marks.inBrackets(pictures.goodsUnit),
        head: [
          columns.item,
          pictures.periodOf(columns.received),
          pictures.periodOf(columns.issued),
          columns.received,
          columns.issued,
          columns.stock,
        ],
        rows: goods.map((row) => [
          pictures.itemName(row.name, row.measure),
          row.periodReceived,
          row.periodIssued,
          row.received,
          row.issued,
          row.stock,
        ]),
        under: goods
          .filter(({ others }) => others.length > 0)
          .map(({ name, others }) => [name, ...others].join(records.clauseSeparator)),
      });
    }
    for (const line of valuationLines(book)) {
      const rows = moneyRows(line, survey, words).map(({ label, period, total }) => [label, period, total]);
      tables.push({
        title: pictures.valuations,
        rule: words.terms.marks.inBrackets(pictures.valuationUnit),
        head: money,
        rows,
        under: [],
      });
    }
    return { heading: [entity, fund].join(records.clauseSeparator), tables };
  });
  const strip = log.isDemonstration ? [words.chrome.demonstration] : [];
  return {
    strip,
    title: pictures.paperTitle(publisher, notice.number),
    lead: pictures.paperLead(dates.moment(notice.cutoff), freshCount(notice), notice.size),
    books,
    closing: [
      ...(books.length === 0 ? [pictures.noPosition] : [pictures.unknown]),
      pending.length === 0 ? pictures.pendingNone : pictures.pending(pending.join(words.terms.marks.sentences)),
      ...(unmatched.length === 0 ? [] : [pictures.unmatched(unmatched.join(words.terms.marks.sentences))]),
      pictures.readMore(address),
    ],
    publisher,
    day: dates.day(shanghaiDay(notice.cutoff)),
    foot: [
      ...strip,
      address,
      [pictures.position(notice.first, notice.size - 1n), `${pictures.logName}${log.checkpoint?.origin ?? ''}`].join(
        records.clauseSeparator,
      ),
    ],
    page: { before: pictures.pageBefore, after: pictures.pageAfter },
  };
}

import { encode } from 'uqr';
import type { PublicWords } from '#i18n/words.ts';
import { headlineFigures } from '../facts.ts';
import { correctionRemark, type Headline, headlineAt } from '../headline.ts';
import {
  bookName,
  capitalsOf,
  cashLines,
  freshCount,
  type GoodsRow,
  goodsLines,
  goodsRow,
  type MoneyRow,
  moneyRows,
  type NoticeBook,
  noticeBooks,
  valuationLines,
} from '../notice-paper/notice-figures.ts';
import { type Notice, pendingOf, unmatchedInAll } from '../notices.ts';
import { shanghaiDay } from '../shanghai-day.ts';
import type { SiteData } from '../site-data.ts';
import { pendingText, unmatchedText } from '../view.ts';
import { Drawing, INK } from './drawing.ts';
import { FILLS } from './equation.ts';
import { shortened, wrapped } from './fit.ts';
import { drawSeal, drawStrip } from './seal.ts';
import { type Weight, widthOf } from './typeface.ts';

/** As wide as the article of a WeChat account shows pictures; on a phone it is read at about a third of its size. */
const WIDTH = 1080;
const LEFT = 60;
const INNER = WIDTH - 2 * LEFT;
const RIGHT = WIDTH - LEFT;
/** More would be scrolled past: the website lists all. */
const NEWEST = 12;
/** Of one book. */
const ITEMS = 24;
/** Behind this no further book begins, so no picture grows much beyond it: an image of 100 MB before it is compressed. */
const BOOKS_END = 20_000;

export interface LongPicture {
  drawing: Drawing;
  height: number;
}

/** A notice from top to bottom, for accounts that publish pictures. `address` is where its page stands, in full. */
export async function noticePicture(
  notice: Notice,
  site: SiteData,
  words: PublicWords,
  { write, address }: { write: (text: string) => string; address: string },
): Promise<LongPicture> {
  const sheet = new Sheet(new Drawing(WIDTH, write));
  const { survey } = site;
  const { pictures, dates } = words;
  const publisher = survey.register.publisher?.name ?? words.chrome.mark;
  if (site.log.isDemonstration) sheet.strip(words.chrome.demonstration);
  sheet.head(words, publisher);
  sheet.title(pictures.noticeTitle(notice.number), [
    pictures.cutoff(dates.moment(notice.cutoff)),
    pictures.counts(freshCount(notice), notice.size),
  ]);
  const books = noticeBooks(notice, survey);
  for (const [at, book] of books.entries()) {
    if (sheet.y > BOOKS_END) {
      sheet.paragraph(pictures.restOfBooks(books.length - at), { fill: INK.soft });
      break;
    }
    drawBook(sheet, book, site, words);
  }
  if (books.length > 0) sheet.paragraph(pictures.unknown, { fill: INK.soft });
  const pending = pendingOf(notice).map(({ unit, amount, count }) =>
    pendingText(words, survey.register.unit(unit), amount, count),
  );
  sheet.paragraph(
    pending.length === 0
      ? pictures.pendingNone
      : pictures.pending(pending.slice(0, ITEMS).join(words.terms.marks.sentences)),
  );
  if (pending.length > ITEMS) sheet.paragraph(pictures.restOfGoods(pending.length - ITEMS), { fill: INK.soft });
  const unmatched = unmatchedInAll(notice).map((row) => unmatchedText(words, survey.register.unit('CNY'), row));
  if (unmatched.length > 0) sheet.paragraph(pictures.unmatched(unmatched.join(words.terms.marks.sentences)));
  await drawNewest(sheet, notice, site, words);
  sheet.signature(publisher, dates.day(shanghaiDay(notice.cutoff)));
  sheet.verify(words, address, [pictures.position(notice.first, notice.size - 1n), site.log.checkpoint?.origin ?? '']);
  return { drawing: sheet.drawing, height: sheet.y };
}

function drawBook(sheet: Sheet, book: NoticeBook, { survey }: SiteData, words: PublicWords): void {
  const { pictures } = words;
  const { entity, fund } = bookName(book, survey, words);
  sheet.bookHead(entity, fund);
  for (const line of cashLines(book)) {
    sheet.money(pictures.money, pictures.moneyUnit, moneyRows(line, survey, words), words);
    for (const text of capitalsOf(line, words)) sheet.paragraph(text, { size: 28, gap: 8 });
    sheet.space(20);
  }
  const goods = goodsLines(book).map((line) => goodsRow(line, survey, words));
  if (goods.length > 0) sheet.goods(goods.slice(0, ITEMS), words);
  if (goods.length > ITEMS) sheet.paragraph(pictures.restOfGoods(goods.length - ITEMS), { fill: INK.soft });
  for (const line of valuationLines(book)) {
    sheet.money(pictures.valuations, pictures.valuationUnit, moneyRows(line, survey, words), words);
  }
}

async function drawNewest(sheet: Sheet, notice: Notice, site: SiteData, words: PublicWords): Promise<void> {
  const { survey } = site;
  const { pictures, dates, records } = words;
  sheet.sectionHead(pictures.newest, '');
  const fresh = freshCount(notice);
  const shown: Headline[] = [];
  let passed = 0n;
  for (let index = notice.first + fresh - 1n; index >= notice.first && shown.length < NEWEST; index--) {
    passed++;
    const headline = await headlineAt(index, site, words);
    if (headline !== undefined) shown.push(headline);
  }
  for (const headline of shown) {
    const { tag, title, date, remarks, index } = headline;
    const corrected = correctionRemark(index, survey, words);
    sheet.entry(
      words.terms.tags[tag],
      title,
      headlineFigures(headline, survey.register, words),
      [date && dates.occurred(date), ...remarks, corrected]
        .filter((remark) => remark !== undefined)
        .join(records.clauseSeparator),
      TONES[tag] ?? INK.soft,
    );
  }
  if (shown.length === 0) sheet.paragraph(pictures.nothingNew);
  else if (passed < fresh) sheet.paragraph(pictures.rest(fresh - passed), { fill: INK.soft });
}

/** As the list of entries on the page has them. */
const TONES: { [tag: string]: string } = {
  received: INK.in,
  disbursed: INK.out,
  issued: INK.out,
  corrected: INK.seal,
  voided: INK.seal,
};

interface ParagraphStyle {
  size?: number;
  weight?: Weight;
  fill?: string;
  gap?: number;
  width?: number;
}

/** A long sheet that is filled from above; `y` is where the next thing begins. */
class Sheet {
  readonly drawing: Drawing;
  y = 56;

  constructor(drawing: Drawing) {
    this.drawing = drawing;
  }

  space(height: number): void {
    this.y += height;
  }

  /** Across the whole top, before anything else is read. */
  strip(text: string): void {
    this.y = drawStrip(this.drawing, text, LEFT, 30) + 40;
  }

  head({ chrome }: PublicWords, publisher: string): void {
    const { drawing } = this;
    drawSeal(drawing, LEFT, this.y, 110, chrome.mark);
    const width = INNER - 92;
    const name = shortened(drawing.written(publisher), { size: 42, weight: 'bold', width });
    drawing.text(LEFT + 92, this.y + 48, name, { size: 42, weight: 'bold', isWritten: true });
    drawing.text(LEFT + 92, this.y + 98, chrome.site, { size: 30, fill: INK.soft, width });
    this.y += 152;
  }

  title(title: string, lines: readonly string[]): void {
    this.drawing.doubleRule(LEFT, this.y, INNER);
    this.drawing.text(LEFT, this.y + 104, title, { size: 68, weight: 'bold', width: INNER });
    this.y += 132;
    for (const line of lines) this.paragraph(line, { size: 32, gap: 10 });
    this.space(18);
  }

  paragraph(
    text: string,
    { size = 30, weight = 'regular', fill = INK.ink, gap = 16, width = INNER }: ParagraphStyle = {},
  ): void {
    for (const line of wrapped(this.drawing.written(text), { size, weight, width })) {
      this.drawing.text(LEFT, this.y + size, line, { size, weight, fill, isWritten: true });
      this.y += Math.round(size * 1.5);
    }
    this.y += gap;
  }

  bookHead(entity: string, fund: string): void {
    this.space(16);
    this.drawing.doubleRule(LEFT, this.y, INNER);
    this.space(24);
    this.paragraph(entity, { size: 40, weight: 'bold', gap: 0 });
    this.paragraph(fund, { size: 30, fill: INK.soft });
  }

  sectionHead(title: string, rule: string): void {
    this.space(14);
    this.drawing.text(LEFT, this.y + 36, title, { size: 36, weight: 'bold', width: 420 });
    if (rule !== '')
      this.drawing.text(RIGHT, this.y + 36, rule, { size: 26, fill: INK.soft, anchor: 'end', width: 520 });
    this.y += 56;
    this.drawing.rectangle(LEFT, this.y, INNER, 2, INK.ruleStrong);
    this.y += 2;
  }

  money(title: string, rule: string, rows: readonly MoneyRow[], { pictures }: PublicWords): void {
    this.sectionHead(title, rule);
    const columns = [RIGHT - 360, RIGHT] as const;
    for (const [at, text] of [pictures.thisPeriod, pictures.cumulative].entries()) {
      this.drawing.text(columns[at] ?? RIGHT, this.y + 44, text, {
        size: 26,
        fill: INK.soft,
        anchor: 'end',
        width: 330,
      });
    }
    this.y += 60;
    for (const { column, label, period, total } of rows) {
      this.#hairline();
      const fill = FILLS[column];
      this.drawing.text(LEFT, this.y + 48, label, { size: 32, weight: 'bold', fill, width: 250 });
      this.drawing.text(columns[0], this.y + 48, period, { size: 34, fill, anchor: 'end', width: 330 });
      this.drawing.text(columns[1], this.y + 48, total, { size: 38, weight: 'bold', fill, anchor: 'end', width: 340 });
      this.y += 70;
    }
    this.#hairline();
    this.space(20);
  }

  /** Each item has its name on one line and its figures on the next, in the columns that the head names. */
  goods(rows: readonly GoodsRow[], { pictures, terms: { columns } }: PublicWords): void {
    this.sectionHead(pictures.goods, pictures.goodsUnit);
    const width = INNER / 5;
    const labels = [
      pictures.periodOf(columns.received),
      pictures.periodOf(columns.issued),
      columns.received,
      columns.issued,
      columns.stock,
    ];
    const fills = [INK.in, INK.out, INK.in, INK.out, INK.ink];
    const across = (texts: readonly string[], y: number, size: number, weight: Weight, soft: boolean): void => {
      for (const [at, text] of texts.entries()) {
        const fill = soft ? INK.soft : (fills[at] ?? INK.ink);
        this.drawing.text(LEFT + width * (at + 1), y, text, { size, weight, fill, anchor: 'end', width: width - 16 });
      }
    };
    across(labels, this.y + 44, 26, 'regular', true);
    this.y += 60;
    for (const row of rows) {
      this.#hairline();
      this.space(12);
      const { name, measure, others } = row;
      this.paragraph(pictures.itemName(name, measure), { size: 32, weight: 'bold', gap: 0 });
      across(
        [row.periodReceived, row.periodIssued, row.received, row.issued, row.stock],
        this.y + 40,
        34,
        'regular',
        false,
      );
      this.y += 58;
      if (others.length > 0) this.paragraph(others.join(' · '), { size: 26, fill: INK.soft, gap: 6 });
    }
    this.#hairline();
    this.space(20);
  }

  entry(tag: string, title: string, figures: string, remarks: string, fill: string): void {
    const { drawing } = this;
    this.#hairline();
    this.space(14);
    // One or two signs stand before the entry; a word of another language stands above it.
    const before = widthOf(drawing.written(tag), 32, 'bold') <= 76;
    drawing.text(before ? LEFT : LEFT + 92, this.y + (before ? 34 : 24), tag, {
      size: before ? 32 : 26,
      weight: 'bold',
      fill,
    });
    if (!before) this.space(38);
    const x = LEFT + 92;
    const width = INNER - 92;
    const lines: [text: string, size: number, weight: Weight, fill: string, most: number][] = [
      [title, 32, 'bold', INK.ink, 2],
      [figures, 32, 'regular', fill, 6],
      [remarks, 26, 'regular', INK.soft, 3],
    ];
    for (const [text, size, weight, ink, most] of lines) {
      for (const line of wrapped(drawing.written(text), { size, weight, width }, most)) {
        drawing.text(x, this.y + size, line, { size, weight, fill: ink, isWritten: true });
        this.y += Math.round(size * 1.42);
      }
    }
    this.space(12);
  }

  signature(publisher: string, day: string): void {
    this.#hairline();
    this.space(40);
    for (const [text, weight] of [
      [publisher, 'bold'],
      [day, 'regular'],
    ] as const) {
      for (const line of wrapped(this.drawing.written(text), { size: 34, weight, width: INNER })) {
        this.drawing.text(RIGHT, this.y + 34, line, { size: 34, weight, anchor: 'end', isWritten: true });
        this.y += 54;
      }
    }
    this.space(30);
  }

  verify({ pictures }: PublicWords, address: string, position: readonly string[]): void {
    const { drawing } = this;
    drawing.doubleRule(LEFT, this.y, INNER);
    this.space(40);
    const side = 260;
    const top = this.y;
    drawQr(drawing, address, LEFT, top, side);
    drawing.text(LEFT + side / 2, top + side + 36, pictures.scan, {
      size: 26,
      fill: INK.soft,
      anchor: 'middle',
      width: side,
    });
    const x = LEFT + side + 44;
    const width = RIGHT - x;
    drawing.text(x, top + 34, pictures.verifyHeading, { size: 36, weight: 'bold', width });
    let y = top + 60;
    const put = (text: string, size: number, fill: string, gap: number): void => {
      for (const line of wrapped(drawing.written(text), { size, width })) {
        drawing.text(x, y + size, line, { size, fill, isWritten: true });
        y += Math.round(size * 1.45);
      }
      y += gap;
    };
    for (const text of pictures.verify) put(text, 28, INK.ink, 8);
    put(address, 24, INK.soft, 0);
    for (const text of position) put(text, 24, INK.soft, 0);
    this.y = Math.max(y, top + side + 50) + 46;
  }

  #hairline(): void {
    this.drawing.rectangle(LEFT, this.y, INNER, 1, INK.rule);
  }
}

/** Dark on white with its quiet zone, whatever paper is around it. */
function drawQr(drawing: Drawing, text: string, x: number, y: number, side: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const path = data.flatMap((row, line) => row.map((dark, at) => (dark ? `M${at} ${line}h1v1h-1z` : ''))).join('');
  drawing.rectangle(x, y, side, side, '#ffffff');
  drawing.path(path, INK.ink, `translate(${x} ${y}) scale(${side / size})`);
}

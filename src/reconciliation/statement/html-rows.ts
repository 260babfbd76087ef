import { Parser } from 'htmlparser2';
import { storedNumber } from '#sheet/stored-number.ts';
import { readFigure } from './figure.ts';
import { MOST } from './limits.ts';
import { tidy } from './table/rows.ts';
import { LONGEST_LINE } from './text.ts';
import { WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';

export interface HtmlRow {
  /** Row of the page as a spreadsheet would number it: each row of a table is one, and each text outside of them. */
  place: number;
  cells: string[];
  /** Which table of the page, or which stretch between two, from 1. */
  part: number;
  hidden: boolean;
}

/** The visible and hidden rows of a page in which anything stands, and whether the page came to its end. */
export interface HtmlRows {
  rows: HtmlRow[];
  isWhole: boolean;
  asksPassword: boolean;
}

const MOST_DEPTH = 500;
const MOST_ATTRIBUTES = 200;
/** HTML lets a cell span no more columns. */
const MOST_SPAN = 1_000;
/** Blanks as markup has them, the one that keeps words together too. */
const BLANKS = /[ \t\r\n\f\u00a0]+/g;

/** What is in them is shown to nobody, or is no text of the page; `xml` is what Excel keeps of its settings. */
const NO_TEXT = new Set(['script', 'style', 'title', 'template', 'select', 'textarea', 'xml', 'noframes', 'iframe']);
const INLINE = new Set(
  'a abbr b bdi bdo big code em font i ins kbd label nobr s small span strong sub sup u wbr'.split(' '),
);
const SECTIONS = new Set(['thead', 'tbody', 'tfoot']);

/** A table that is open, with the row and the cell that are. */
interface OpenTable {
  part: number;
  row: { cells: string[]; hidden: boolean } | undefined;
  /** Of its rows, from 0. */
  at: number;
  column: number;
  /** By column, the row from which on it is free again of a cell that spans rows. */
  coveredUntil: number[];
  cell: { text: string; stored: string | undefined } | undefined;
}

/**
 * Goes through a page once and puts down the rows of all its tables in order, a table within a cell after what stands before
 * it there, and each text outside of tables as a row of one cell. A cell that spans several has its text in the first
 * place. Throws `WorkbookTooLarge` and, where the markup is nested beyond sense, `WorkbookUnreadable`.
 */
export async function htmlRowsOf(text: AsyncIterable<string>): Promise<HtmlRows> {
  const page = new Page();
  const parser = new Parser({
    onattribute: () => page.attribute(),
    onopentag: (name, attributes) => page.opened(name, attributes),
    onclosetag: (name, isImplied) => page.closed(name, isImplied),
    ontext: (said) => page.text(said),
    oncomment: () => page.comment(),
  });
  for await (const part of text) {
    page.part(part);
    parser.write(part);
  }
  page.ends = true;
  parser.end();
  return page.result();
}

class Page {
  /** Nothing that opens or closes from here on stands in the file. */
  ends = false;
  readonly #rows: HtmlRow[] = [];
  readonly #tables: OpenTable[] = [];
  #parts = 1;
  #place = 0;
  #cells = 0;
  #depth = 0;
  #attributes = 0;
  /** Depth of the outermost element that is hidden, and of one without text of the page. */
  #hiddenAt: number | undefined;
  #silentAt: number | undefined;
  /** Text outside of cells since the last row. */
  #outside = '';
  #isCut = false;
  #isDocumentOpen = false;
  #isTagOpen = false;
  #asksPassword = false;

  /** Of the text, before it is read: whether it leaves a tag open. */
  part(text: string): void {
    const [open, close] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
    if (open !== close) this.#isTagOpen = open > close;
  }

  attribute(): void {
    this.#attributes += 1;
    if (this.#attributes > MOST_ATTRIBUTES) throw new WorkbookUnreadable('attributes');
  }

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#attributes = 0;
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) throw new WorkbookUnreadable('depth');
    if (this.#silentAt !== undefined) return;
    if (NO_TEXT.has(name)) {
      this.#silentAt = this.#depth;
      return;
    }
    if (isHidden(attributes)) this.#hiddenAt ??= this.#depth;
    if (name === 'html' || name === 'body') this.#isDocumentOpen = true;
    if (name === 'input' && attributes.type?.toLowerCase() === 'password') this.#asksPassword = true;
    if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#openRow();
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
    else if (SECTIONS.has(name)) this.#endSection();
    else if (!INLINE.has(name)) this.#breakText();
  }

  /** `isImplied`: by another tag or the end of the file. */
  closed(name: string, isImplied: boolean): void {
    if (this.#silentAt === this.#depth) {
      this.#silentAt = undefined;
      if (this.ends) this.#isCut = true;
    } else if (this.#silentAt === undefined) this.#closed(name, isImplied);
    if (this.#hiddenAt === this.#depth) this.#hiddenAt = undefined;
    this.#depth -= 1;
  }

  #closed(name: string, isImplied: boolean): void {
    if ((name === 'html' || name === 'body') && !isImplied) this.#isDocumentOpen = false;
    if (name === 'table') {
      if (isImplied) this.#isCut = true;
      this.#closeTable();
    } else if (name === 'tr') this.#closeRow();
    else if (SECTIONS.has(name)) this.#endSection();
    else if (name === 'td' || name === 'th') this.#closeCell();
    else if (!INLINE.has(name)) this.#breakText();
  }

  text(said: string): void {
    if (this.#silentAt !== undefined) return;
    const table = this.#tables.at(-1);
    const inHiddenRow = table?.row?.hidden === true;
    if (this.#hiddenAt !== undefined && !inHiddenRow) return;
    if (table?.cell) {
      table.cell.text += said;
      if (table.cell.text.length > LONGEST_LINE) throw new WorkbookTooLarge();
    } else {
      this.#outside += said;
      if (this.#outside.length > LONGEST_LINE) throw new WorkbookTooLarge();
    }
  }

  comment(): void {
    if (this.ends) this.#isCut = true;
  }

  result(): HtmlRows {
    this.#putText();
    const isWhole = !this.#isCut && !this.#isDocumentOpen && !this.#isTagOpen;
    return { rows: this.#rows, isWhole, asksPassword: this.#asksPassword };
  }

  /** What of a cell stands before a table within it is a row above that table. */
  #openTable(): void {
    const around = this.#tables.at(-1);
    if (around?.row) {
      const { cell } = around;
      const { hidden } = around.row;
      this.#closeRow();
      around.row = { cells: [], hidden };
      around.column = 0;
      if (cell) around.cell = { text: '', stored: undefined };
    }
    this.#putText();
    this.#parts += 1;
    this.#tables.push({ part: this.#parts, row: undefined, at: 0, column: 0, coveredUntil: [], cell: undefined });
  }

  #closeTable(): void {
    this.#closeRow();
    this.#tables.pop();
    this.#parts += 1;
  }

  #openRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) {
      this.#isCut = true;
      this.#putText();
      return;
    }
    this.#closeRow();
    this.#putText();
    table.row = { cells: [], hidden: this.#hiddenAt !== undefined };
    table.column = 0;
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    this.#closeCell();
    this.#putText();
    if (table?.row === undefined) return;
    this.#put(table.row.cells, table.part, table.row.hidden);
    table.row = undefined;
    table.at += 1;
  }

  /** A cell spans no rows beyond its section. */
  #endSection(): void {
    this.#closeRow();
    const table = this.#tables.at(-1);
    if (table) table.coveredUntil = [];
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const table = this.#tables.at(-1);
    if (table === undefined) {
      this.#isCut = true;
      this.#putText();
      return;
    }
    this.#closeCell();
    if (table.row === undefined) this.#openRow();
    while ((table.coveredUntil[table.column] ?? 0) > table.at) table.column += 1;
    if (table.column >= MOST.workbookColumns) throw new WorkbookTooLarge();
    table.cell = { text: '', stored: attributes['x:num'] };
    const across = Math.min(spanOf(attributes.colspan) || 1, MOST_SPAN);
    const down = attributes.rowspan === undefined ? 1 : spanOf(attributes.rowspan);
    for (let next = 0; next < across; next++) {
      // A row that spans none goes down to the end of its section.
      table.coveredUntil[table.column + next] = down === 0 ? Number.POSITIVE_INFINITY : table.at + down;
    }
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table?.cell === undefined || table.row === undefined) return;
    const text = textOfCell(table.cell);
    table.cell = undefined;
    if (text === '') return;
    const { cells } = table.row;
    while (cells.length < table.column) cells.push('');
    cells[table.column] = text;
  }

  #breakText(): void {
    const cell = this.#tables.at(-1)?.cell;
    if (cell) cell.text += ' ';
    else this.#putText();
  }

  #putText(): void {
    const text = this.#outside.replaceAll(BLANKS, ' ').trim();
    this.#outside = '';
    if (text !== '') this.#put([text], this.#tables.at(-1)?.part ?? this.#parts, false);
  }

  #put(cells: string[], part: number, hidden: boolean): void {
    this.#place += 1;
    this.#cells += cells.length;
    if (this.#place > MOST.workbookRows || this.#cells > MOST.workbookCells) throw new WorkbookTooLarge();
    if (cells.length > 0) this.#rows.push({ place: this.#place, cells, part, hidden });
  }
}

const isHidden = ({ style = '', hidden }: Readonly<Record<string, string>>): boolean =>
  hidden !== undefined || /display\s*:\s*none/i.test(style);

/** The number that a span begins with. */
const spanOf = (span = ''): number => Number(/^\s{0,20}(\d{1,9})/.exec(span)?.[1] ?? 1);

/** Excel shows a number rounded and keeps it beside the text; of a day it keeps another number than it shows. */
function textOfCell({ text, stored = '' }: NonNullable<OpenTable['cell']>): string {
  const shown = tidy(text.replaceAll(BLANKS, ' ').trim());
  const kept = storedNumber(stored.trim());
  const [whole, wholeKept] = [wholeOf(shown), wholeOf(kept)];
  const isRounded = whole !== undefined && wholeKept !== undefined && Math.abs(Number(whole - wholeKept)) <= 1;
  return isRounded ? kept : shown;
}

function wholeOf(text: string): bigint | undefined {
  const figure = readFigure(text);
  return figure && figure.digits / 10n ** BigInt(figure.scale);
}

import { storedNumber } from '#sheet/stored-number.ts';
import { MOST } from './limits.ts';
import type { StatementFile } from './statement.ts';
import { type Row, tidy } from './table/rows.ts';
import { encodingOf, textOf } from './text.ts';
import { openedWhole, type Sheet, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';
import { all, at, type Element, elementsOf, XmlBroken } from './xml-elements.ts';

/** Rows come whole; `Visible` stands in the options behind a sheet's table. */
const WANTED = new Set(['Row', 'Visible']);

/** Sheets of an XML Spreadsheet 2003 (urn:schemas-microsoft-com:office:spreadsheet), which banks call .xls. */
export async function sheetsOfSpreadsheetXml(file: StatementFile): Promise<Sheet[]> {
  openedWhole(file);
  const workbook = new Workbook();
  try {
    for await (const found of elementsOf(textOf(file, await encodingOf(file, 'gb18030')), WANTED)) {
      if ('opened' in found) workbook.begin(found.opened);
      else if (found.closed.name === 'Row') workbook.row(found.closed);
      else workbook.visible(found.closed);
    }
  } catch (cause) {
    if (cause instanceof XmlBroken) throw new WorkbookUnreadable('no workbook', { cause });
    throw cause;
  }
  return workbook.sheets;
}

class Workbook {
  readonly sheets: Sheet[] = [];
  #place = 0;
  #cells = 0;
  #rows = 0;
  /** By column, the last row that a merged cell covers. */
  #coveredTo: number[] = [];

  begin(element: Element): void {
    if (element.name !== 'Worksheet') return;
    this.sheets.push({ name: ofSheet(element, 'Name') ?? '', rows: [], hidden: false });
    this.#place = 0;
    this.#coveredTo = [];
  }

  visible(element: Element): void {
    const sheet = this.sheets.at(-1);
    if (sheet && /^Sheet(?:Very)?Hidden$/.test(element.text.trim())) sheet.hidden = true;
  }

  row(row: Element): void {
    const sheet = this.sheets.at(-1);
    if (sheet === undefined) throw new WorkbookUnreadable('a row without sheet');
    this.#place = placeOf(row, this.#place);
    const cells = this.#cellsOf(row);
    this.#rows += 1;
    this.#cells += cells.length;
    if (this.#rows > MOST.workbookRows || this.#cells > MOST.workbookCells) throw new WorkbookTooLarge();
    if (cells.length > 0) (sheet.rows as Row[]).push({ place: this.#place, cells });
    this.#place += Math.min(spanOf(row, 'Span'), MOST.workbookRows);
  }

  #cellsOf(row: Element): string[] {
    const cells: string[] = [];
    let column = 0;
    for (const cell of all(row, 'Cell')) {
      column = placeOf(cell, column);
      if (column > MOST.workbookColumns) throw new WorkbookTooLarge();
      const text = textOfCell(at(cell, 'Data'));
      // A row below a merged cell says where it goes on; where it does not, nobody knows which column is meant.
      if (text !== '' && (this.#coveredTo[column] ?? 0) >= this.#place) throw new WorkbookUnreadable('cells overlap');
      while (text !== '' && cells.length < column - 1) cells.push('');
      if (text !== '') cells[column - 1] = text;
      const last = Math.min(column + spanOf(cell, 'MergeAcross'), MOST.workbookColumns);
      const down = spanOf(cell, 'MergeDown');
      for (let covered = column; down > 0 && covered <= last; covered++) this.#coveredTo[covered] = this.#place + down;
      column = last;
    }
    return cells;
  }
}

/** Attributes of the spreadsheet's namespace, whatever its prefix. */
const ofSheet = ({ attributes }: Element, name: string): string | undefined =>
  attributes[`ss:${name}`] ??
  attributes[name] ??
  attributes[Object.keys(attributes).find((key) => key.endsWith(`:${name}`)) ?? ''];

/** Where a row or cell stands, from 1: behind the one before it, or further on where it says so. */
function placeOf(element: Element, before: number): number {
  const stated = ofSheet(element, 'Index');
  if (stated === undefined) return before + 1;
  const place = /^\d{1,7}$/.test(stated) ? Number(stated) : 0;
  if (place <= before) throw new WorkbookUnreadable('places out of order');
  return place;
}

function spanOf(element: Element, name: string): number {
  const stated = ofSheet(element, name) ?? '0';
  return Number(/^\d{1,9}$/.exec(stated)?.[0] ?? 0);
}

/** Numbers stay the text they are stored as; what a formula last came to stands in place of it. */
function textOfCell(data: Element | undefined): string {
  if (data === undefined) return '';
  const text = textWithin(data).trim();
  const type = ofSheet(data, 'Type');
  if (type === 'Number') return storedNumber(text);
  if (type === 'DateTime')
    return text
      .replace('T', ' ')
      .replace(/\.\d+$/, '')
      .replace(/ 00:00:00$/, '')
      .replace(/^1899-12-3[01] /, '');
  return tidy(text);
}

/** Parts of a text may be bold or coloured. */
const textWithin = ({ text, children }: Element): string => [text, ...children.map(textWithin)].join('');

import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { Grid, GridRow, Merge } from './grid.ts';
import { MOST } from './limits.ts';
import { otherZip } from './other-file.ts';
import { storedNumber } from './stored-number.ts';
import { unzip, ZipBroken, ZipTooLarge } from './zip.ts';

/**
 * The sheets of a workbook that hold anything, hidden ones left out. Its parts are unpacked once before, so that a bomb
 * goes off where its size is counted. Formulas count as what they last came to.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Result<Grid[]>> {
  try {
    const other = otherZip(await unzip({ open: () => parts(bytes) }, MOST));
    if (other) return refused(other);
    const book = opened(bytes);
    const since1904 = book.Workbook?.WBProps?.date1904 === true;
    const grids: Grid[] = [];
    for (const [index, name] of book.SheetNames.entries()) {
      const sheet = book.Sheets[name];
      if (!sheet || book.Workbook?.Sheets?.[index]?.Hidden) continue;
      const grid = gridOf(name, sheet, since1904);
      if (grid === 'tooWide') return refused({ kind: 'importTooWide', values: { most: String(MOST.columns) } });
      if (grid.rows.length > 0) grids.push(grid);
    }
    return done(grids);
  } catch (cause) {
    if (cause instanceof ZipTooLarge) return refused({ kind: 'importUnpacksTooLarge' });
    if (cause instanceof ZipBroken || cause instanceof WorkbookBroken) return refused({ kind: 'importWorkbookBroken' });
    throw cause;
  }
}

/** The reader throws errors of many kinds at a damaged workbook; any of them says so. */
class WorkbookBroken extends Error {}

function opened(bytes: Uint8Array): WorkBook {
  try {
    const book = read(bytes, {
      type: 'array',
      cellNF: true,
      cellFormula: true,
      cellHTML: false,
      cellText: false,
      sheetStubs: true,
    });
    if (book.SheetNames.length === 0) throw new WorkbookBroken('no sheet');
    return book;
  } catch (cause) {
    throw new WorkbookBroken('no workbook', { cause });
  }
}

async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  // In parts, so that unpacking stops early once it comes to too much.
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function gridOf(name: string, sheet: WorkSheet, since1904: boolean): Grid | 'tooWide' {
  const rows = new Map<number, { cells: string[]; faults: Map<number, string> }>();
  for (const [address, value] of Object.entries(sheet)) {
    if (address.startsWith('!')) continue;
    const { r, c } = utils.decode_cell(address);
    const cell = value as CellObject;
    const text = textOf(cell, since1904);
    // A stub with a formula was never computed; a formula that came to an empty text is one of text.
    const fault = cell.t === 'e' ? 'importFormulaFailed' : cell.t === 'z' && cell.f ? 'importFormulaEmpty' : undefined;
    if (text === '' && !fault) continue;
    if (c >= MOST.columns) return 'tooWide';
    const row = rows.get(r) ?? { cells: [], faults: new Map() };
    row.cells[c] = text;
    if (fault) row.faults.set(c, fault);
    rows.set(r, row);
  }
  return {
    name,
    from: 'xlsx',
    rows: [...rows]
      .sort(([one], [other]) => one - other)
      .map(
        ([row, { cells, faults }]): GridRow => ({
          row: row + 1,
          cells: Array.from(cells, (cell) => cell ?? ''),
          ...(faults.size > 0 && { faults }),
        }),
      ),
    merges: (sheet['!merges'] ?? []).map(
      ({ s, e }): Merge => ({ firstRow: s.r + 1, lastRow: e.r + 1, firstColumn: s.c, lastColumn: e.c }),
    ),
    since1904,
  };
}

function textOf({ t, v, z }: CellObject, since1904: boolean): string {
  if (v === undefined || v === null || t === 'e' || t === 'z') return '';
  if (typeof v === 'number') {
    if (typeof z === 'string' && SSF.is_date(z)) return dayOfSerial(v, since1904) ?? storedNumber(String(v));
    return storedNumber(String(v));
  }
  if (v instanceof Date) return v.toISOString().slice(0, 10);
  return typeof v === 'boolean' ? (v ? '是' : '否') : v;
}

/** `43866` → `2020-02-05`; undefined where it is no day from 1900 to 2199. */
export function dayOfSerial(serial: number, since1904: boolean): string | undefined {
  if (!(serial >= 1 && serial < 110_000)) return undefined;
  const { y, m, d } = SSF.parse_date_code(serial, { date1904: since1904 });
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

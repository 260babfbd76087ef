import { addresses } from '../addresses.ts';
import type { RangeKeys } from '../page-keys.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { composedPart, smallPiece } from './composed-part.ts';
import { BYTE_ORDER_MARK, headerRow, tableRow } from './csv.ts';
import { rowsOf } from './leaf-rows.ts';
import { LEAF_TABLES, type LeafTableName } from './leaf-tables.ts';
import { LEAVES_PER_TOLD_PIECE, type Month, stretchesOf } from './months.ts';
import type { Table } from './table.ts';

/** File of a table's rows that were published in a month, without the slash before it. */
export const monthFile = (table: LeafTableName, month: string): string => addresses.tableOfMonth(table, month).slice(1);

type MonthTable = Table & { name: LeafTableName };
const TABLES: readonly MonthTable[] = LEAF_TABLES;

/** Columns that a correction fills in later, wherever it lies. */
const LATER: readonly string[] = ['voided_by', 'replaced_by'];
const isTold = ({ columns }: Table): boolean => columns.some(({ name }) => LATER.includes(name));

/**
 * The tables of one month in two parts, each written in one pass over its leaves: those that tell of entries, of which a
 * correction has the stretch anew that it touches; and those of their lines and postings, which no correction touches.
 */
export function monthParts(site: SiteData, keys: RangeKeys, month: Month): ReleasePart[] {
  const told = TABLES.filter(isTold);
  const counted = TABLES.filter((table) => !isTold(table));
  return [
    partOf(`data/csv/${month.name}`, told, stretchesOf(month, LEAVES_PER_TOLD_PIECE), (from, to) => keys.of(from, to)),
    partOf(`data/csv/lines-${month.name}`, counted, stretchesOf(month), (from, to) => keys.ofPostings(from, to)),
  ];

  function partOf(
    name: string,
    tables: readonly MonthTable[],
    cut: ReturnType<typeof stretchesOf>,
    keyOf: (from: bigint, to: bigint) => string,
  ): ReleasePart {
    const stretches = Array.from(cut, ({ from, to }) => ({
      key: keyOf(from, to),
      make: () => rowsFrom(site, tables, from, to),
    }));
    return composedPart({
      name,
      files: tables.map((table) => monthFile(table.name, month.name)),
      pieces: [smallPiece(...tables.map((table) => BYTE_ORDER_MARK + headerRow(table))), ...stretches],
    });
  }
}

/** Rows of each table, in the order of the tables, from leaves `from` up to, not including, `to`. */
async function rowsFrom(
  { log, survey }: SiteData,
  of: readonly MonthTable[],
  from: bigint,
  to: bigint,
): Promise<string[]> {
  const tables = new Map(of.map((table) => [table.name, { table, rows: [] as string[] }]));
  for (let index = from; index < to; index++) {
    const notice = survey.notices.of(index);
    if (notice === undefined) throw new RangeError(`no notice tells leaf ${index}`);
    for (const [name, cells] of rowsOf(await log.entry(index), notice, survey)) {
      const found = tables.get(name);
      if (found) found.rows.push(tableRow(found.table, cells));
    }
  }
  return [...tables.values()].map(({ rows }) => rows.join(''));
}

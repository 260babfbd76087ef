import { addresses } from '../addresses.ts';
import type { RangeKeys } from '../page-keys.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { composedPart, smallPiece } from './composed-part.ts';
import { BYTE_ORDER_MARK, headerRow, tableRow } from './csv.ts';
import { rowsOf } from './leaf-rows.ts';
import { LEAF_TABLES, type LeafTableName } from './leaf-tables.ts';
import { type Month, stretchesOf } from './months.ts';
import type { Table } from './table.ts';

/** File of a table's rows that were published in a month, without the slash before it. */
export const monthFile = (table: LeafTableName, month: string): string => addresses.tableOfMonth(table, month).slice(1);

const TABLES: readonly (Table & { name: LeafTableName })[] = LEAF_TABLES;

/** Every table of one month, written in one pass over its leaves; a correction has only the stretch anew that it touches. */
export function monthPart(site: SiteData, keys: RangeKeys, month: Month): ReleasePart {
  const stretches = Array.from(stretchesOf(month), ({ from, to }) => ({
    key: keys.of(from, to),
    make: () => rowsFrom(site, from, to),
  }));
  return composedPart({
    name: `data/csv/${month.name}`,
    files: TABLES.map(({ name }) => monthFile(name, month.name)),
    pieces: [smallPiece(...TABLES.map((table) => BYTE_ORDER_MARK + headerRow(table))), ...stretches],
  });
}

/** Rows of each table, in the order of the tables, from leaves `from` up to, not including, `to`. */
async function rowsFrom({ log, survey }: SiteData, from: bigint, to: bigint): Promise<string[]> {
  const tables = new Map(TABLES.map((table) => [table.name, { table, rows: [] as string[] }]));
  for (let index = from; index < to; index++) {
    const notice = survey.notices.of(index);
    if (notice === undefined) throw new RangeError(`no notice tells leaf ${index}`);
    for (const [name, cells] of rowsOf(await log.entry(index), notice, survey)) {
      const of = tables.get(name);
      if (of) of.rows.push(tableRow(of.table, cells));
    }
  }
  return [...tables.values()].map(({ rows }) => rows.join(''));
}

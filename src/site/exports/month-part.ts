import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { addresses } from '../addresses.ts';
import type { RangeKeys } from '../page-keys.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { BYTE_ORDER_MARK, headerRow, tableRow } from './csv.ts';
import { rowsOf } from './leaf-rows.ts';
import { LEAF_TABLES, type LeafTableName } from './leaf-tables.ts';
import type { Month } from './months.ts';

/** File of a table's rows that were published in a month, without the slash before it. */
export const monthFile = (table: LeafTableName, month: string): string => addresses.tableOfMonth(table, month).slice(1);

/** Every table of one month, written in one pass over its leaves. */
export function monthPart(site: SiteData, keys: RangeKeys, month: Month): ReleasePart {
  return {
    name: `data/csv/${month.name}`,
    key: keys.of(month.first, month.size),
    files: LEAF_TABLES.map(({ name }) => monthFile(name, month.name)),
    write: (folder) => writeMonth(site, month, folder),
  };
}

async function writeMonth({ log, survey }: SiteData, month: Month, folder: string): Promise<void> {
  const files = new Map<LeafTableName, TableFile>();
  for (const table of LEAF_TABLES) {
    const file = await TableFile.open(join(folder, monthFile(table.name, month.name)));
    await file.write(BYTE_ORDER_MARK + headerRow(table));
    files.set(table.name, file);
  }
  const tables = new Map(LEAF_TABLES.map((table) => [table.name, table]));
  try {
    for (const notice of month.notices) {
      for (let index = notice.first; index < notice.size; index++) {
        for (const [name, cells] of rowsOf(await log.entry(index), notice, survey)) {
          const table = tables.get(name);
          if (table) await files.get(name)?.write(tableRow(table, cells));
        }
      }
    }
  } finally {
    for (const file of files.values()) await file.close();
  }
}

/** Collects rows and waits for a slow disk instead of piling them up. */
class TableFile {
  readonly #stream: WriteStream;
  #waiting = '';

  private constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  static async open(path: string): Promise<TableFile> {
    await mkdir(dirname(path), { recursive: true });
    return new TableFile(createWriteStream(path));
  }

  async write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length > 65_536) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
  }

  #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    return new Promise((resolve, reject) => {
      this.#stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }
}

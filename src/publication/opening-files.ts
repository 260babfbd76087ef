import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { equal } from '#log/bytes.ts';
import { TILE_WIDTH, tileNumber } from '#log/tiles.ts';
import { readIfThere, writeDurably } from './durable-file.ts';

const WIDTH = BigInt(TILE_WIDTH);

/** Public openings of the leaves from `from` up to `to`, in chunks aligned to bundles; a chunk that did not change is left alone. */
export async function writeOpeningFiles(db: Database, dataDir: string, from: bigint, to: bigint): Promise<void> {
  for (let chunk = from / WIDTH; chunk * WIDTH < to; chunk += 1n) {
    const rows = await db
      .selectFrom('opening')
      .select(['leafIndex', 'opening'])
      .where('leafIndex', '>=', chunk * WIDTH)
      .where('leafIndex', '<', (chunk + 1n) * WIDTH)
      .where('public', '=', true)
      .where('opening', 'is not', null)
      .orderBy('leafIndex')
      .orderBy('opening')
      .execute();
    const byLeaf: Record<string, string[]> = {};
    for (const { leafIndex, opening } of rows) {
      const list = byLeaf[String(leafIndex)] ?? [];
      byLeaf[String(leafIndex)] = list;
      if (opening !== null) list.push(opening);
    }
    await writeIfChanged(join(dataDir, 'published', 'openings', `${tileNumber(chunk)}.json`), byLeaf);
  }
}

/** Leaves a file with the same content untouched, so that caches and hard links keep their worth. */
export async function writeIfChanged(path: string, content: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(content)}\n`);
  const before = await readIfThere(path);
  if (before === undefined || !equal(before, bytes)) await writeDurably(path, bytes);
}

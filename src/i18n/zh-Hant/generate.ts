import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { traditional } from './traditional.ts';

/**
 * Pages are written in traditional Chinese when they are finished; words that scripts say in the browser are not on
 * the page. This makes their dictionary from the simplified one. A test holds the files current.
 */
const SOURCES = ['dates', 'receipt', 'search', 'terms', 'verify'];

const HEAD = '// Made from the simplified source by `npm run words`; change that one.\n';

/** Path from the project's root and content of each file. */
export async function traditionalSources(): Promise<{ path: string; content: string }[]> {
  return Promise.all(
    SOURCES.map(async (name) => ({
      path: `src/i18n/zh-Hant/public/${name}.ts`,
      content: HEAD + traditional(await readFile(join(import.meta.dirname, `../zh-Hans/public/${name}.ts`), 'utf8')),
    })),
  );
}

if (import.meta.main) {
  for (const { path, content } of await traditionalSources()) {
    await writeFile(join(import.meta.dirname, '../../..', path), content);
  }
}

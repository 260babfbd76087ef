import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openPublishedLog } from '#site/published-log.ts';

/** A release of one page that says every text the published folder opens, as the real pages would. */
export async function siteOfTexts({ publishedDir, outDir }: { publishedDir: string; outDir: string }): Promise<void> {
  const log = await openPublishedLog(publishedDir);
  const said = ['<!doctype html><title>release</title>'];
  for (let index = 0n; index < log.size; index++) said.push(JSON.stringify((await log.entry(index)).texts));
  await writeFile(join(outDir, 'index.html'), said.join('\n'.repeat(300)));
}

/** Every file that is served or lies in a release, by its path. */
export async function publicFiles(dataDir: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const root of ['published', 'releases']) {
    const entries = await readdir(join(dataDir, root), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(dataDir.length), await readFile(path));
    }
  }
  return files;
}

/** Everything those files say, compressed twins unpacked and openings decoded. */
export async function servedText(dataDir: string): Promise<string> {
  const texts: string[] = [];
  for (const [path, bytes] of await publicFiles(dataDir)) {
    if (path.endsWith('.br')) continue;
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const decoded = [...text.matchAll(/[\w-]{60,}/g)].map(([word]) => Buffer.from(word, 'base64url').toString('utf8'));
    texts.push(text, ...decoded);
  }
  return texts.join('\n');
}

/** Names of the gifts as the published folder opens them, in the order of the log. */
export async function shownNames(dataDir: string): Promise<(string | undefined)[]> {
  const log = await openPublishedLog(join(dataDir, 'published'));
  const names: (string | undefined)[] = [];
  for (let index = 0n; index < log.size; index++) {
    const { leaf, texts } = await log.entry(index);
    if (leaf.kind === 'intake') names.push(texts.displayName);
  }
  return names;
}

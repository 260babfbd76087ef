import type { FetchFile } from '#site/search/index-reader.ts';
import { MANIFEST } from '#site/search/manifest.ts';

/**
 * Files of the search index from the site that sent this page. Paths change with content, so what was read once is kept
 * while the page is open; the manifest alone is asked for again. Throws TypeError when there is no network.
 */
export function searchFiles(): FetchFile {
  const kept = new Map<string, Promise<Uint8Array | undefined>>();
  return (path) => {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const reading = load(path);
    if (path !== MANIFEST) {
      kept.set(path, reading);
      // What could not be read, or was not there, may be there the next time.
      reading.then(
        (bytes) => bytes ?? kept.delete(path),
        () => kept.delete(path),
      );
    }
    return reading;
  };
}

async function load(path: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(`/${path}`, path === MANIFEST ? { cache: 'no-cache' } : {});
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

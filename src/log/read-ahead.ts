import type { ReadLog } from './read-log.ts';

/**
 * Reads files that will be wanted in this order before they are asked for, a few at a time, so that a distant log is
 * not read one answer after the other. Any other file is read when asked for.
 */
export function readAhead(read: ReadLog, paths: Iterable<string>, ahead = 16): ReadLog {
  const coming = paths[Symbol.iterator]();
  const asked = new Map<string, Promise<Uint8Array | undefined>>();
  const askNext = (): void => {
    const { done, value: path } = coming.next();
    if (done) return;
    const file = read(path);
    // A failure shows to whoever asks for the file; until then it must not count as unhandled.
    file.catch(() => undefined);
    asked.set(path, file);
  };
  for (let count = 0; count < ahead; count++) askNext();
  return (path) => {
    const file = asked.get(path);
    if (file === undefined) return read(path);
    asked.delete(path);
    askNext();
    return file;
  };
}

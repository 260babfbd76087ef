import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReleasePart } from '../release-part.ts';

/** One file of a release from its whole content as text: the key is that content, so nothing shown can escape it. */
export function drawnPart(path: string, content: string, bytes: () => Uint8Array | Promise<Uint8Array>): ReleasePart {
  const file = path.replace(/^\//, '');
  return {
    name: file,
    key: createHash('sha256').update(content).digest('hex'),
    files: [file],
    async write(folder) {
      const target = join(folder, file);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, await bytes());
    },
  };
}

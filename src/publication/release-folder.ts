import { copyFile, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './durable-file.ts';
import { inParallel } from './in-parallel.ts';

/** Moves a folder's files into another, below what is there already; returns where they are now. */
export async function moveInto(from: string, to: string): Promise<string[]> {
  const moved: string[] = [];
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) moved.push(...(await moveInto(source, target)));
    else {
      await moveFile(source, target);
      moved.push(target);
    }
  }
  return moved;
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // DATA_DIR lies on another file system than the project.
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyFile(from, to);
  }
}

/** After this a power cut takes none of the files nor of their names. */
export async function syncFiles(
  root: string,
  files: readonly string[],
  linkedFolders: Iterable<string>,
): Promise<void> {
  await inParallel(files, async (path) => {
    const file = await open(path, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  });
  const folders = new Set([root, ...linkedFolders]);
  for (const path of files) {
    for (let folder = dirname(path); !folders.has(folder) && folder.startsWith(root); folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  await inParallel(folders, syncFolder);
}

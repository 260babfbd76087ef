import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { publicEnvironment } from './build-site.ts';

/** The program that a process of its own runs. */
const PROGRAM = join(import.meta.dirname, 'write-parts.ts');

/**
 * Adds to a release the files that are not pages, in a process that knows the published folder and no database. Throws
 * with that process's own words when it fails.
 */
export async function addParts({
  publishedDir,
  release,
  previous,
  survey,
  code,
}: {
  publishedDir: string;
  release: string;
  previous: string | undefined;
  survey?: string;
  code: string;
}): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, release, ...(previous === undefined ? [] : [previous])], {
    env: publicEnvironment({ publishedDir, code, ...(survey !== undefined && { survey }) }),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    said = (said + text).slice(-20_000);
  });
  const ended = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (ended !== 0) throw new Error(`writing the parts of the release ended with ${ended}:\n${said}`);
}

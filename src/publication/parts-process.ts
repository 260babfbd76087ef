import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { publicEnvironment } from './build-site.ts';

/** The program that a process of its own runs. */
const PROGRAM = join(import.meta.dirname, 'write-parts.ts');

/** Milliseconds of processors that each stage of that process took, and each part that it made anew. */
export interface PartsTook {
  stages: Record<string, number>;
  parts: Record<string, number>;
}

/**
 * Adds to a release the files that are not pages, in a process that knows the published folder and no database. Throws
 * with that process's own words when it fails. What it took is the last line that it says.
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
}): Promise<PartsTook> {
  const child = spawn(process.execPath, [PROGRAM, release, ...(previous === undefined ? [] : [previous])], {
    env: publicEnvironment({ publishedDir, code, ...(survey !== undefined && { survey }) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [told, said] = ['', ''];
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    told += text;
  });
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    said = (said + text).slice(-20_000);
  });
  const ended = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (ended !== 0) throw new Error(`writing the parts of the release ended with ${ended}:\n${said}`);
  return JSON.parse(told.trimEnd().split('\n').at(-1) ?? '') as PartsTook;
}

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWithTwins } from '#publication/file-with-twins.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-twins-'));
  path = join(folder, '000.json');
});
afterAll(() => rm(folder, { recursive: true }));

const LONG = { 7: ['某某实业有限公司'.repeat(60)] };
const names = async () => (await readdir(folder)).sort();

async function bothSay(content: unknown): Promise<void> {
  const plain = `${JSON.stringify(content)}\n`;
  expect(await readFile(path, 'utf8')).toBe(plain);
  expect(brotliDecompressSync(await readFile(`${path}.br`)).toString()).toBe(plain);
  expect(gunzipSync(await readFile(`${path}.gz`)).toString()).toBe(plain);
}

it('a changed file has changed twins, an unchanged one is left alone', async () => {
  await writeWithTwins(path, LONG);
  await bothSay(LONG);
  const { mtimeMs, ino } = await stat(path);
  await writeWithTwins(path, LONG);
  expect(await stat(path)).toMatchObject({ mtimeMs, ino });
  const longer = { ...LONG, 8: ['捐赠人'] };
  await writeWithTwins(path, longer);
  await bothSay(longer);
});

it('what is taken out of a file is in no twin either, however short the file becomes', async () => {
  await writeWithTwins(path, LONG);
  await writeWithTwins(path, {});
  expect(await names()).toEqual(['000.json']);
});

it('twins that a crash kept from being written come with the next run', async () => {
  await writeWithTwins(path, LONG);
  await rm(`${path}.gz`);
  await rm(`${path}.br`);
  await writeWithTwins(path, LONG);
  await bothSay(LONG);
});

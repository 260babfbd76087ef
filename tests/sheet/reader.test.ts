import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSheetFile } from '#sheet/read-file.ts';
import { createSheetReader } from '#sheet/reader.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-sheet-'));
});
afterAll(() => rm(folder, { recursive: true }));

const FILE = writeXlsx({
  name: '表',
  rows: [
    ['日期', '捐赠人'],
    ['2020-02-03', '张三'],
    ['', '李四'],
  ],
});

/** A thread that goes wrong in its own way. */
async function worker(code: string): Promise<URL> {
  const path = join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(path, code);
  return pathToFileURL(path);
}

// A thread of its own starts slowly where many run.
describe('the reader', { timeout: 120_000 }, () => {
  test('reads in a thread what the file holds, one after the other', async () => {
    const reader = createSheetReader();
    const [first, second] = await Promise.all([reader.read(FILE), reader.read(Uint8Array.of(0x50, 0x4b, 3, 4))]);
    await reader.close();
    expect(first).toEqual(await readSheetFile(FILE));
    expect(second).toMatchObject({ ok: false, refusals: [{ kind: 'importWorkbookBroken' }] });
  });

  test.for<[string, string, object, string]>([
    ['crashes', `throw new Error('張三 6217')`, {}, 'importReadingFailed'],
    ['dies', 'process.exit(3)', {}, 'importReadingFailed'],
    ['never ends', 'for (;;);', { longestMs: 300 }, 'importTookTooLong'],
    [
      'takes all memory',
      'const kept = []; for (;;) kept.push(new Array(10_000).fill(Math.random()));',
      { memory: { maxOldGenerationSizeMb: 16 } },
      'importTookTooMuch',
    ],
  ])('outlives a thread that %s, says so in words, and reads the next file', async ([, code, limits, kind]) => {
    const complaints: string[] = [];
    const options = { worker: await worker(code), ...limits, complain: (said: string) => void complaints.push(said) };
    const reader = createSheetReader(options);
    expect(await reader.read(FILE)).toMatchObject({ ok: false, refusals: [{ kind }] });
    expect(await reader.read(FILE)).toMatchObject({ ok: false, refusals: [{ kind }] });
    expect(complaints).toHaveLength(2);
    // Whatever a fault quotes of a file is told to nobody.
    expect(complaints.join()).not.toContain('6217');
  });

  test('once closed leaves nothing waiting', async () => {
    const reader = createSheetReader({ worker: await worker('setInterval(() => undefined, 1000)') });
    const reading = [reader.read(FILE), reader.read(FILE)];
    await new Promise((resolve) => setTimeout(resolve, 200));
    await reader.close();
    for (const read of reading) expect(await read).toMatchObject({ refusals: [{ kind: 'importReadingFailed' }] });
  });
});

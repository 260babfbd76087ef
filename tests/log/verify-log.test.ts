import { beforeAll, expect, test } from 'vitest';
import { concat, utf8 } from '#log/bytes.ts';
import { canonicalBytes } from '#log/canonical.ts';
import { logSigner } from '#log/note.ts';
import type { ReadLog } from '#log/read-log.ts';
import { decodeBundle, encodeBundle } from '#log/tiles.ts';
import { verifyFrom, verifyLog } from '#log/verify-log.ts';
import { SampleLeaves, sampleNotices } from '../support/sample-leaves.ts';
import {
  bytesOf,
  type MemoryLog,
  memoryLog,
  SAMPLE_ORIGIN,
  sampleLog,
  sampleSigner,
  sampleVerifierKey,
} from '../support/sample-log.ts';

const key = sampleSigner.key;
/** Three notices and then enough gifts, in four more, for several tiles. */
let log: MemoryLog;
let starts: bigint[];
beforeAll(async () => {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey: sampleVerifierKey });
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  const notices = [sample.notice('2020-02-01T00:00:00Z')];
  starts = [sample.size - 1n];
  for (const gifts of [200, 290, 40, 260]) {
    const first = sample.cash('hengyang-charity', 'hengyang-2020', '700', '李雷');
    for (let gift = 1; gift < gifts; gift++)
      sample.cash('hengyang-charity', 'hengyang-2020', String(gift * 100), '韩梅梅');
    sample.correct(first);
    if (gifts === 40) sample.correct(30n);
    notices.push(sample.notice('2020-03-01T00:00:00Z'));
    starts.push(sample.size - 1n);
  }
  log = await sampleLog(notices);
});

test('a sound log verifies at every size it was published at, with the same totals in the end', async () => {
  const report = await verifyLog(log.read, key);
  expect(report).toMatchObject({ ok: true, origin: SAMPLE_ORIGIN, totalsChecked: true, notice: 5n });
  expect(report.ok && report.size).toBe((starts.at(-1) ?? 0n) + 1n);
  expect(report.ok && report.checked).toBe(report.ok && report.size);
  for (const [at, checkpoint] of log.checkpoints.entries()) {
    const read: ReadLog = async (path) => (path === 'checkpoint' ? utf8(checkpoint) : log.files.get(path));
    expect(await verifyLog(read, key)).toMatchObject({ ok: true, size: (starts[at] ?? 0n) + 1n });
  }
});

test('the sample of 2020 gives the known figures', async () => {
  const report = await verifyLog((await sampleLog()).read, key);
  expect(report.ok && report.balances).toMatchObject([
    {
      entity: 'hengyang-charity',
      unit: 'CNY',
      kind: 'donation',
      received: 93_000_000n,
      disbursed: 93_000_000n,
      balance: 0n,
    },
    { entity: 'hengyang-health', unit: 'item:mask-medical', received: 250_000n, unstated: 250_000n },
    { entity: null, unit: 'CNY', kind: 'witnessed', received: 12_000_000n, disbursed: 12_000_000n },
  ]);
});

test('an empty log verifies', async () => {
  expect(await verifyLog((await memoryLog([[]])).read, key)).toMatchObject({ ok: true, size: 0n, balances: [] });
});

test('no file can be missing and no bit of any file can be changed', async () => {
  const { files, read } = await sampleLog();
  for (const [path, bytes] of [...files].slice(-12)) {
    const without: ReadLog = async (asked) => (asked === path ? undefined : read(asked));
    const changed: ReadLog = async (asked) => {
      const file = await read(asked);
      return asked === path ? file?.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte)) : file;
    };
    const needed = ['checkpoint', 'tile/entries/000.p/38', 'tile/0/000.p/38'].includes(path);
    expect(await verifyLog(without, key)).toMatchObject(
      needed ? { ok: false, code: 'missingFile', detail: { path } } : { ok: true },
    );
    expect((await verifyLog(changed, key)).ok).toBe(!needed);
  }
});

test('every file of the current size is read, tiles of every level among them', async () => {
  const asked = new Set<string>();
  await verifyLog((path) => {
    asked.add(path);
    return log.read(path);
  }, key);
  const size = Number((starts.at(-1) ?? 0n) + 1n);
  const numbers = ['000', '001', '002', `003.p/${size - 768}`];
  const tiles = ['entries', '0'].flatMap((level) => numbers.map((number) => `tile/${level}/${number}`));
  expect([...asked].sort()).toEqual(['checkpoint', ...tiles, 'tile/1/000.p/3'].sort());
});

test('entries exchanged together with their tile still miss the signed root', async () => {
  const leaves = sampleNotices(sampleVerifierKey).slice(0, 2).flat();
  const sound = await memoryLog([leaves.map(({ leaf }) => bytesOf(leaf))]);
  const renumbered = leaves.map(({ leaf }) => bytesOf(leaf.kind === 'intake' ? { ...leaf, number: 'D2020-0' } : leaf));
  const other = await memoryLog([renumbered]);
  expect(await verifyLog(other.read, key)).toMatchObject({ ok: true });
  const exchanged: ReadLog = async (asked) => (asked === 'checkpoint' ? sound : other).read(asked);
  expect(await verifyLog(exchanged, key)).toMatchObject({ ok: false, code: 'wrongRoot' });
});

test('a bundle that is not the one the tile hashes is named', async () => {
  const sound = await sampleLog();
  const path = 'tile/entries/000.p/38';
  const entries = decodeBundle(sound.files.get(path) ?? new Uint8Array(), 38);
  const swapped = encodeBundle([...entries.slice(0, -2), ...entries.slice(-2).reverse()]);
  const read: ReadLog = async (asked) => (asked === path ? swapped : sound.read(asked));
  expect(await verifyLog(read, key)).toMatchObject({
    ok: false,
    code: 'wrongTile',
    detail: { path: 'tile/0/000.p/38' },
  });
});

test('another key, another origin and an unsigned text are refused', async () => {
  const other = logSigner(SAMPLE_ORIGIN, new Uint8Array(32).fill(8));
  expect(await verifyLog(log.read, other.key)).toMatchObject({ ok: false, code: 'unsigned' });
  const note = log.checkpoints[0] ?? '';
  const unsigned: ReadLog = async () => utf8(`${note.split('\n\n')[0]}\n`);
  expect(await verifyLog(unsigned, key)).toMatchObject({ ok: false, code: 'malformedNote' });
});

test('what a publisher signed wrongly is found in spite of the signature', async () => {
  const sound = sampleNotices(sampleVerifierKey).flat();
  const entries = sound.map(({ leaf }) => bytesOf(leaf));
  const gift = sound.findIndex(({ leaf }) => leaf.kind === 'intake');
  const without = (index: number) => entries.filter((_, at) => at !== index);
  const cases: [Uint8Array[], object][] = [
    [without(gift), { code: 'statementDiffers' }],
    [without(entries.length - 1), { code: 'wrongNotice' }],
    [without(5), { code: 'unknownAccount' }],
    [
      [...entries, entries[gift] ?? new Uint8Array()].slice(0, -1).concat([utf8('{"v":1}')]),
      { code: 'malformedLeaf', detail: { leaf: '38' } },
    ],
    [[...entries, utf8('{ }')], { code: 'notCanonical', detail: { leaf: '38' } }],
    [[...entries, utf8(`{"v":"${'x'.repeat(5000)}"}`)], { code: 'leafTooLarge' }],
  ];
  for (const [signed, outcome] of cases) {
    expect(await verifyLog((await memoryLog([signed])).read, key)).toMatchObject({ ok: false, ...outcome });
  }
});

test('of a later version it says that totals cannot be checked, and that all is included', async () => {
  const entries = sampleNotices(sampleVerifierKey)
    .flat()
    .map(({ leaf }) => bytesOf(leaf));
  const later = await memoryLog([[...entries, canonicalBytes({ v: 2, kind: 'loan' })]]);
  expect(await verifyLog(later.read, key)).toMatchObject({
    ok: true,
    size: 39n,
    totalsChecked: false,
    kinds: { unknownVersion: 1, intake: 3 },
  });
});

test('a failure to read is not a finding about the log', async () => {
  const broken: ReadLog = async (path) => {
    if (path.startsWith('tile/')) throw new Error('no network');
    return log.read(path);
  };
  await expect(verifyLog(broken, key)).rejects.toThrow('no network');
});

test('from any statement on, the newest part alone gives the totals of the whole', async () => {
  const whole = await verifyLog(log.read, key);
  for (const start of starts) {
    const asked: string[] = [];
    const report = await verifyFrom(
      (path) => {
        asked.push(path);
        return log.read(path);
      },
      key,
      start,
    );
    expect(report).toMatchObject({ ok: true, notice: 5n, balances: whole.ok && whole.balances });
    if (start === starts.at(-1)) expect(asked).not.toContain('tile/entries/001');
  }
});

test('a statement that fills its bundle to the last leaf is a start like any other', async () => {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  const first = sample.notice('2020-02-01T00:00:00Z');
  while (sample.size < 767n) sample.cash('hengyang-charity', 'hengyang-2020', '100', '李雷');
  const { read } = await sampleLog([first, sample.notice('2020-03-01T00:00:00Z')]);
  expect(await verifyFrom(read, key, 767n)).toMatchObject({ ok: true, size: 768n, checked: 1n });
});

test('a start that is no statement, and a newest part that was changed, are refused', async () => {
  expect(await verifyFrom(log.read, key, 3n)).toMatchObject({ ok: false, code: 'wrongNotice' });
  expect(await verifyFrom(log.read, key, 10_000n)).toMatchObject({ ok: false, code: 'wrongNotice' });
  const asked = new Set<string>();
  const start = starts[3] ?? 0n;
  await verifyFrom(
    (path) => {
      asked.add(path);
      return log.read(path);
    },
    key,
    start,
  );
  for (const path of asked) {
    const changed: ReadLog = async (wanted) => {
      const file = await log.read(wanted);
      return wanted === path && file ? concat(file.subarray(0, -1), Uint8Array.of((file.at(-1) ?? 0) ^ 1)) : file;
    };
    expect(await verifyFrom(changed, key, start)).toMatchObject({ ok: false });
  }
});

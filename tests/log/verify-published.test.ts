import { beforeAll, expect, test } from 'vitest';
import { announcedKey } from '#log/announced-key.ts';
import { toBase64, toBase64Url } from '#log/base64.ts';
import { fromUtf8, utf8 } from '#log/bytes.ts';
import { signCheckpoint } from '#log/checkpoint.ts';
import { leafHash, rootOf } from '#log/merkle.ts';
import { logSigner } from '#log/note.ts';
import { makeOpening } from '#log/opening.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { bucketName, type ReceiptBucket } from '#log/receipt-bucket.ts';
import { decodeBundle, parsePath, tileNumber } from '#log/tiles.ts';
import { formatVerifierKey } from '#log/verifier-key.ts';
import { verifyPublished } from '#log/verify-published.ts';
import { type SampleLeaf, SampleLeaves } from '../support/sample-leaves.ts';
import { type MemoryLog, SAMPLE_ORIGIN, sampleLog, sampleSigner, sampleVerifierKey } from '../support/sample-log.ts';

const key = sampleSigner.key;
let log: MemoryLog;
/** What lies beside the log, by path. */
let beside: Map<string, Uint8Array>;

beforeAll(async () => {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey: sampleVerifierKey });
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  const notices = [sample.notice('2020-02-01T00:00:00Z')];
  for (const gifts of [90, 120, 80]) {
    for (let gift = 1; gift <= gifts; gift++) sample.cash('hengyang-charity', 'hengyang-2020', String(gift), '李雷');
    notices.push(sample.notice('2020-03-01T00:00:00Z'));
  }
  log = await sampleLog(notices);
  beside = new Map([...openingsOf(notices.flat()), ...receiptsOf(entriesOf(log))]);
});

function openingsOf(leaves: readonly SampleLeaf[]): [string, Uint8Array][] {
  const chunks: Record<string, string[]>[] = [];
  for (const [index, { openings }] of leaves.entries()) {
    chunks[index >> 8] ??= {};
    const chunk = chunks[index >> 8];
    if (chunk && openings.length > 0) chunk[index] = openings.map(({ opening }) => opening);
  }
  return chunks.map((chunk, at) => [`openings/${tileNumber(BigInt(at))}.json`, utf8(JSON.stringify(chunk))]);
}

function entriesOf({ files }: MemoryLog): Uint8Array[] {
  const full = [...files].flatMap(([path, bytes]) => {
    const tile = parsePath(path);
    return tile?.level === 'entries' ? [{ ...tile, bytes }] : [];
  });
  const widest = (index: bigint) =>
    full.filter((each) => each.index === index).reduce((one, other) => (one.width > other.width ? one : other));
  return [0n, 1n].flatMap((index) => decodeBundle(widest(index).bytes, widest(index).width));
}

/** One bucket with every gift; paths only where the tile is full. */
function receiptsOf(entries: readonly Uint8Array[]): [string, Uint8Array][] {
  const gifts = entries.flatMap((bytes, index) => {
    const parsed = parseLeaf(bytes);
    if (!parsed.ok || parsed.leaf.kind !== 'intake') return [];
    const path = index < 256 ? pathIn(entries.slice(0, 256), index) : [];
    return [{ tag: parsed.leaf.tag, index: String(index), leaf: toBase64(bytes), path, sealed: '' }];
  });
  return [
    ['receipts/index.json', utf8(JSON.stringify({ origin: SAMPLE_ORIGIN, bits: 0 }))],
    ['receipts/all.json', utf8(JSON.stringify({ bits: 0, entries: gifts }))],
  ];
}

function pathIn(tile: readonly Uint8Array[], index: number): string[] {
  const hashes = tile.map(leafHash);
  const path: string[] = [];
  for (let height = 0; height < 8; height++) {
    const sibling = (index >> height) ^ 1;
    path.push(toBase64(rootOf(hashes.slice(sibling << height, (sibling + 1) << height))));
  }
  return path;
}

const check = (files = log.files, served = beside) =>
  verifyPublished(
    async (path) => files.get(path),
    async (path) => served.get(path),
    key,
  );

const changed = <Content>(path: string, change: (content: Content) => unknown): Map<string, Uint8Array> => {
  const content = JSON.parse(fromUtf8(beside.get(path) ?? new Uint8Array())) as Content;
  return new Map(beside).set(path, utf8(JSON.stringify(change(content) ?? content)));
};

test('a log with all that is served with it verifies, and the report counts what was there', async () => {
  const report = await check();
  if (!report.ok) throw new Error(`${report.code} ${JSON.stringify(report.detail)}`);
  // Two notices ended within the first tile, and one more than the last within the second: bundle and tile each.
  expect(report.earlierFiles).toBeGreaterThanOrEqual(4);
  expect(report.texts.opened).toBeGreaterThan(290);
  expect(report.texts.digests).toBeGreaterThan(report.texts.opened);
  expect(report.texts.unknownFields).toEqual([]);
  expect(report.receipts).toMatchObject({ files: 1, entries: 290 });
});

test('earlier files that are gone are no fault, those that differ are', async () => {
  const partial = [...log.files.keys()].filter((path) => /^tile\/(0|entries)\/000[.]p\//.test(path));
  expect(partial.length).toBeGreaterThanOrEqual(4);
  const without = new Map([...log.files].filter(([path]) => !partial.includes(path)));
  expect(await check(without)).toMatchObject({ ok: true });
  for (const path of partial) {
    const bytes = Uint8Array.from(log.files.get(path) ?? []);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await check(new Map(log.files).set(path, bytes))).toEqual({
      ok: false,
      code: 'earlierDiffers',
      detail: { path },
    });
    expect(await check(new Map(log.files).set(path, bytes.slice(1)))).toMatchObject({ code: 'earlierDiffers' });
  }
});

const FIRST = 'openings/000.json';
type Chunk = Record<string, string[]>;

test('forgotten texts are no fault', async () => {
  const all = await check();
  const fewer = await check(
    log.files,
    changed<Chunk>(FIRST, (chunk) => ({ ...chunk, 40: [] })),
  );
  expect(fewer.ok && all.ok && all.texts.opened - fewer.texts.opened).toBeGreaterThan(0);
  const none = new Map([...beside].filter(([path]) => !path.startsWith('openings/')));
  expect(await check(log.files, none)).toMatchObject({ ok: true, texts: { opened: 0 } });
});

test.each<[string, string, (chunk: Chunk) => unknown]>([
  ['of another leaf', 'wrongOpening', (chunk) => ({ ...chunk, 40: chunk[41] })],
  [
    'that nobody committed to',
    'wrongOpening',
    (chunk) => ({ ...chunk, 40: [makeOpening('displayName', '甲').opening] }),
  ],
  ['of a leaf without texts', 'wrongOpening', (chunk) => ({ ...chunk, 0: chunk[41] })],
  ['that cannot be read', 'malformedOpening', (chunk) => ({ ...chunk, 40: ['!'] })],
  ['of no list', 'malformedOpening', (chunk) => ({ ...chunk, 40: 'x' })],
  ['outside its file', 'malformedOpening', (chunk) => ({ ...chunk, 256: [] })],
  ['under no number', 'malformedOpening', (chunk) => ({ ...chunk, '040': [] })],
  ['in a list', 'malformedOpening', () => []],
])('a text %s is %s', async (_, code, change) => {
  expect(await check(log.files, changed(FIRST, change))).toMatchObject({ ok: false, code });
});

const ALL = 'receipts/all.json';
type Entry = ReceiptBucket['entries'][number];
const withEntry = (change: (entry: Entry, all: Entry[]) => Partial<Entry>, at = 0) =>
  changed<ReceiptBucket>(ALL, (bucket) => {
    const entry = bucket.entries[at];
    if (entry) Object.assign(entry, change(entry, bucket.entries));
  });

test.each<[string, string, () => Map<string, Uint8Array>]>([
  ['another leaf under its number', 'wrongBucket', () => withEntry((_, all) => ({ leaf: all[1]?.leaf ?? '' }))],
  ['another number', 'wrongBucket', () => withEntry((_, all) => ({ index: all[1]?.index ?? '' }))],
  ['no path although its tile is full', 'wrongBucket', () => withEntry(() => ({ path: [] }))],
  ['another path', 'wrongBucket', () => withEntry((_, all) => ({ path: all[2]?.path ?? [] }))],
  ['another tag than its leaf', 'wrongBucket', () => withEntry(() => ({ tag: toBase64Url(new Uint8Array(16)) }))],
  ['a tag that is none', 'malformedBucket', () => withEntry(() => ({ tag: 'x' }))],
  [
    'a leaf of the partial tile that is another',
    'wrongBucket',
    () => withEntry((_, all) => ({ leaf: all[0]?.leaf ?? '' }), 285),
  ],
  ['no number', 'malformedBucket', () => withEntry(() => ({ index: '-1' }))],
  ['no list', 'malformedBucket', () => changed(ALL, () => ({ bits: 0 }))],
  ['another prefix', 'malformedBucket', () => changed<ReceiptBucket>(ALL, (bucket) => ({ ...bucket, bits: 1 }))],
  ['an index of another log', 'wrongBucket', () => changed('receipts/index.json', () => ({ origin: 'x', bits: 0 }))],
  ['no bucket at all', 'missingFile', () => new Map([...beside].filter(([path]) => path !== ALL))],
])('a receipt look-up with %s is %s', async (_, code, served) => {
  expect(await check(log.files, served())).toMatchObject({ ok: false, code });
});

test('a bucket of few codes would tell whose gift is looked up', async () => {
  const { entries } = JSON.parse(fromUtf8(beside.get(ALL) ?? new Uint8Array())) as ReceiptBucket;
  const served = new Map(beside).set('receipts/index.json', utf8(JSON.stringify({ origin: SAMPLE_ORIGIN, bits: 1 })));
  for (const name of ['0.json', '1.json']) {
    const own = entries.filter(({ tag }) => bucketName(Buffer.from(tag, 'base64url'), 1) === name).slice(0, 20);
    served.set(`receipts/${name}`, utf8(JSON.stringify({ bits: 1, entries: own })));
  }
  expect(await check(log.files, served)).toMatchObject({ ok: false, code: 'bucketTooSmall' });
});

test('where no look-up is served the report says so', async () => {
  const report = await check(log.files, new Map());
  expect(report.ok && report.receipts).toBeUndefined();
});

test('key leaves are followed: a retired key no longer counts, and of two that stand the one that signed does', async () => {
  const next = logSigner(SAMPLE_ORIGIN, new Uint8Array(32).fill(9));
  const nextKey = formatVerifierKey(next.key);
  const keyLeaf = (action: 'add' | 'retire', verifierKey: string) =>
    ({ v: 1, kind: 'key', action, role: 'log', verifierKey }) as const;
  const announced = async (signer: typeof next, ...leaves: ReturnType<typeof keyLeaf>[]) => {
    const sample = new SampleLeaves();
    sample.add(keyLeaf('add', sampleVerifierKey));
    sample.accounts();
    for (const leaf of leaves) sample.add(leaf);
    const grown = await sampleLog([sample.notice('2020-02-01T00:00:00Z')]);
    const size = BigInt(entriesInFirstBundle(grown));
    const root = rootOf(firstEntries(grown).map(leafHash));
    const note = utf8(signCheckpoint({ origin: SAMPLE_ORIGIN, size, root }, [signer]));
    const found = await announcedKey(async (path) => (path === 'checkpoint' ? note : grown.files.get(path)));
    return found && formatVerifierKey(found);
  };
  expect(await announced(sampleSigner)).toBe(sampleVerifierKey);
  expect(await announced(sampleSigner, keyLeaf('add', nextKey))).toBe(sampleVerifierKey);
  expect(await announced(next, keyLeaf('add', nextKey))).toBe(nextKey);
  expect(await announced(next, keyLeaf('add', nextKey), keyLeaf('retire', sampleVerifierKey))).toBe(nextKey);
  // Whoever signs with the old one after it was retired is held to the new one, and fails.
  expect(await announced(sampleSigner, keyLeaf('add', nextKey), keyLeaf('retire', sampleVerifierKey))).toBe(nextKey);
  expect(await announced(sampleSigner, keyLeaf('retire', sampleVerifierKey))).toBeUndefined();
});

function firstEntries({ files }: MemoryLog): Uint8Array[] {
  const [path, bytes] = [...files].find(([name]) => name.startsWith('tile/entries/000')) ?? [];
  return decodeBundle(bytes ?? new Uint8Array(), parsePath(path ?? '')?.width ?? 0);
}

const entriesInFirstBundle = (grown: MemoryLog): number => firstEntries(grown).length;

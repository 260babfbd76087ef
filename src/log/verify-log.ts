import { equal } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { Fold, type PublicBalance } from './fold.ts';
import type { Leaf, LeafKind, StatementLeaf } from './leaf.ts';
import { leafHash, RightEdge } from './merkle.ts';
import type { NoteSignature } from './note.ts';
import { parseLeaf } from './parse-leaf.ts';
import { publishedFiles } from './published-files.ts';
import { readAhead } from './read-ahead.ts';
import { type ReadLog, readBundle, readFile, readProvenBundle, readRightEdge } from './read-log.ts';
import { bundlePath, decodeBundle, pathOf, TILE_WIDTH, tilesForGrowth } from './tiles.ts';
import type { VerifierKey } from './verifier-key.ts';
import { type VerifyCode, type VerifyDetail, VerifyError } from './verify-error.ts';

export interface Verified {
  ok: true;
  origin: string;
  size: bigint;
  root: Uint8Array;
  signatures: NoteSignature[];
  /** False when leaves of a later version are included: then `balances` stop before the first of them. */
  totalsChecked: boolean;
  balances: PublicBalance[];
  /** Number of the newest notice; 0 before the first. */
  notice: bigint;
  kinds: Partial<Record<LeafKind | 'unknownVersion', number>>;
  /** Leaves whose bytes were read. */
  checked: bigint;
}

export interface NotVerified {
  ok: false;
  code: VerifyCode;
  detail: VerifyDetail;
}

export type VerifyReport = Verified | NotVerified;

export type OnProgress = (done: bigint, size: bigint) => void;

/** Whoever holds something else against the log while it passes, in order, each bundle before its tile. */
export interface Beside {
  /** Entries `from` on, of one bundle; a leaf of a later version is undefined. */
  onEntries?(from: bigint, entries: readonly Uint8Array[], leaves: readonly (Leaf | undefined)[]): Promise<void>;
  /** A tile as it must be: level 0 right behind its entries, the levels above at the end. */
  onTile?(path: string, bytes: Uint8Array): Promise<void>;
}

/**
 * Everything a log claims: signature, every tile and bundle a reader of this size may ask for, the root from the
 * entries, canonical leaves of the closed vocabulary, all totals re-added, every statement compared.
 * Failures of `read` itself (no network) throw; what the log gets wrong is reported.
 */
export const verifyLog = (read: ReadLog, log: VerifierKey, onProgress?: OnProgress): Promise<VerifyReport> =>
  reported(() => verifyWhole(read, log, onProgress));

/**
 * Only what came since a notice whose statement leaves begin at `statement`: costs the new leaves and a few tiles.
 * Earlier leaves are bound by the root but taken at their word, which the statement repeats. Errors as above.
 */
export const verifyFrom = (
  read: ReadLog,
  log: VerifierKey,
  statement: bigint,
  onProgress?: OnProgress,
): Promise<VerifyReport> => reported(() => verifyNewest(read, log, statement, onProgress));

/** What verifying found wrong as a value; other faults are thrown on. */
export async function reported<Found>(work: () => Promise<Found>): Promise<Found | NotVerified> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof VerifyError) return { ok: false, code: cause.code, detail: cause.detail };
    throw cause;
  }
}

/** As `verifyLog`, but throws what it finds wrong. */
export async function verifyWhole(
  distant: ReadLog,
  log: VerifierKey,
  onProgress: OnProgress = () => {},
  besides: readonly Beside[] = [],
): Promise<Verified> {
  const checkpoint = openCheckpoint(await readFile(distant, 'checkpoint'), log);
  const { size, root } = checkpoint;
  const read = readAhead(distant, pathsInOrder(size));
  const edge = new RightEdge();
  const totals = new Totals((index) => readEntry(read, index, size, root));
  let entries: Uint8Array[] = [];
  // What a reader may be served must be, byte for byte, what a publisher of these very entries would have written.
  const expected = publishedFiles({
    oldSize: 0n,
    newSize: size,
    entries: async (from, to) => {
      const width = Number(to - from);
      const path = bundlePath(from / BigInt(TILE_WIDTH), width);
      entries = decodeBundle(await readFile(read, path), width, path);
      return entries;
    },
    oldHashes: () => Promise.reject(new RangeError('nothing is older than an empty log')),
  });
  for await (const { path, bytes } of expected) {
    // A bundle that decodes has only one encoding.
    if (path.startsWith('tile/entries/')) continue;
    if (!equal(await readFile(read, path), bytes)) throw new VerifyError('wrongTile', { path });
    if (path.startsWith('tile/0/')) {
      const from = edge.size;
      const leaves: (Leaf | undefined)[] = [];
      for (const entry of entries) {
        edge.append(leafHash(entry));
        leaves.push(await totals.add(entry));
      }
      for (const beside of besides) await beside.onEntries?.(from, entries, leaves);
      onProgress(edge.size, size);
    }
    for (const beside of besides) await beside.onTile?.(path, bytes);
  }
  if (!equal(edge.root(), root)) throw new VerifyError('wrongRoot', { size: size.toString() });
  return { ok: true, ...checkpoint, ...totals.finish(), checked: size };
}

/** Every file of a log of this size, in the order in which `publishedFiles` makes them. */
function* pathsInOrder(size: bigint): Generator<string> {
  const tiles = tilesForGrowth(0n, size);
  for (const tile of tiles) {
    if (tile.level === 0) continue;
    yield pathOf(tile);
    if (tile.level === 'entries') yield pathOf({ ...tile, level: 0 });
  }
}

async function verifyNewest(
  read: ReadLog,
  log: VerifierKey,
  statement: bigint,
  onProgress: OnProgress = () => {},
): Promise<Verified> {
  const checkpoint = openCheckpoint(await readFile(read, 'checkpoint'), log);
  const { size, root } = checkpoint;
  if (statement < 0n || statement >= size) throw new VerifyError('wrongNotice', { leaf: statement.toString() });
  const start = statement - (statement % BigInt(TILE_WIDTH));
  const edge = new RightEdge(start, await readRightEdge(read, start, size));
  const entries: Uint8Array[] = [];
  for (let index = start / BigInt(TILE_WIDTH); edge.size < size; index++) {
    for (const entry of await readBundle(read, index, size)) {
      edge.append(leafHash(entry));
      entries.push(entry);
    }
    onProgress(edge.size - start, size - start);
  }
  if (!equal(edge.root(), root)) throw new VerifyError('wrongRoot', { size: size.toString() });
  const newest = entries.slice(Number(statement - start));
  const statements = statementBlock(newest, statement);
  const firstLeaves = await readProvenBundle(read, 0n, size, root);
  const fold = Fold.behind(
    statements,
    statement + BigInt(statements.length),
    firstLeaves.slice(0, Number(statement)).flatMap((entry, index) => leafOf(entry, BigInt(index)) ?? []),
  );
  const totals = new Totals((index) => readEntry(read, index, size, root), fold);
  for (const entry of newest.slice(statements.length)) await totals.add(entry);
  return { ok: true, ...checkpoint, ...totals.finish(), checked: BigInt(newest.length) };
}

/** Folds as long as it knows the vocabulary; behind a leaf of a later version it only counts. */
class Totals {
  readonly #fold: Fold;
  readonly #entryAt: (index: bigint) => Promise<Uint8Array>;
  #index: bigint;
  #unknown = 0;

  constructor(entryAt: (index: bigint) => Promise<Uint8Array>, fold = new Fold()) {
    this.#entryAt = entryAt;
    this.#fold = fold;
    this.#index = fold.size;
  }

  /** The leaf; undefined for one of a later version. */
  async add(entry: Uint8Array): Promise<Leaf | undefined> {
    const leaf = leafOf(entry, this.#index++);
    if (leaf === undefined) this.#unknown += 1;
    if (leaf === undefined || this.#unknown > 0) return leaf;
    if (leaf.kind === 'correction' && BigInt(leaf.voids) < this.#fold.size) {
      const voided = BigInt(leaf.voids);
      this.#fold.add(leaf, leafOf(await this.#entryAt(voided), voided));
    } else {
      this.#fold.add(leaf);
    }
    return leaf;
  }

  finish(): Pick<Verified, 'totalsChecked' | 'balances' | 'notice' | 'kinds'> {
    if (this.#unknown === 0) this.#fold.finish();
    return {
      totalsChecked: this.#unknown === 0,
      balances: this.#fold.balances(),
      notice: this.#fold.notice,
      kinds: { ...this.#fold.kinds(), ...(this.#unknown > 0 ? { unknownVersion: this.#unknown } : {}) },
    };
  }
}

/** Undefined for a leaf of a later version. */
function leafOf(entry: Uint8Array, index: bigint): Leaf | undefined {
  const parsed = parseLeaf(entry);
  if (parsed.ok) return parsed.leaf;
  if (parsed.code === 'unknownVersion') return undefined;
  throw new VerifyError(parsed.code, { leaf: index.toString(), ...(parsed.at ? { at: parsed.at } : {}) });
}

async function readEntry(read: ReadLog, index: bigint, size: bigint, root: Uint8Array): Promise<Uint8Array> {
  const bundle = await readProvenBundle(read, index >> 8n, size, root);
  const entry = bundle[Number(index & 255n)];
  if (entry === undefined) throw new VerifyError('voidsNothing', { voids: index.toString() });
  return entry;
}

function statementBlock(entries: readonly Uint8Array[], at: bigint): StatementLeaf[] {
  const statements: StatementLeaf[] = [];
  for (const entry of entries) {
    const leaf = leafOf(entry, at + BigInt(statements.length));
    if (leaf?.kind !== 'statement' || leaf.part !== String(statements.length + 1)) break;
    statements.push(leaf);
    if (leaf.part === leaf.parts) return statements;
  }
  throw new VerifyError('wrongNotice', { leaf: at.toString() });
}

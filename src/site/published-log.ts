import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromUtf8 } from '#log/bytes.ts';
import { type Checkpoint, parseCheckpoint } from '#log/checkpoint.ts';
import type { Leaf, LeafKind } from '#log/leaf.ts';
import { type Hash, joinSubtrees } from '#log/merkle.ts';
import { readOpening } from '#log/opening.ts';
import { type ReadLog, readBundle, readRightEdge } from '#log/read-log.ts';
import { TILE_WIDTH, tileNumber } from '#log/tiles.ts';
import { RecentlyRead } from './recently-read.ts';

export type LeafOf<K extends LeafKind> = Extract<Leaf, { kind: K }>;

/** Texts of a leaf that are public and that the leaf commits to, by field. */
export type Texts = Readonly<Record<string, string>>;

export interface Numbered<L extends Leaf = Leaf> {
  index: bigint;
  leaf: L;
}

export interface Entry<L extends Leaf = Leaf> extends Numbered<L> {
  texts: Texts;
}

/**
 * The published folder (`log/`, `openings/`, `receipts/`) as the site reads it: bundle by bundle, never whole.
 * Nothing published yet, or no folder at all, is a log of size 0.
 */
export class PublishedLog {
  readonly #folder: string | undefined;
  readonly checkpoint: Checkpoint | undefined;
  /** What is shown was not published by whose name it bears. */
  readonly isDemonstration: boolean;
  /** Lists are read in log order, but a correction leads to two places far from its own. */
  readonly #bundles = new RecentlyRead(BUNDLES_KEPT, (number) => this.#readBundle(number));
  readonly #openings = new RecentlyRead(BUNDLES_KEPT, async (number) => new Openings(await this.#readOpenings(number)));
  /**
   * States of chunks once they were looked at: pages, months and pictures all ask for them. Should a chunk be written again
   * meanwhile, what is made from it has the key of before, and is made anew at the next build.
   */
  readonly #states = new Map<bigint, string>();

  constructor(
    folder: string | undefined,
    checkpoint: Checkpoint | undefined,
    { demonstration = false }: SiteFile = {},
  ) {
    this.#folder = folder;
    this.checkpoint = checkpoint;
    this.isDemonstration = demonstration;
  }

  get size(): bigint {
    return this.checkpoint?.size ?? 0n;
  }

  async *leaves(from = 0n, to = this.size): AsyncGenerator<Numbered> {
    for (let index = from; index < to; index++) yield { index, leaf: await this.leaf(index) };
  }

  /** Throws when the log does not reach so far or its bytes are not a leaf. */
  async leaf(index: bigint): Promise<Leaf> {
    const number = index / WIDTH;
    const leaf = (await this.#bundles.get(number)).leaf(Number(index % WIDTH));
    if (leaf === undefined) throw new RangeError(`the log of ${this.size} leaves has no leaf ${index}`);
    return leaf;
  }

  async entry(index: bigint): Promise<Entry> {
    const leaf = await this.leaf(index);
    return { index, leaf, texts: await this.#textsOf(index, leaf) };
  }

  /** Those of `indexes` that are of this kind. */
  async entries<K extends LeafKind>(kind: K, indexes: Iterable<bigint>): Promise<Entry<LeafOf<K>>[]> {
    const entries: Entry<LeafOf<K>>[] = [];
    for (const index of indexes) {
      const entry = await this.entry(index);
      if (isOf(kind, entry)) entries.push(entry);
    }
    return entries;
  }

  /** The openings of leaves `from` up to, not including, `to`, as text that differs when any of them does. */
  async *openings(from: bigint, to: bigint): AsyncGenerator<string> {
    for (let number = from / WIDTH; number * WIDTH < to; number++) {
      const chunk = await this.#readOpenings(number);
      const within = Object.entries(chunk).filter(([index]) => Number(index) >= from && Number(index) < to);
      yield JSON.stringify(within);
    }
  }

  /**
   * A text that differs once an opening of leaves `from` up to, not including, `to` does. Of all chunks but the last the
   * state of their files says so (see `openingsState`); that one is read, since it may still grow with openings of later
   * leaves.
   */
  async openingsKey(from: bigint, to: bigint): Promise<string> {
    const last = ((to - 1n) / WIDTH) * WIDTH;
    const read = [from < last ? this.openingsState(from, last) : ''];
    for await (const openings of this.openings(from < last ? last : from, to)) read.push(openings);
    return createHash('sha256').update(read.join('\n')).digest('base64url');
  }

  /** Root of the tree at an earlier size, from a few tiles. */
  async rootAt(size: bigint): Promise<Hash> {
    return joinSubtrees(await readRightEdge(this.#readFile, size, this.size));
  }

  /**
   * Of each chunk of openings that holds one of leaves `from` up to, not including, `to`: a text that differs once the
   * file was written again, by its size and time. Nothing is read; an erasure and every growth of the last chunk show.
   */
  openingsState(from: bigint, to: bigint): string {
    const states: string[] = [];
    for (let number = from / WIDTH; number * WIDTH < to; number++) {
      const state = this.#states.get(number) ?? this.#stateOfChunk(number);
      this.#states.set(number, state);
      states.push(state);
    }
    return states.join(' ');
  }

  #stateOfChunk(number: bigint): string {
    const path = this.#path('openings', `${tileNumber(number)}.json`);
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? '-' : `${found.size}@${found.mtimeNs}`;
  }

  async #readBundle(number: bigint): Promise<Bundle> {
    return new Bundle(await readBundle(this.#readFile, number, this.size));
  }

  /** The texts that are public of a leaf; a leaf without texts has none. */
  async #textsOf(index: bigint, leaf: Leaf): Promise<Texts> {
    return 'texts' in leaf ? (await this.#openings.get(index / WIDTH)).textsOf(index, leaf.texts) : {};
  }

  async #readOpenings(number: bigint): Promise<OpeningChunk> {
    const bytes = await readIfThere(this.#path('openings', `${tileNumber(number)}.json`));
    return bytes === undefined ? {} : (JSON.parse(bytes.toString('utf8')) as OpeningChunk);
  }

  readonly #readFile: ReadLog = (path) => readIfThere(this.#path('log', path));

  #path(...parts: string[]): string {
    if (this.#folder === undefined) throw new Error('there is no published folder');
    return join(this.#folder, ...parts);
  }
}

/** The leaves of a bundle, each parsed when it is asked for: a correction leads to one leaf of a bundle far away. */
class Bundle {
  readonly #entries: readonly Uint8Array[];
  readonly #leaves: (Leaf | undefined)[] = [];

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** Whoever publishes and every verifier hold leaves against the vocabulary; doing it again would cost each build. */
  leaf(at: number): Leaf | undefined {
    const entry = this.#entries[at];
    if (entry === undefined) return undefined;
    this.#leaves[at] ??= JSON.parse(fromUtf8(entry)) as Leaf;
    return this.#leaves[at];
  }
}

/** The texts of a bundle's leaves, each read when it is asked for, and once for all languages. */
class Openings {
  readonly #chunk: OpeningChunk;
  readonly #texts = new Map<bigint, Texts>();

  constructor(chunk: OpeningChunk) {
    this.#chunk = chunk;
  }

  /**
   * An opening counts only when the leaf commits to it; an erased one is simply not there. The legal name of a giver is
   * served only since a later consent to be named, and takes the place of the name first shown.
   */
  textsOf(index: bigint, digests: readonly string[]): Texts {
    const known = this.#texts.get(index);
    if (known !== undefined) return known;
    const opened = (this.#chunk[index.toString()] ?? []).map(readOpening);
    const texts: Record<string, string> = Object.fromEntries(
      opened.flatMap((text) => (text && digests.includes(text.digest) ? [[text.field, text.value]] : [])),
    );
    const shown = texts.legalName === undefined ? texts : { ...texts, displayName: texts.legalName };
    this.#texts.set(index, shown);
    return shown;
  }
}

type OpeningChunk = { readonly [leaf: string]: readonly string[] };

const WIDTH = BigInt(TILE_WIDTH);

/**
 * Some 60,000 leaves of a kilobyte, and their texts: a list of a hundred batches or corrections finds each, and what it
 * voids, in a bundle of its own, and is written once for each language.
 */
const BUNDLES_KEPT = 240;

export const isOf = <K extends LeafKind>(kind: K, entry: Entry): entry is Entry<LeafOf<K>> => entry.leaf.kind === kind;

/** The signature is checked by whoever publishes and by every reader's verifier, not by the pages. */
export async function openPublishedLog(folder: string | undefined): Promise<PublishedLog> {
  const note = folder === undefined ? undefined : await readIfThere(join(folder, 'log', 'checkpoint'));
  const site = await readSiteFile(folder);
  if (note === undefined) return new PublishedLog(folder, undefined, site);
  const text = note.toString('utf8');
  return new PublishedLog(folder, parseCheckpoint(text.slice(0, text.lastIndexOf('\n\n') + 1)), site);
}

/** `published/site.json`: what whoever runs the site says of it, outside the log. An installation of one's own has none. */
export interface SiteFile {
  demonstration?: boolean;
}
export const SITE_FILE = 'site.json';

export async function readSiteFile(folder: string | undefined): Promise<SiteFile> {
  const bytes = folder === undefined ? undefined : await readIfThere(join(folder, SITE_FILE));
  if (bytes === undefined) return {};
  const says: unknown = JSON.parse(bytes.toString('utf8'));
  return {
    demonstration: typeof says === 'object' && says !== null && 'demonstration' in says && says.demonstration === true,
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

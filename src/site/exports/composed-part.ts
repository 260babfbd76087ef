import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import type { ReleasePart, WrittenFor } from '../release-part.ts';

/** A run of text in each of a part's files, made as one. */
export interface Piece {
  /** The same key under the same code means the same texts. */
  key: string;
  /** One of a list: what separates its items stands between any two such pieces that are not empty. */
  item?: true;
  /** Its text in each file, in the order of the files. */
  make(): Promise<readonly string[]> | readonly string[];
}

export interface Composition {
  name: string;
  files: readonly string[];
  pieces: readonly Piece[];
  separator?: string;
}

/**
 * Files put together from pieces. Where one piece of many is new (a correction reaches far back, a month goes on), the
 * others are copied from the release before instead of being made and compressed again: the gzip twin is one member (RFC
 * 1952) whose deflate stream is each piece's own, ended at a byte boundary (RFC 1951 §3.2.4), so pieces can be set one
 * behind another. Brotli knows no such seam, so these files have no twin of it.
 */
export function composedPart({ name, files, pieces, separator = '' }: Composition): ReleasePart {
  const [first = name] = files;
  const notes = join(dirname(first), `.${basename(name)}.pieces`);
  return {
    name,
    key: createHash('sha256')
      .update(JSON.stringify([separator, pieces.map(({ key, item }) => [key, item])]))
      .digest('base64url'),
    files,
    pieces: notes,
    write: (folder, release) => compose({ files, pieces, separator, notes }, folder, release),
  };
}

/** Key of a piece that is made at each build, since making it costs nothing: its text. */
export const smallPiece = (...texts: string[]): Piece => ({
  key: createHash('sha256').update(JSON.stringify(texts)).digest('base64url'),
  make: () => texts,
});

/** Where the bytes of a piece lie in a file and in its gzip twin. */
interface Place {
  at: number;
  bytes: number;
  crc: number;
  zippedAt: number;
  zipped: number;
  zippedCrc: number;
}

/** By key of the piece, its place in each file. */
type Places = Record<string, Place[]>;

/** Size and hash of a whole file: whoever lists the files need not read them. */
export interface Sum {
  bytes: number;
  hash: string;
}

/** What the hidden file says. */
interface Notes {
  pieces: Places;
  files: Record<string, Sum>;
}

interface Made {
  text: Uint8Array;
  zipped: Uint8Array;
}

async function compose(
  { files, pieces, separator, notes }: Required<Omit<Composition, 'name'>> & { notes: string },
  folder: string,
  release: WrittenFor | undefined,
): Promise<void> {
  const earlier = release?.before === undefined ? undefined : await Earlier.open(release.before, files, notes);
  const targets: Target[] = [];
  const places: Places = {};
  try {
    for (const file of files) targets.push(await Target.open(join(folder, file), release !== undefined));
    const between = separator === '' ? undefined : await zip(separator);
    for (const { key, item, make } of pieces) {
      const made = (await earlier?.take(key)) ?? (await Promise.all((await make()).map(zip)));
      places[key] = await inTurn(targets, (target, at) => {
        const { text, zipped } = made[at] ?? NOTHING;
        return target.add({ text, zipped }, item ? between : undefined);
      });
    }
  } finally {
    await earlier?.close();
    for (const target of targets) await target.close();
  }
  if (release === undefined) return;
  const sums = Object.fromEntries(files.map((file, at) => [file, targets[at]?.sum]));
  await writeFile(join(folder, notes), JSON.stringify({ pieces: places, files: sums }));
}

/** Sums of the files of a part, as they were when it was written; undefined outside a release, where nothing is noted. */
export async function notedSums(folder: string, { pieces }: ReleasePart): Promise<Notes['files'] | undefined> {
  return pieces === undefined ? undefined : (await readNotes(join(folder, pieces)))?.files;
}

const NOTHING: Made = { text: new Uint8Array(), zipped: new Uint8Array() };
const asDeflate = promisify(deflateRaw);

/** The level is always the same, so that a piece has the same bytes whenever it was made. */
const AT_A_SEAM = { level: 6, finishFlush: constants.Z_SYNC_FLUSH } as const;

async function zip(text: string): Promise<Made> {
  if (text === '') return NOTHING;
  const bytes = Buffer.from(text, 'utf8');
  return { text: bytes, zipped: await asDeflate(bytes, AT_A_SEAM) };
}

/** No name, no time, no operating system: the same text gives the same bytes. */
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
/** An empty last block: it ends the stream of pieces, none of which is the last. */
const LAST_BLOCK = Uint8Array.of(3, 0);
/** Smaller files gain nothing by a twin. */
const WORTH_COMPRESSING = 256;

/** A file being written, with its gzip twin where it gets one. */
class Target {
  readonly #path: string;
  readonly #plain: Blocks;
  readonly #zipped: Blocks | undefined;
  #size = 0;
  #zippedSize = 0;
  #crc = 0;
  readonly #hash = createHash('sha256');
  #items = 0;

  private constructor(path: string, plain: FileHandle, zipped: FileHandle | undefined) {
    this.#path = path;
    this.#plain = new Blocks(plain);
    this.#zipped = zipped && new Blocks(zipped);
  }

  static async open(path: string, twin: boolean): Promise<Target> {
    await mkdir(dirname(path), { recursive: true });
    const plain = await open(path, 'w');
    const target = new Target(path, plain, twin ? await open(`${path}.gz`, 'w') : undefined);
    await target.#zip(GZIP_HEAD);
    return target;
  }

  /** Asked once, when nothing more is added. */
  get sum(): Sum {
    return { bytes: this.#size, hash: `sha256:${this.#hash.digest('hex')}` };
  }

  /** Returns where the piece lies, behind the separator where one is due. */
  async add({ text, zipped }: Made, separator: Made | undefined): Promise<Place> {
    if (separator !== undefined && text.length > 0) {
      if (this.#items > 0) await this.#append(separator);
      this.#items += 1;
    }
    const place = { at: this.#size, bytes: text.length, crc: crc32(text) };
    const twin = { zippedAt: this.#zippedSize, zipped: zipped.length, zippedCrc: crc32(zipped) };
    await this.#append({ text, zipped });
    return { ...place, ...twin };
  }

  async close(): Promise<void> {
    const end = Buffer.alloc(8);
    end.writeUInt32LE(this.#crc, 0);
    end.writeUInt32LE(this.#size % 2 ** 32, 4);
    await this.#zip(LAST_BLOCK);
    await this.#zip(end);
    await this.#plain.close();
    await this.#zipped?.close();
    if (this.#size < WORTH_COMPRESSING) await rm(`${this.#path}.gz`, { force: true });
  }

  async #append({ text, zipped }: Made): Promise<void> {
    if (text.length === 0) return;
    await this.#plain.add(text);
    this.#size += text.length;
    this.#crc = crc32(text, this.#crc);
    this.#hash.update(text);
    await this.#zip(zipped);
  }

  async #zip(bytes: Uint8Array): Promise<void> {
    await this.#zipped?.add(bytes);
    this.#zippedSize += bytes.length;
  }
}

/** Writes a file in large blocks. */
class Blocks {
  readonly #file: FileHandle;
  #waiting: Uint8Array[] = [];
  #bytes = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async add(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= AHEAD) await this.#write();
  }

  async close(): Promise<void> {
    await this.#write();
    await this.#file.close();
  }

  async #write(): Promise<void> {
    const block = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    await this.#file.appendFile(block);
  }
}

interface EarlierFile {
  plain: Ahead;
  zipped: Ahead | undefined;
}

/** The same files in the release before, to take pieces from. */
class Earlier {
  readonly #places: Places;
  readonly #files: EarlierFile[];

  private constructor(places: Places, files: EarlierFile[]) {
    this.#places = places;
    this.#files = files;
  }

  /** Undefined where that release has no such files, or not all. */
  static async open(release: string, files: readonly string[], notes: string): Promise<Earlier | undefined> {
    const places = (await readNotes(join(release, notes)))?.pieces;
    if (places === undefined) return undefined;
    const opened: EarlierFile[] = [];
    for (const file of files) {
      const plain = await openIfThere(join(release, file));
      const zipped = await openIfThere(join(release, `${file}.gz`));
      if (plain !== undefined) opened.push({ plain: new Ahead(plain), zipped: zipped && new Ahead(zipped) });
    }
    const earlier = new Earlier(places, opened);
    if (opened.length === files.length) return earlier;
    await earlier.close();
    return undefined;
  }

  /** What a disk has lost or changed is not taken: the piece is made anew. */
  async take(key: string): Promise<Made[] | undefined> {
    const places = this.#places[key];
    if (places === undefined || places.length !== this.#files.length) return undefined;
    const made: Made[] = [];
    for (const [at, { plain, zipped }] of this.#files.entries()) {
      const place = places[at];
      if (place === undefined) return undefined;
      const text = await readAt(plain, place.at, place.bytes, place.crc);
      const twin = await readAt(zipped, place.zippedAt, place.zipped, place.zippedCrc);
      if (text === undefined || twin === undefined) return undefined;
      made.push({ text, zipped: twin });
    }
    return made;
  }

  async close(): Promise<void> {
    for (const { plain, zipped } of this.#files) {
      await plain.close();
      await zipped?.close();
    }
  }
}

async function readAt(
  file: Ahead | undefined,
  at: number,
  bytes: number,
  crc: number,
): Promise<Uint8Array | undefined> {
  if (bytes === 0) return NOTHING.text;
  const read = await file?.read(at, bytes);
  return read?.length === bytes && crc32(read) === crc ? read : undefined;
}

/** Reads a file from its beginning on, far more at once than is asked for: of thousands of pieces most lie side by side. */
class Ahead {
  readonly #file: FileHandle;
  #block: Uint8Array = NOTHING.text;
  #from = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Fewer where the file ends. What was returned stays as it is. */
  async read(at: number, bytes: number): Promise<Uint8Array> {
    if (at < this.#from || at + bytes > this.#from + this.#block.length) {
      const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(Math.max(bytes, AHEAD)), 0, undefined, at);
      this.#block = buffer.subarray(0, bytesRead);
      this.#from = at;
    }
    return this.#block.subarray(at - this.#from, at - this.#from + bytes);
  }

  close = (): Promise<void> => this.#file.close();
}

const AHEAD = 1 << 20;

async function readNotes(path: string): Promise<Notes | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Notes;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined;
    throw error;
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** One after another, in order. */
async function inTurn<T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [at, item] of items.entries()) results.push(await work(item, at));
  return results;
}

import { setTimeout as pause } from 'node:timers/promises';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { Values } from '#office/forms/values.ts';
import type { SheetFile } from '#sheet/read-file.ts';
import type { SheetReader } from '#sheet/reader.ts';

/** A file that was looked at and is not entered yet. */
export interface HeldSheet {
  /** Names it in the forms of the person who sent it. */
  held: string;
  fileName: string;
  bytes: Uint8Array;
}

const KEPT_FOR = 2 * 3_600_000;
const MOST_BYTES = 200 * 1024 * 1024;
const LARGEST = 20 * 1024 * 1024;

interface Kept extends HeldSheet {
  person: bigint;
  at: number;
  reading?: Promise<Result<SheetFile>>;
  /** What was chosen when the page said that the file is being read. */
  values?: Values;
}

const kept = new Map<string, Kept>();

/**
 * Keeps a file in memory between preview and import, for whoever sent it, and never on disk: a roster's names end with
 * the process. The oldest go first where there are many.
 */
export function hold(person: bigint, fileName: string, bytes: Uint8Array): HeldSheet {
  const sheet = { held: crypto.randomUUID(), fileName: fileName.slice(0, 200), bytes };
  kept.set(sheet.held, { ...sheet, person, at: Date.now() });
  let size = [...kept.values()].reduce((sum, each) => sum + each.bytes.length, 0);
  for (const [key, { bytes: old, at }] of kept) {
    if (key === sheet.held || (size <= MOST_BYTES && Date.now() - at < KEPT_FOR)) continue;
    kept.delete(key);
    size -= old.length;
  }
  return sheet;
}

/** What the form carries: the file chosen now, else the one its preview holds. */
export async function sheetSent(form: FormData, values: Values, person: bigint): Promise<Result<HeldSheet>> {
  const file = form.get('file');
  // A browser sends a nameless empty file where none was chosen.
  if (file instanceof File && file.name !== '') {
    if (file.size === 0) return refused({ kind: 'importEmpty', field: 'file' });
    if (file.size > LARGEST) return refused({ kind: 'importTooLarge', field: 'file', values: { most: '20 MB' } });
    return done(hold(person, file.name, new Uint8Array(await file.arrayBuffer())));
  }
  const key = values.get('held') ?? '';
  const sheet = keptFor(person, key);
  if (sheet) return done(sheet);
  return refused({ kind: key === '' ? 'importNoFile' : 'importNotHeld', field: 'file' });
}

export const heldFor = (person: bigint, key: string): HeldSheet | undefined => keptFor(person, key);

function keptFor(person: bigint, key: string): Kept | undefined {
  const sheet = kept.get(key);
  return sheet?.person === person && Date.now() - sheet.at < KEPT_FOR ? sheet : undefined;
}

/** So long a page waits for its file before it says that it is being read. */
const SOON_MS = 1000;
/** What was read is many times its file: it goes with the look it was read for, or after this. */
const READ_KEPT_MS = 5 * 60_000;

/** What a held file holds, however long reading it takes. */
export async function readHeld(sheets: SheetReader, { held, bytes }: HeldSheet): Promise<Result<SheetFile>> {
  const sheet = kept.get(held);
  const reading = sheet?.reading ?? sheets.read(bytes);
  if (sheet) sheet.reading = reading;
  const read = await reading;
  if (sheet) delete sheet.reading;
  return read;
}

/** The same if it is read soon; else undefined, while it goes on being read for a page that asks again with `values`. */
export async function readSoon(
  sheets: SheetReader,
  { held, bytes }: HeldSheet,
  values: Values,
): Promise<Result<SheetFile> | undefined> {
  const sheet = kept.get(held);
  if (!sheet) return sheets.read(bytes);
  const reading = sheet.reading ?? sheets.read(bytes);
  sheet.reading = reading;
  const ended = new AbortController();
  const read = await Promise.race([
    reading,
    pause(SOON_MS, undefined, { signal: ended.signal }).catch(() => undefined),
  ]);
  ended.abort();
  const forget = () => {
    if (sheet.reading === reading) delete sheet.reading;
  };
  if (read) forget();
  else {
    sheet.values = values;
    void reading.then(() => setTimeout(forget, READ_KEPT_MS).unref());
  }
  return read;
}

/** What was chosen for a file when the page said that it is being read; undefined where it is not held any more. */
export const valuesHeld = (held: string, person: bigint): Values | undefined => keptFor(person, held)?.values;

/** The form again, with the file that was sent before and what was chosen for it. */
export const valuesWith = (values: Values, { held, fileName }: HeldSheet, sheets: readonly string[]): Values =>
  new Map([...values, ['held', held], ['fileName', fileName], ['sheets', sheets.join('\n')]]);

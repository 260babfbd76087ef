import { unzip, ZipBroken, ZipTooLarge } from '#sheet/zip.ts';
import { readCamt } from './camt/read-camt.ts';
import { ControlFold, type StatementControl } from './controls.ts';
import { type Content, contentOf, isTabular } from './detect.ts';
import { MOST } from './limits.ts';
import { readMt940 } from './mt940/read-mt940.ts';
import { readOfx } from './ofx/read-ofx.ts';
import { readWorkbook } from './read-workbook.ts';
import type { StatementEvent, StatementFile, StatementReader } from './statement.ts';
import type { Mapping } from './table/mapping.ts';
import { readMapped } from './table/read-mapped.ts';
import { readTable } from './table/read-table.ts';
import { encodingOf, headOf, LineTooLong } from './text.ts';
import { readWechatMerchant } from './wechat-merchant.ts';

/** What one file, or one file of a zip, comes to. */
export interface Inspected extends StatementControl {
  /** Name within the zip. */
  member?: string;
}

const READERS: Partial<Record<Content, StatementReader>> = {
  camt: readCamt,
  ofx: readOfx,
  mt940: readMt940,
  'wechat-merchant': readWechatMerchant,
  table: readTable,
  xls: (file) => readWorkbook(file, 'xls'),
  xlsx: (file) => readWorkbook(file, 'xlsx'),
  html: (file) => readWorkbook(file, 'html'),
  'spreadsheet-xml': (file) => readWorkbook(file, 'spreadsheet-xml'),
};

/** Why a file of another content is none of ours: a kind of refusal each. */
const NOT_READ: Partial<Record<Content, string>> = {
  empty: 'statementEmpty',
  pdf: 'statementIsPdf',
  picture: 'statementIsPicture',
  xml: 'statementXmlUnknown',
  binary: 'statementBinary',
};

/** What a file is by its content. */
export async function detect(file: StatementFile): Promise<Content> {
  const head = await headOf(file);
  const encoding = await encodingOf(file, 'gb18030');
  return contentOf(head, new TextDecoder(encoding).decode(head));
}

/** Reads a statement of any format that is no zip; what it cannot be is refused by what it is. */
export async function* readStatement(file: StatementFile): AsyncGenerator<StatementEvent> {
  if (file.bytes > MOST.bytes) return yield { kind: 'refused', refusal: { kind: 'statementTooLarge' } };
  yield* readAs(await detect(file), file);
}

/** An event, and of which file of a zip. */
export interface EventOfMember {
  member?: string;
  event: StatementEvent;
}

/** Reads a file of any format once, each file of a zip after the other; tables as `mapping` says where there is one. */
export async function* eventsOf(file: StatementFile, mapping?: Mapping): AsyncGenerator<EventOfMember> {
  if (file.bytes > MOST.bytes) return yield { event: { kind: 'refused', refusal: { kind: 'statementTooLarge' } } };
  const content = await detect(file);
  if (content !== 'zip') {
    for await (const event of readAs(content, file, mapping)) yield { event };
    return;
  }
  let members: Awaited<ReturnType<typeof unzip>>;
  try {
    members = await unzip(file, MOST);
  } catch (cause) {
    if (!(cause instanceof ZipTooLarge || cause instanceof ZipBroken)) throw cause;
    const kind = cause instanceof ZipTooLarge ? 'statementTooLarge' : 'statementZipBroken';
    return yield { event: { kind: 'refused', refusal: { kind } } };
  }
  for (const { name, bytes } of members) {
    const inner = inMemory(name, bytes);
    for await (const event of readAs(await detect(inner), inner, mapping)) yield { member: name, event };
  }
}

/** Telling what a file is reads all of it, for its encoding: whoever knows already does not ask again. */
async function* readAs(content: Content, file: StatementFile, mapping?: Mapping): AsyncGenerator<StatementEvent> {
  const reader: StatementReader | undefined =
    mapping && isTabular(content) ? (mapped) => readMapped(mapped, content, mapping) : READERS[content];
  if (reader === undefined) return yield { kind: 'refused', refusal: { kind: NOT_READ[content] ?? 'statementNone' } };
  try {
    yield* reader(file);
  } catch (cause) {
    if (!(cause instanceof LineTooLong)) throw cause;
    yield { kind: 'refused', refusal: { kind: 'statementLineTooLong', line: cause.place } };
  }
}

/** Reads a file once and tells what it comes to, each file of a zip for itself. Stores nothing. */
export async function inspectStatement(file: StatementFile): Promise<Inspected[]> {
  if (file.bytes > MOST.bytes) return [refusedWhole('statementTooLarge')];
  const content = await detect(file);
  if (content !== 'zip') return [await inspectOne(readAs(content, file))];
  try {
    const members = await unzip(file, MOST);
    const inspected: Inspected[] = [];
    for (const { name, bytes } of members) {
      inspected.push({ member: name, ...(await inspectOne(readStatement(inMemory(name, bytes)))) });
    }
    return inspected;
  } catch (cause) {
    if (cause instanceof ZipTooLarge) return [refusedWhole('statementTooLarge')];
    if (cause instanceof ZipBroken) return [refusedWhole('statementZipBroken')];
    throw cause;
  }
}

const refusedWhole = (kind: string): Inspected => ({ statements: [], refusals: [{ kind }], notes: [] });

async function inspectOne(events: AsyncIterable<StatementEvent>): Promise<Inspected> {
  const fold = new ControlFold();
  for await (const event of events) fold.add(event);
  const inspected = fold.result();
  const { statements, refusals, notes } = inspected;
  // A file in which nothing was found must say so.
  if (statements.length > 0 || refusals.length > 0) return inspected;
  return { statements, refusals: [{ kind: 'statementNone' }], notes };
}

export const inMemory = (name: string, bytes: Uint8Array): StatementFile => ({
  name,
  bytes: bytes.length,
  async *open() {
    yield bytes;
  },
});

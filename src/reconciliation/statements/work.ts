import { sql } from 'kysely';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { shanghaiDay } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { isTabular } from '../statement/detect.ts';
import { fileOnDisk } from '../statement/file-on-disk.ts';
import { detect, eventsOf } from '../statement/inspect.ts';
import type { StatementFile } from '../statement/statement.ts';
import { fitsMapping, type Mapping } from '../statement/table/mapping.ts';
import { firstOf, guessMapping, hasKnownFormat, sheetsBegun } from '../statement/table/read-mapped.ts';
import { contradictionsOfStaged, type Group } from './compare.ts';
import { numberCutDays } from './cut-days.ts';
import { EMPTY_REPORT, type FileReport } from './file-report.ts';
import { keptPath } from './kept-file.ts';
import { otherThanPreviewed } from './previewed.ts';
import { type Part, readParts } from './read-parts.ts';
import { countStaged, numberStaged, openStaging, stageLines, storeStaged } from './staging.ts';
import { storedBefore } from './stored-before.ts';

/** Any numbers that no other code locks: one worker at a file, one store at a time per money account. */
const FILE_LOCK = 2020_0126;
const ACCOUNT_LOCK = 2020_0127;
/** A bulk of a million lines may take longer than a request ever should. */
const MOST_PER_STATEMENT = '30min';
const PROGRESS_EVERY_MS = 1_000;

interface Row {
  id: bigint;
  moneyAccountId: bigint;
  sha256: Buffer;
  state: string;
  mappingId: bigint | null;
  uploadedBy: bigint;
  uploadedAt: Date;
  report: FileReport | null;
  number: string | null;
}

/**
 * Does what is due of a file: reads one that waits, stores one whose yes was given; from the beginning, whatever an earlier
 * attempt came to. Answers the state it left the file in, or undefined when another worker is at it or nothing is due.
 */
export async function workOnFile(db: Database, dataDir: string, fileId: bigint): Promise<string | undefined> {
  return db.connection().execute(async (connection) => {
    const key = Number(fileId);
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_lock(${FILE_LOCK}::integer, ${key}::integer) as locked`.execute(connection);
    if (!rows[0]?.locked) return undefined;
    try {
      const row = await findRow(db, fileId);
      if (row?.state === 'waiting' || row?.state === 'reading') return await readKept(db, dataDir, row);
      if (row?.state === 'storing') return await storeKept(db, dataDir, row);
      return undefined;
    } finally {
      await sql`select pg_advisory_unlock(${FILE_LOCK}::integer, ${key}::integer)`.execute(connection);
    }
  });
}

async function findRow(db: Database, fileId: bigint): Promise<Row | undefined> {
  const row = await db
    .selectFrom('statementFile')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementFile.moneyAccountId')
    .select([
      'statementFile.id',
      'moneyAccountId',
      'sha256',
      'state',
      'mappingId',
      'uploadedBy',
      'uploadedAt',
      'report',
      'number',
    ])
    .where('statementFile.id', '=', fileId)
    .executeTakeFirst();
  return row && { ...row, report: row.report as FileReport | null };
}

/** Compares and undoes: the preview says what storing would do, and nothing of it stays. */
class Undone extends Error {}

async function readKept(db: Database, dataDir: string, row: Row): Promise<string> {
  await db
    .updateTable('statementFile')
    .set({ state: 'reading', linesDone: 0n, progressAt: new Date() })
    .where('id', '=', row.id)
    .execute();
  const file = await fileOnDisk(keptPath(dataDir, row.sha256));
  const { mapping, mappingId } = await mappingOf(db, row, file);
  let report = EMPTY_REPORT;
  try {
    await db.transaction().execute(async (tx) => {
      const staged = await stageFile(tx, row, file, mapping, progressOf(db, row.id));
      report = staged.report;
      throw new Undone();
    });
  } catch (cause) {
    if (!(cause instanceof Undone)) throw cause;
  }
  const { guess, ...begun } = await guessOf(file);
  const before = await storedBefore(db, row);
  const refusals = [...(before ? [before] : []), ...report.refusals];
  const kept: FileReport = {
    ...report,
    refusals,
    ...(guess && { guess: mapping ?? guess }),
    ...begun,
  };
  const state = refusals.length === 0 ? 'read' : 'refused';
  await db
    .updateTable('statementFile')
    .set({ state, report: JSON.stringify(kept), mappingId, progressAt: new Date() })
    .where('id', '=', row.id)
    .where('state', '=', 'reading')
    .execute();
  return state;
}

/**
 * The mapping it was uploaded with; else, where no known format fits, the account's newest where its headings are those of
 * the file.
 */
async function mappingOf(db: Database, { moneyAccountId, mappingId }: Row, file: StatementFile) {
  if (mappingId !== null) return { mapping: await mappingById(db, mappingId), mappingId };
  const newest = await db
    .selectFrom('statementMapping')
    .select(['id', 'mapping'])
    .where('moneyAccountId', '=', moneyAccountId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const mapping = newest?.mapping as unknown as Mapping | undefined;
  if (newest === undefined || mapping === undefined || !(await hasHeadings(file, mapping))) {
    return { mapping: undefined, mappingId: null };
  }
  return { mapping, mappingId: newest.id };
}

/** What a file was previewed with is what it is stored with, whatever was saved since. */
async function mappingById(db: Database, id: bigint | null): Promise<Mapping | undefined> {
  if (id === null) return undefined;
  const { mapping } = await db
    .selectFrom('statementMapping')
    .select('mapping')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return mapping as unknown as Mapping;
}

async function hasHeadings(file: StatementFile, mapping: Mapping): Promise<boolean> {
  const content = await detect(file);
  if (!isTabular(content)) return false;
  if (await hasKnownFormat(file, content)) return false;
  const headings = (await firstOf(file, content, mapping))[mapping.headerRow - 1];
  return headings !== undefined && fitsMapping(headings, mapping);
}

/** With what a clerk begins who tells how the file is to be read. */
async function guessOf(file: StatementFile): Promise<Pick<FileReport, 'guess' | 'firstRows' | 'sheets' | 'tabular'>> {
  const content = await detect(file);
  if (!isTabular(content)) return {};
  const guess = await guessMapping(file, content);
  if (content === 'table') {
    if (guess) return { guess, tabular: true };
    return (await isParted(file)) ? { tabular: true } : {};
  }
  const sheets = (await sheetsBegun(file, content)).slice(0, MOST_SHEETS).map(({ name, rows }) => ({
    name: name.slice(0, 80),
    rows: rows.slice(0, 30).map((cells) => cells.slice(0, 40).map((cell) => cell.slice(0, 80))),
  }));
  const [first] = sheets;
  if (first === undefined) return {};
  const rough = { delimiter: ',', headerRow: 1, headings: first.rows[0] ?? [], columns: {} } as const;
  return {
    ...{ firstRows: first.rows, sheets, tabular: true },
    guess: guess ?? { ...rough, signRule: 'minusIsOut', dateOrder: 'asWritten' },
  };
}

const MOST_SHEETS = 8;

/** Whether some separator parts a text into columns: two rows at least with as many filled cells, more than one. */
async function isParted(file: StatementFile): Promise<boolean> {
  for (const delimiter of [',', '\t', ';', '|'] as const) {
    const rows = await firstOf(file, 'table', { delimiter });
    const widths = rows.map((cells) => cells.filter((cell) => cell.trim() !== '').length).filter((width) => width > 1);
    if (new Set(widths).size < widths.length) return true;
  }
  return false;
}

/** Why a store came to nothing; thrown so that the transaction is undone. */
class Refused extends Error {
  readonly report: FileReport;

  constructor(report: FileReport) {
    super('the statement is refused');
    this.report = report;
  }
}

async function storeKept(db: Database, dataDir: string, row: Row): Promise<string> {
  const by = row.report?.askedBy === undefined ? row.uploadedBy : BigInt(row.report.askedBy);
  const file = await fileOnDisk(keptPath(dataDir, row.sha256));
  const mapping = await mappingById(db, row.mappingId);
  const progress = progressOf(db, row.id);
  try {
    await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${ACCOUNT_LOCK}::integer, ${Number(row.moneyAccountId)}::integer)`.execute(
        tx,
      );
      const before = await storedBefore(tx, row);
      if (before) throw new Refused({ ...(row.report ?? EMPTY_REPORT), refusals: [before] });
      const staged = await stageFile(tx, row, file, mapping, progress);
      const { report, groups, lines } = staged;
      if (report.refusals.length > 0) throw new Refused(report);
      const other = otherThanPreviewed(row.report?.parts ?? [], report.parts);
      if (other) throw new Refused({ ...report, refusals: [other] });
      const statements = await insertStatements(tx, row, groups, staged);
      await storeStaged(tx, row.moneyAccountId, statements, lines, progress);
      const { numUpdatedRows } = await tx
        .updateTable('statementFile')
        .set({
          state: 'stored',
          storedBy: by,
          storedAt: new Date(),
          progressAt: new Date(),
          linesDone: BigInt(lines),
          report: JSON.stringify({ ...row.report, ...report }),
        })
        .where('id', '=', row.id)
        .where('state', '=', 'storing')
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error(`statement file ${row.id} was not being stored`);
      const fresh = report.parts.reduce((sum, part) => sum + part.fresh, 0);
      await audit(tx, by, 'store statement', `statement ${row.id}`, { lines, newLines: fresh });
    });
    return 'stored';
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    await db
      .updateTable('statementFile')
      .set({ state: 'refused', report: JSON.stringify({ ...row.report, ...cause.report }), progressAt: new Date() })
      .where('id', '=', row.id)
      .where('state', '=', 'storing')
      .execute();
    return 'refused';
  }
}

interface Staged {
  report: FileReport;
  groups: Group[];
  parts: (Part & { known: number; fresh: number })[];
  lines: number;
}

/** All lines of the file in the staging table of this transaction, compared with what is stored. */
async function stageFile(
  tx: Tx,
  { moneyAccountId, number, uploadedAt }: Row,
  file: StatementFile,
  mapping: Mapping | undefined,
  progress: (lines: number) => Promise<void>,
): Promise<Staged> {
  await sql`set local statement_timeout = ${sql.lit(MOST_PER_STATEMENT)}`.execute(tx);
  // A workbook is opened whole before its first line comes.
  await sql`set local idle_in_transaction_session_timeout = ${sql.lit(MOST_PER_STATEMENT)}`.execute(tx);
  await openStaging(tx);
  let staged = 0;
  const expected = {
    number: number ?? undefined,
    mapped: mapping !== undefined,
    uploadedOn: shanghaiDay(uploadedAt),
  };
  const read = await readParts(eventsOf(file, mapping), expected, async (lines) => {
    await stageLines(tx, lines);
    staged += lines.length;
    await progress(staged);
  });
  await numberStaged(tx, moneyAccountId, read.parts);
  const groups = groupsOf(read.parts);
  const unclear = await numberCutDays(tx, moneyAccountId, groups, expected.mapped);
  const counts = await countStaged(tx);
  const contradicted = await contradictionsOfStaged(tx, moneyAccountId, groups);
  const refusals = [...read.refusals, ...(contradicted.length > 0 ? contradicted : unclear)];
  const parts = read.parts.map((part, at) => ({ ...part, ...(counts.get(at) ?? NONE) }));
  const told = parts.map(({ group: _, ...part }) => part);
  const { moreRefusals, notes, preview, lines } = read;
  return { report: { parts: told, refusals, moreRefusals, notes, preview }, groups, parts, lines };
}

const NONE = { known: 0, fresh: 0 };

/** Statements that follow one another as one; those that cover no day are left out. */
function groupsOf(parts: readonly Part[]): Group[] {
  const groups = Map.groupBy(
    parts.filter(({ firstDay }) => firstDay !== undefined),
    ({ group }) => group,
  );
  return [...groups].flatMap(([of, members]) => {
    const firstDay = members.map((part) => part.firstDay ?? '').sort()[0];
    const lastDay = members
      .map((part) => part.lastDay ?? '')
      .sort()
      .at(-1);
    const [{ scope, format } = { scope: 'movement' as const, format: '' }] = members;
    if (firstDay === undefined || lastDay === undefined) return [];
    const [openingFen, closingFen] = [inFen(members[0]?.openingFen), inFen(members.at(-1)?.closingFen)];
    return [{ of, scope, format, firstDay, lastDay, openingFen, closingFen }];
  });
}

const inFen = (text: string | undefined): bigint | undefined => (text === undefined ? undefined : BigInt(text));

async function insertStatements(tx: Tx, row: Row, groups: readonly Group[], { parts }: Staged) {
  const statements: { of: number; statement: string; scope: string }[] = [];
  for (const group of groups) {
    const own = parts.filter((part) => part.group === group.of);
    const sum = (of: (part: (typeof own)[number]) => bigint) => own.reduce((total, part) => total + of(part), 0n);
    const { id } = await tx
      .insertInto('statement')
      .values({
        fileId: row.id,
        moneyAccountId: row.moneyAccountId,
        format: group.format,
        scope: group.scope,
        firstDay: group.firstDay,
        lastDay: group.lastDay,
        openingFen: group.openingFen ?? null,
        closingFen: group.closingFen ?? null,
        lines: sum(({ lines }) => BigInt(lines)),
        newLines: sum(({ fresh }) => BigInt(fresh)),
        inFen: sum((part) => BigInt(part.inFen)),
        outFen: sum((part) => BigInt(part.outFen)),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    statements.push({ of: group.of, statement: String(id), scope: group.scope });
  }
  return statements;
}

/** At most once a second, beside the transaction, so that whoever waits sees it. */
function progressOf(db: Database, fileId: bigint): (lines: number) => Promise<void> {
  let told = 0;
  return async (lines) => {
    if (Date.now() - told < PROGRESS_EVERY_MS) return;
    told = Date.now();
    await db
      .updateTable('statementFile')
      .set({ linesDone: BigInt(lines), progressAt: new Date() })
      .where('id', '=', fileId)
      .execute();
  };
}

/** What ends a file whose worker did not live to say so; see `desk.ts`. */
export async function giveUp(db: Database, fileId: bigint, failure: Refusal): Promise<void> {
  const report = JSON.stringify({ ...EMPTY_REPORT, refusals: [failure] });
  await db
    .updateTable('statementFile')
    .set({ state: 'refused', report, progressAt: new Date() })
    .where('id', '=', fileId)
    .where('state', 'in', ['waiting', 'reading'])
    .execute();
  // The preview stands: what could not be stored now may be tried again.
  await sql`
    update statement_file
    set state = 'read', progress_at = now(), report = report || jsonb_build_object('failure', ${JSON.stringify(failure)}::jsonb)
    where id = ${fileId} and state = 'storing'`.execute(db);
}

import { sql } from 'kysely';
import { moment } from '#approval/moment.ts';
import { proposeActs } from '#approval/propose-act.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { refusalText } from '#i18n/refusals.ts';
import { importWords } from '#i18n/zh-Hans/office-import.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import type { SheetSource } from '#sheet/read-file.ts';
import { restOf } from '#sheet/rest.ts';
import type { DonationInput } from './donation.ts';
import { type Control, controlSums } from './import/control-sums.ts';
import { type Duplicate, duplicatesOf, recordedRows, repeatedAmong } from './import/duplicates.ts';
import { type Identities, identify } from './import/identity.ts';
import { type ImportedGift, readGifts } from './import/read-gifts.ts';
import { loadRegister, type Register } from './import/register.ts';
import { type FileChoices, GIFT_REGISTER, readSheet, type Sheet, type SheetRow } from './import/sheet.ts';
import { receiptRefusals } from './official-receipt.ts';
import { donationHeader, logRefusals, storeDonations } from './propose-donation.ts';

export { templateCsv, templateXlsx } from './import/templates.ts';

export interface ImportPreview extends Omit<Sheet, 'rows' | 'headings' | 'passed' | 'refusals'> {
  /** Filled rows below the headings. */
  rows: number;
  /** Rows that are no entries (totals, signatures), as far as they are told. */
  passed: { row: number; text: string }[];
  /** The gifts that read well: what would be entered, or known again. */
  gifts: ImportedGift[];
  /** Why nothing of the file can be entered: it was imported already, or its totals disagree. */
  whole: Refusal[];
  /** All that is wrong, each with its column heading and spreadsheet row; rows named here stay out. */
  refusals: Refusal[];
  /** Rows of gifts with something wrong. */
  badRows: number;
  /** Those of them that are not entered already, through this file or another. */
  fresh: ImportedGift[];
  /**
   * Rows that look like another: for a person to judge, since equal gifts are normal. Of a ledger of stock only those
   * that are recorded already, each by an act of its own.
   */
  duplicates: Duplicate[];
  /** How many gifts would be entered only by the clerk's word, since all of them looks like another. */
  repeated: number;
  controls: Control[];
  /** The rows with something wrong as a workbook, each with what is wrong beside it. */
  rest?: Uint8Array;
}

/** Reads a register and says what importing it would enter. Writes nothing. */
export async function previewImport(
  db: Database,
  source: SheetSource,
  choices: FileChoices = {},
): Promise<Result<ImportPreview>> {
  const sheet = await readSheet(source, choices);
  return sheet.ok ? done(await previewSheet(db, sheet.value, choices)) : sheet;
}

/** The same of rows that were read already, such as the ins of a ledger of stock. */
export async function previewSheet(
  db: Database,
  sheet: Sheet,
  choices: FileChoices,
  kind: ImportKind = 'donations',
): Promise<ImportPreview> {
  const { rows, headings: _, ...about } = sheet;
  return inTransaction(db, async (tx) => {
    const { gifts, refusals, register, identities, whole } = await judge(tx, sheet, choices, kind);
    const { duplicates, repeated } =
      kind === 'stock'
        ? { duplicates: await recordedAmong(tx, gifts, identities), repeated: [] }
        : await repetitions(tx, gifts, identities);
    return {
      ...about,
      rows: rows.length,
      gifts,
      whole,
      refusals: [...whole, ...refusals],
      badRows: rows.length - rowsOf(gifts),
      fresh: gifts.filter((_, index) => !identities.known.has(identities.keys[index] ?? '')),
      duplicates,
      repeated: repeated.length,
      controls: controlSums(gifts),
      ...(rowsOf(gifts) < rows.length && { rest: restFile(sheet, { gifts, refusals, register }, choices) }),
    };
  });
}

/** A ledger of stock is another kind of file: what of its ins is recorded already is compared, and not entered again. */
export type ImportKind = 'donations' | 'stock';

interface Judged {
  gifts: ImportedGift[];
  register: Register;
  /** Of rows. */
  refusals: Refusal[];
  identities: Identities;
  whole: Refusal[];
}

/** What of a register can be entered beside what is recorded already. */
async function judge(tx: Tx, sheet: Sheet, choices: FileChoices, kind: ImportKind): Promise<Judged> {
  const register = await loadRegister(tx);
  const read = readGifts(sheet.rows, register, choices, sheet.places);
  const receipts = read.gifts.map(({ input: { receipt }, rows: [line] }) => ({ receipt, line }));
  const knownBefore = await identify(tx, read.gifts);
  // A gift that is known again holds its receipt itself.
  const taken = await receiptRefusals(
    tx,
    receipts.filter((_, index) => !knownBefore.known.has(knownBefore.keys[index] ?? '')),
  );
  const out = new Set(taken.map(({ line }) => line));
  const gifts = read.gifts.filter(({ rows: [line] }) => !out.has(line));
  const identities = out.size === 0 ? knownBefore : await identify(tx, gifts);
  const before = await findImport(tx, sheet.sha256, kind);
  const again = before && !mayComeAgain(before, sheet, gifts, identities) ? [alreadyImported(before)] : [];
  return {
    gifts,
    register,
    refusals: inOrder([...read.refusals, ...taken]),
    identities,
    whole: [...again, ...sheet.refusals],
  };
}

/**
 * The same bytes come again where all of it was taken back, or where rows stayed out that can be entered by now. What
 * else is new in them was chosen otherwise for the whole file, and would be entered twice.
 */
function mayComeAgain(before: EarlierImport, { rows }: Sheet, gifts: ImportedGift[], identities: Identities): boolean {
  const { allTakenBack, untouched } = identities;
  const fresh = rowsOf(gifts.filter((_, index) => untouched.has(index)));
  return allTakenBack || (fresh > 0 && fresh <= rows.length - before.rows);
}

const rowsOf = (gifts: readonly ImportedGift[]): number => gifts.reduce((sum, { rows }) => sum + rows.length, 0);

const inOrder = (refusals: Refusal[]): Refusal[] =>
  refusals.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));

export interface ImportOutcome {
  rows: number;
  /** Proposals now waiting for another person; the code is on the slip and nowhere else. */
  added: { actId: bigint; number: string; rows: number[]; receiptCode: string; input: DonationInput }[];
  /** Same content entered before through another file: nothing added. */
  known: { actId: bigint; number: string; rows: number[] }[];
  /** Rows that looked like others and were left out, as the clerk said. */
  leftOut: number[];
  /** Rows that stayed out, as a workbook to mend and import; absent where all came in. */
  rest?: { rows: number; file: Uint8Array };
}

export interface ImportFile {
  fileName: string;
  source: SheetSource;
  choices?: FileChoices;
  /** Leave out the gifts with something wrong, and hand their rows back. */
  goodOnly?: boolean;
  /** What becomes of gifts that look like others; without a word on it none of the file is entered. */
  repeated?: Repeated | undefined;
}

export const REPEATED = ['leaveOut', 'enter'] as const;
export type Repeated = (typeof REPEATED)[number];

/**
 * Enters every gift of the register, or with `goodOnly` those without a mistake; otherwise none. The same bytes a second
 * time are refused with who imported them and when, unless rows stayed out that can come in now.
 */
export async function importDonations(
  db: Database,
  { source, ...options }: ImportFile,
  by: bigint,
): Promise<Result<ImportOutcome>> {
  const read = await readSheet(source, options.choices);
  return read.ok ? importSheet(db, read.value, options, by) : read;
}

/** The same of rows that were read already. */
export const importSheet = (
  db: Database,
  sheet: Sheet,
  options: SheetOptions,
  by: bigint,
): Promise<Result<ImportOutcome>> =>
  refusing(() => inTransaction(db, (tx) => importSheetWithin(tx, sheet, options, by)));

export type SheetOptions = Omit<ImportFile, 'source'> & { kind?: ImportKind };

/** The same inside a transaction that does more; refuses before it writes. */
export async function importSheetWithin(
  tx: Tx,
  sheet: Sheet,
  { fileName, choices = {}, goodOnly = false, kind = 'donations', repeated }: SheetOptions,
  by: bigint,
): Promise<Result<ImportOutcome>> {
  // One import after another: the same file twice, or two files that share rows, meet here and not in the middle.
  await sql`select pg_advisory_xact_lock(hashtextextended('import donations', 0))`.execute(tx);
  const judged = await judge(tx, sheet, choices, kind);
  const { refusals, whole, identities } = judged;
  const wrong = [...whole, ...(goodOnly ? [] : refusals), ...(await logRefusals(tx))];
  if (wrong.length > 0) return refused(...wrong);
  if (sheet.rows.length === 0) return refused({ kind: 'importHeadingsOnly' });
  if (judged.gifts.length === 0) return refused(...refusals);
  const before = await findImport(tx, sheet.sha256, kind);
  // What came in through this file and was taken back stays out, unless all of it was.
  const back = (index: number) =>
    before !== undefined &&
    !identities.allTakenBack &&
    !identities.untouched.has(index) &&
    !identities.known.has(identities.keys[index] ?? '');
  const compared =
    kind === 'stock' ? rowsRecorded(await recordedAmong(tx, judged.gifts, identities)) : new Set<number>();
  const alike = kind === 'stock' ? [] : (await repetitions(tx, judged.gifts, identities)).repeated;
  const rowsAt = (places: number[]) => places.flatMap((place) => judged.gifts[place]?.rows ?? []);
  if (alike.length > 0 && repeated === undefined) {
    const named = rowsAt(alike).slice(0, MOST_NAMED).join('、');
    return refused({ kind: 'importRepeatedUndecided', values: { rows: named } });
  }
  const out = new Set(repeated === 'leaveOut' ? alike : []);
  const kept = judged.gifts.flatMap((gift, index) =>
    back(index) || out.has(index) || gift.rows.every((row) => compared.has(row))
      ? []
      : [{ gift, key: identities.keys[index] ?? '' }],
  );
  const entered = await enterGifts(tx, kept, by);
  const leftOut = rowsAt([...out]);
  const rows = rowsOf(judged.gifts) - leftOut.length;
  const sha256 = Buffer.from(sheet.sha256, 'hex');
  await tx
    .insertInto('importFile')
    .values({ sha256, kind, fileName: fileName.slice(0, 200), rows, importedBy: by })
    .onConflict((conflict) => conflict.constraint('import_file_once').doNothing())
    .execute();
  await audit(tx, by, 'import', `${kind} ${sheet.sha256.slice(0, 16)}`, { rows, added: entered.added.length });
  const rest = restRows(sheet, judged.gifts);
  return done({
    rows,
    leftOut,
    ...entered,
    ...(rest.length > 0 && { rest: { rows: rest.length, file: restFile(sheet, judged, choices) } }),
  });
}

/** Rows that a refusal names; the preview shows them all. */
const MOST_NAMED = 20;

async function repetitions(tx: Tx, gifts: readonly ImportedGift[], { keys, known }: Identities) {
  const duplicates = await duplicatesOf(tx, gifts);
  return { duplicates, repeated: repeatedAmong(gifts, duplicates, (place) => known.has(keys[place] ?? '')) };
}

const recordedAmong = (tx: Tx, gifts: readonly ImportedGift[], { keys, known }: Identities): Promise<Duplicate[]> =>
  recordedRows(
    tx,
    gifts,
    keys.map((key) => known.get(key)),
  );

/** Rows that are as a gift recorded already. */
export const rowsRecorded = (duplicates: readonly Duplicate[]): Set<number> =>
  new Set(duplicates.flatMap(({ row, of }) => ('number' in of ? [row] : [])));

function restRows({ rows }: Sheet, gifts: readonly ImportedGift[]) {
  const good = new Set(gifts.flatMap((gift) => gift.rows));
  return rows.filter(({ row }) => !good.has(row));
}

function restFile(
  sheet: Sheet,
  { gifts, refusals, register }: Pick<Judged, 'gifts' | 'refusals' | 'register'>,
  { entity, fund, donorKind }: FileChoices,
): Uint8Array {
  const problems = Map.groupBy(refusals, ({ line }) => line ?? 0);
  const bad = restRows(sheet, gifts);
  const problemOf = (row: number) =>
    (problems.get(row) ?? []).map(problemText).join('；') || beside(row, bad, problems);
  const said = {
    ...(entity && { entity: register.written('entity', entity) }),
    ...(fund && { fund: register.written('fund', fund) }),
    ...(donorKind && { donorKind }),
  };
  return restOf(sheet, bad, GIFT_REGISTER, problemOf, said);
}

/** A row without a mistake of its own stays out with the others of its gift. */
function beside(row: number, bad: readonly SheetRow[], problems: ReadonlyMap<number, Refusal[]>): string {
  const own = bad.find((each) => each.row === row);
  const { giftNumber } = own?.cells ?? { giftNumber: '' };
  const other = bad.find(
    (each) =>
      problems.has(each.row) &&
      (each.first === own?.first || (giftNumber !== '' && each.cells.giftNumber === giftNumber)),
  );
  return other ? importWords.besideBad(other.row) : '';
}

function problemText(refusal: Refusal): string {
  const { message, remedy } = refusalText(refusal, 'zh-Hans');
  return `${refusal.field ?? ''}：${message}${remedy}`;
}

async function enterGifts(
  tx: Tx,
  gifts: { gift: ImportedGift; key: string }[],
  by: bigint,
): Promise<Pick<ImportOutcome, 'added' | 'known'>> {
  const proposals = gifts.map(({ gift, key }) => ({ header: donationHeader(gift.input), idempotencyKey: key }));
  const acts = await proposeActs(tx, 'donation', proposals, by, 'everybody');
  const entered = gifts.flatMap(({ gift: { input, rows } }, index) => {
    const act = acts[index];
    return act ? [{ ...act, receiptActId: act.actId, input, rows }] : [];
  });
  const fresh = entered.filter(({ existing }) => !existing);
  const codes = await storeDonations(tx, fresh, by);
  return {
    added: fresh.map(({ actId, number, rows, input }, index) => ({
      actId,
      number,
      rows,
      receiptCode: codes[index] ?? '',
      input,
    })),
    known: entered.filter(({ existing }) => existing).map(({ actId, number, rows }) => ({ actId, number, rows })),
  };
}

interface EarlierImport {
  fileName: string;
  importedAt: Date;
  displayName: string;
  rows: number;
}

async function findImport(db: Database, sha256: string, kind: ImportKind): Promise<EarlierImport | undefined> {
  return db
    .selectFrom('importFile')
    .innerJoin('appUser', 'appUser.id', 'importFile.importedBy')
    .select(['fileName', 'importedAt', 'displayName', 'rows'])
    .where('kind', '=', kind)
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
}

function alreadyImported(before: EarlierImport): Refusal {
  const { fileName, importedAt, displayName } = before;
  return { kind: 'import_file_once', values: { fileName, by: displayName, at: moment(importedAt) } };
}

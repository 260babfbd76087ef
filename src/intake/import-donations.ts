import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { moment } from '#approval/moment.ts';
import { proposeActs } from '#approval/propose-act.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { importExamples } from '#i18n/zh-Hans/import-columns.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import type { DonationInput } from './donation.ts';
import { type Control, controlSums } from './import/control-sums.ts';
import { csvText } from './import/csv-text.ts';
import type { Encoding } from './import/decode.ts';
import { type Duplicate, duplicatesOf } from './import/duplicates.ts';
import { type Identities, identify } from './import/identity.ts';
import { type ImportedGift, readGifts } from './import/read-gifts.ts';
import { loadRegister } from './import/register.ts';
import { COLUMNS, type Column, headingOf, readSheet } from './import/sheet.ts';
import { receiptRefusals } from './official-receipt.ts';
import { donationHeader, logRefusals, storeDonations } from './propose-donation.ts';

/** The empty sheet to fill in, for Excel: UTF-8 with byte order mark. */
export const templateCsv = (): string =>
  csvText([
    COLUMNS.map(headingOf),
    ...importExamples.map((example: Partial<Record<Column, string>>) => COLUMNS.map((column) => example[column] ?? '')),
  ]);

export interface ImportPreview {
  sha256: string;
  encoding: Encoding;
  /** Filled rows below the headings. */
  rows: number;
  /** Example rows of the template, left out. */
  skipped: number;
  /** What would be entered; with refusals, the gifts that read well. */
  gifts: ImportedGift[];
  /** Each with its column heading and spreadsheet row; any of them keeps the whole file out. */
  refusals: Refusal[];
  /** How many of the gifts are entered already, through this file or another. */
  known: number;
  /** Rows that look like another: for a person to judge, since equal gifts are normal. */
  duplicates: Duplicate[];
  controls: Control[];
  /** Headings that mean nothing to us and were not read. */
  ignored: string[];
}

/** Reads a sheet and says what importing it would enter. Writes nothing. */
export async function previewImport(db: Database, bytes: Uint8Array): Promise<Result<ImportPreview>> {
  const sheet = readSheet(bytes);
  if (!sheet.ok) return sheet;
  const sha256 = createHash('sha256').update(bytes).digest();
  const { encoding, rows, ignored, skipped } = sheet.value;
  const { gifts, refusals } = readGifts(rows, await loadRegister(db));
  const { allTakenBack, keys, known } = await identify(db, gifts);
  const before = allTakenBack ? undefined : await findImport(db, sha256);
  return done({
    sha256: sha256.toString('hex'),
    encoding,
    rows: rows.length,
    skipped,
    gifts,
    refusals: before ? [alreadyImported(before), ...refusals] : refusals,
    known: keys.filter((key) => known.has(key)).length,
    duplicates: await duplicatesOf(db, gifts),
    controls: controlSums(gifts),
    ignored,
  });
}

export interface ImportOutcome {
  rows: number;
  /** Proposals now waiting for another person; the code is on the slip and nowhere else. */
  added: { actId: bigint; number: string; rows: number[]; receiptCode: string; input: DonationInput }[];
  /** Same content entered before through another file: nothing added. */
  known: { actId: bigint; number: string; rows: number[] }[];
}

/** Enters every gift of the sheet, or none. The same bytes a second time are refused with who imported them and when. */
export async function importDonations(
  db: Database,
  file: { fileName: string; bytes: Uint8Array },
  by: bigint,
): Promise<Result<ImportOutcome>> {
  const sheet = readSheet(file.bytes);
  if (!sheet.ok) return sheet;
  const { rows } = sheet.value;
  const sha256 = createHash('sha256').update(file.bytes).digest();
  return refusing(() =>
    inTransaction(db, async (tx) => {
      // One import after another: the same file twice, or two files that share rows, meet here and not in the middle.
      await sql`select pg_advisory_xact_lock(hashtextextended('import donations', 0))`.execute(tx);
      const { gifts, refusals } = readGifts(rows, await loadRegister(tx));
      const identities = await identify(tx, gifts);
      const before = await findImport(tx, sha256);
      if (before && !identities.allTakenBack) return refused(alreadyImported(before));
      const fresh = gifts.filter((_, index) => !identities.known.has(identities.keys[index] ?? ''));
      const receipts = fresh.map(({ input: { receipt }, rows: [line] }) => ({ receipt, line }));
      const wrong = [...refusals, ...(await receiptRefusals(tx, receipts)), ...(await logRefusals(tx))];
      if (wrong.length > 0) return refused(...wrong);
      await tx
        .insertInto('importFile')
        .values({ sha256, kind: 'donations', fileName: file.fileName.slice(0, 200), rows: rows.length, importedBy: by })
        .onConflict((conflict) => conflict.constraint('import_file_once').doNothing())
        .execute();
      const outcome = await enterGifts(tx, gifts, identities, by);
      await audit(tx, by, 'import', `donations ${sha256.toString('hex').slice(0, 16)}`, {
        rows: rows.length,
        added: outcome.added.length,
      });
      return done({ rows: rows.length, ...outcome });
    }),
  );
}

async function enterGifts(
  tx: Tx,
  gifts: ImportedGift[],
  { keys }: Identities,
  by: bigint,
): Promise<Omit<ImportOutcome, 'rows'>> {
  const proposals = gifts.map(({ input }, index) => ({
    header: donationHeader(input),
    idempotencyKey: keys[index] ?? '',
  }));
  const acts = await proposeActs(tx, 'donation', proposals, by, 'everybody');
  const entered = gifts.flatMap(({ input, rows }, index) => {
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
}

async function findImport(db: Database, sha256: Buffer): Promise<EarlierImport | undefined> {
  return db
    .selectFrom('importFile')
    .innerJoin('appUser', 'appUser.id', 'importFile.importedBy')
    .select(['fileName', 'importedAt', 'displayName'])
    .where('kind', '=', 'donations')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

function alreadyImported(before: EarlierImport): Refusal {
  const { fileName, importedAt, displayName } = before;
  return { kind: 'import_file_once', values: { fileName, by: displayName, at: moment(importedAt) } };
}

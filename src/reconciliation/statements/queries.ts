import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type AbsenceReason, absences, reasonOf } from '../close/statement-absence.ts';
import { type CoveredWithBalances, type Gap, gapsOf } from './coverage.ts';
import type { FileReport } from './file-report.ts';
import { keptPath } from './kept-file.ts';

const FILE_STATES = ['waiting', 'reading', 'read', 'refused', 'storing', 'stored', 'discarded'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** While it is one of these, a worker is about to change it. */
export const isUnderWay = (state: FileState): boolean => ['waiting', 'reading', 'storing'].includes(state);

export interface StatementFileRow {
  id: bigint;
  moneyAccountId: bigint;
  accountName: string;
  fileName: string;
  sizeBytes: bigint;
  sha256: string;
  state: FileState;
  uploadedBy: string;
  uploadedAt: Date;
  storedBy: string | null;
  storedAt: Date | null;
  linesDone: bigint;
  mapped: boolean;
  report: FileReport | undefined;
}

const files = (db: Database) =>
  db
    .selectFrom('statementFile')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementFile.moneyAccountId')
    .innerJoin('appUser as uploader', 'uploader.id', 'statementFile.uploadedBy')
    .leftJoin('appUser as storer', 'storer.id', 'statementFile.storedBy')
    .select(['statementFile.id', 'moneyAccountId', 'moneyAccount.name as accountName', 'fileName', 'sizeBytes'])
    .select(['sha256', 'state', 'uploadedAt', 'storedAt', 'linesDone', 'mappingId', 'report'])
    .select(['uploader.displayName as uploadedBy', 'storer.displayName as storedBy']);

type Selected = Awaited<ReturnType<ReturnType<typeof files>['executeTakeFirstOrThrow']>>;

const rowOf = ({ sha256, state, report, mappingId, ...row }: Selected): StatementFileRow => ({
  ...row,
  sha256: sha256.toString('hex'),
  state: state as FileState,
  mapped: mappingId !== null,
  report: (report as unknown as FileReport | null) ?? undefined,
});

/** Files newest first, of one account or all; `before`: only those with a smaller id. */
export async function listStatementFiles(
  db: Database,
  { account, before, limit }: { account?: bigint; before?: bigint; limit: number },
): Promise<StatementFileRow[]> {
  const rows = await files(db)
    .$if(account !== undefined, (query) => query.where('moneyAccountId', '=', account ?? 0n))
    .$if(before !== undefined, (query) => query.where('statementFile.id', '<', before ?? 0n))
    .orderBy('statementFile.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(rowOf);
}

export async function findStatementFile(db: Database, id: bigint): Promise<StatementFileRow | undefined> {
  const row = await files(db).where('statementFile.id', '=', id).executeTakeFirst();
  return row && rowOf(row);
}

export interface Coverage {
  moneyAccountId: bigint;
  accountName: string;
  firstDay: string | undefined;
  lastDay: string | undefined;
  /** Days without a statement that nobody explained, from the day on which the account was opened. */
  gaps: Gap[];
  /** Such days of which somebody said why. */
  explained: (Gap & { reason: AbsenceReason })[];
}

/**
 * Every approved account that has statements: from when to when it is covered, and what is missing between, and before the
 * first of them where the account was opened earlier.
 */
export async function listCoverage(db: Database): Promise<Coverage[]> {
  const [accounts, statements] = await Promise.all([
    db
      .selectFrom('moneyAccount')
      .select(['id', 'name', 'openedOn'])
      .where('decision', '=', 'approved')
      .where('kind', '<>', 'cash')
      .orderBy('entityCode')
      .orderBy('name')
      .execute(),
    db
      .selectFrom('statement')
      .select(['moneyAccountId', 'firstDay', 'lastDay', 'openingFen', 'closingFen'])
      .where('scope', '=', 'movement')
      .orderBy('firstDay')
      .execute(),
  ]);
  const said = await absences(
    db,
    accounts.map(({ id }) => id),
  );
  const own = Map.groupBy(statements, ({ moneyAccountId }) => moneyAccountId);
  return accounts.map(({ id, name, openedOn }) => {
    const covered: CoveredWithBalances[] = own.get(id) ?? [];
    const days = covered.map(({ lastDay }) => lastDay).sort();
    const [firstDay, lastDay] = [covered[0]?.firstDay, days.at(-1)];
    const account = { moneyAccountId: id, accountName: name, firstDay, lastDay };
    if (firstDay === undefined || lastDay === undefined) return { ...account, gaps: [], explained: [] };
    const from = openedOn !== null && openedOn < firstDay ? openedOn : firstDay;
    const gaps: Gap[] = [];
    const explained: Coverage['explained'] = [];
    for (const gap of gapsOf(covered, { from, through: lastDay })) {
      const why = reasonOf(gap, said.get(id) ?? []);
      if (why === undefined) gaps.push(gap);
      else explained.push({ ...gap, reason: why.reason });
    }
    return { ...account, gaps, explained };
  });
}

export interface StoredLine {
  id: bigint;
  place: number;
  day: string;
  time: string | null;
  flow: 'in' | 'out' | 'neutral';
  amountFen: bigint;
  balanceFen: bigint | null;
  counterpartyName: string | null;
  counterpartyAccount: string | null;
  kind: string | null;
  purpose: string | null;
  state: 'open' | 'parked' | 'confirmed' | 'matched' | 'ignored';
}

/** Lines that a file was the first to bring, in its order; `after`: only those with a larger id. */
export async function listLinesOfFile(
  db: Database,
  { fileId, after, limit }: { fileId: bigint; after?: bigint; limit: number },
): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select l.id, l.place, l.occurred_on as day, l.occurred_at::text as time, l.flow, l.amount_fen, l.balance_fen,
      l.counterparty_name, l.counterparty_account, l.kind, l.purpose, s.state
    from statement_line l
    join line_state s on s.line_id = l.id
    where l.statement_id in (select id from statement where file_id = ${fileId}) and l.id > ${after ?? 0n}
    order by l.id
    limit ${limit}`.execute(db);
  return rows;
}

/** The bytes as they were uploaded. Throws when what lies there is no longer that. */
export async function openKept(dataDir: string, { sha256 }: Pick<StatementFileRow, 'sha256'>) {
  const path = keptPath(dataDir, Buffer.from(sha256, 'hex'));
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  if (hash.digest('hex') !== sha256) throw new Error(`statement ${sha256} no longer has the bytes that were uploaded`);
  return createReadStream(path);
}

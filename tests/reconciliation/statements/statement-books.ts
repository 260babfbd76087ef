import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askToStore, uploadStatement } from '#reconciliation/statements/acts.ts';
import type { FileReport } from '#reconciliation/statements/file-report.ts';
import { workOnFile } from '#reconciliation/statements/work.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type Ground, layGround } from '../../support/ground.ts';
import { openMoneyAccount } from '../../support/money-accounts.ts';

/** Books with money accounts, and a folder for their statements. */
export interface StatementBooks extends TestDatabase, Ground {
  dataDir: string;
  account(number?: string): Promise<bigint>;
  /** Uploaded and read; answers its state and report. */
  read(account: bigint, content: string | Uint8Array): Promise<{ fileId: bigint; state: string; report: FileReport }>;
  /** Uploaded, read and stored where nothing is refused. */
  stored(account: bigint, content: string | Uint8Array): Promise<{ state: string; kinds: string[] }>;
  lines(account: bigint): Promise<{ identity: Buffer; amountFen: bigint; purpose: string | null }[]>;
}

export const NUMBER = '4300123456785300';
let opened = 0;

export async function statementBooks(): Promise<StatementBooks> {
  const database = await testDatabase();
  const ground = await layGround(database.owner);
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-statements-'));
  const { db } = database;

  async function outcomeOf(fileId: bigint) {
    const row = await db
      .selectFrom('statementFile')
      .select(['state', 'report'])
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow();
    return { fileId, state: row.state, report: row.report as unknown as FileReport };
  }

  const books: StatementBooks = {
    ...database,
    ...ground,
    dataDir,
    account(number = `9${String(++opened).padStart(8, '0')}5300`) {
      return openMoneyAccount(db, ground, 'bank', { entity: ground.entity, number });
    },
    async read(account, content) {
      const fileId = await uploaded(books, account, content);
      await workOnFile(db, dataDir, fileId);
      return outcomeOf(fileId);
    },
    async stored(account, content) {
      const { fileId, state } = await books.read(account, content);
      if (state === 'read') {
        await askToStore(db, fileId, ground.recorder);
        await workOnFile(db, dataDir, fileId);
      }
      const { state: left, report } = await outcomeOf(fileId);
      return { state: left, kinds: report.refusals.map(({ kind }) => kind) };
    },
    lines(account) {
      return db
        .selectFrom('statementLine')
        .select(['identity', 'amountFen', 'purpose'])
        .where('moneyAccountId', '=', account)
        .orderBy('id')
        .execute();
    },
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return books;
}

/** Put in line, and not read yet. */
export async function uploaded(
  { db, dataDir, recorder }: Pick<StatementBooks, 'db' | 'dataDir' | 'recorder'>,
  account: bigint,
  content: string | Uint8Array,
): Promise<bigint> {
  const bytes = Buffer.from(content);
  const kept = await uploadStatement(db, dataDir, {
    moneyAccountId: account,
    by: recorder,
    fileName: '流水.csv',
    content: (async function* () {
      yield bytes;
    })(),
  });
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusals));
  return kept.value.fileId;
}

export interface Row {
  day: string;
  time: string;
  fen: bigint;
  name: string;
  purpose?: string;
  serial?: string;
}

const yuan = (fen: bigint): string => `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`;

/** An export as the Construction Bank writes it: what came in, with the balance after each, from an opening one. */
export function ccb(rows: readonly Row[], { opening = 100_000n, account = '5300' } = {}): string {
  let balance = opening;
  const lines = rows.map(({ day, time, fen, name, purpose = '捐款', serial }, at) => {
    balance += fen;
    const cells = [
      `\t${account}`,
      '示例市慈善总会',
      `${day.replaceAll('-', '')} ${time}`,
      '0',
      yuan(fen),
      yuan(balance),
    ];
    return [...cells, '人民币元', name, '\t6217', '转账', purpose, serial ?? `N-${day}-${at}-${fen}`].join(',');
  });
  return [
    '账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,摘要,备注,账户明细编号-交易流水号',
    ...lines,
    '',
  ].join('\r\n');
}

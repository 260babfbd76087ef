/**
 * What reading a bank's statement costs at growing sizes, each beside the bare reading of the same file as text, and how
 * much memory it holds. `npm run bench -- --statements [sizes…]`, by default 1,000 to 1,000,000 lines. With `--store`, by
 * default to 100,000, what storing it costs beside reading it.
 */
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Database, openDatabase } from '#database/connection.ts';
import { migrate } from '#database/migrate.ts';
import { openCluster } from '#database/open.ts';
import { fileOnDisk } from '#reconciliation/statement/file-on-disk.ts';
import { inspectStatement } from '#reconciliation/statement/inspect.ts';
import type { StatementFile } from '#reconciliation/statement/statement.ts';
import { linesOf } from '#reconciliation/statement/text.ts';
import { askToStore, uploadStatement } from '#reconciliation/statements/acts.ts';
import { workOnFile } from '#reconciliation/statements/work.ts';
import { type Ground, layGround } from '../support/ground.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';

const MOST_GROWTH = 2;
/** Of memory from the smallest to the largest file: what streams does not grow. */
const MOST_MEGABYTES_MORE = 60;

export async function benchStatements(given: readonly string[]): Promise<void> {
  const asked = given.filter((arg) => /^\d+$/.test(arg)).map(Number);
  if (given.includes('--store')) return benchStoring(asked.length > 0 ? asked : [1_000, 10_000, 100_000]);
  const sizes = asked.length > 0 ? asked : [1_000, 10_000, 100_000, 1_000_000];
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-statement-bench-'));
  const found: { size: number; ratio: number; megabytes: number }[] = [];
  try {
    console.log(['lines', 'read (s)', 'as text', 'times', 'memory MB'].map((head) => head.padStart(12)).join(''));
    for (const size of sizes) {
      const path = join(folder, `${size}.csv`);
      await pipeline(statementOf(size), createWriteStream(path));
      const file = await fileOnDisk(path);
      const bare = await seconds(() => asText(file));
      let megabytes = 0;
      const watch = setInterval(() => {
        megabytes = Math.max(megabytes, process.memoryUsage.rss() / 1_048_576);
      }, 20);
      const whole = await seconds(async () => {
        const [inspected] = await inspectStatement(file);
        if (inspected?.refusals.length !== 0 || inspected.statements[0]?.lines !== size)
          throw new Error('not all was read');
      });
      clearInterval(watch);
      found.push({ size, ratio: whole / bare, megabytes });
      const cells = [String(size), whole.toFixed(2), bare.toFixed(2), (whole / bare).toFixed(1), megabytes.toFixed(0)];
      console.log(cells.map((cell) => cell.padStart(12)).join(''));
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const [second, last] = [found[Math.min(1, found.length - 1)], found.at(-1)];
  if (second === undefined || last === undefined) return;
  if (last.ratio / second.ratio > MOST_GROWTH || last.megabytes - second.megabytes > MOST_MEGABYTES_MORE) {
    console.error('  grows with the size of the file, in time or in memory');
    process.exitCode = 1;
  }
}

/** What it costs to store a file, beside reading it; durable, as in earnest. */
async function benchStoring(sizes: readonly number[]): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-statement-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await openCluster({ dataDir, host: '127.0.0.1', port: 0, secure: false });
  await migrate(cluster.ownerUrl);
  const [db, owner] = [openDatabase(cluster.appUrl), openDatabase(cluster.ownerUrl)];
  const found: { size: number; ratio: number; megabytes: number }[] = [];
  try {
    const ground = await layGround(owner);
    const heads = ['lines', 'read (s)', 'preview', 'store', 'again', 'times', 'memory MB'];
    console.log(heads.map((head) => head.padStart(12)).join(''));
    for (const size of sizes) found.push(await storeOnce(db, ground, dataDir, size));
  } finally {
    await Promise.all([db.destroy(), owner.destroy()]);
    await cluster.stop();
    await rm(dataDir, { recursive: true });
  }
  const [second, last] = [found[Math.min(1, found.length - 1)], found.at(-1)];
  if (second === undefined || last === undefined) return;
  if (last.ratio / second.ratio > MOST_GROWTH || last.megabytes - second.megabytes > MOST_MEGABYTES_MORE) {
    console.error('  grows with the size of the file, in time or in memory');
    process.exitCode = 1;
  }
}

/** Reads, previews and stores a file into an account of its own, then previews the same lines, all known by then. */
async function storeOnce(db: Database, ground: Ground, dataDir: string, size: number) {
  const account = await openMoneyAccount(db, ground, 'bank', { entity: ground.entity, number: `4300${size}5300` });
  const path = join(dataDir, `${size}.csv`);
  await pipeline(statementOf(size), createWriteStream(path));
  const file = await fileOnDisk(path);
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, process.memoryUsage.rss() / 1_048_576);
  }, 20);
  const read = await seconds(async () => {
    await inspectStatement(file);
  });
  const fileId = await put(db, dataDir, account, ground.recorder, file.open());
  const preview = await seconds(() => work(db, dataDir, fileId, 'read'));
  await askToStore(db, fileId, ground.recorder);
  const store = await seconds(() => work(db, dataDir, fileId, 'stored'));
  const next = await put(db, dataDir, account, ground.recorder, withEnd(file));
  const again = await seconds(() => work(db, dataDir, next, 'read'));
  clearInterval(watch);
  const ratio = store / read;
  const cells = [String(size), read.toFixed(2), preview.toFixed(2), store.toFixed(2), again.toFixed(2)];
  console.log([...cells, ratio.toFixed(1), megabytes.toFixed(0)].map((cell) => cell.padStart(12)).join(''));
  await rm(path);
  return { size, ratio, megabytes };
}

async function put(
  db: Database,
  dataDir: string,
  moneyAccountId: bigint,
  by: bigint,
  content: AsyncIterable<Uint8Array>,
) {
  const uploaded = await uploadStatement(db, dataDir, { moneyAccountId, by, fileName: 'bench.csv', content });
  if (!uploaded.ok) throw new Error(JSON.stringify(uploaded.refusals));
  return uploaded.value.fileId;
}

async function work(db: Database, dataDir: string, fileId: bigint, expected: string): Promise<void> {
  const state = await workOnFile(db, dataDir, fileId);
  if (state !== expected) throw new Error(`the file is ${state}, not ${expected}`);
}

/** Other bytes with the same lines. */
async function* withEnd(file: StatementFile): AsyncGenerator<Uint8Array> {
  yield* file.open();
  yield Buffer.from('\r\n');
}

async function seconds(run: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1_000;
}

async function asText(file: StatementFile): Promise<void> {
  let length = 0;
  for await (const { text } of linesOf(file, 'utf-8')) length += text.length;
  if (length === 0) throw new Error('nothing was read');
}

/** A month of small gifts to one account, each with the balance after it. */
function* statementOf(lines: number): Generator<string> {
  yield '账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,摘要,备注,账户明细编号-交易流水号\r\n';
  let balance = 100_000_000n;
  let text = '';
  for (let line = 1; line <= lines; line++) {
    const fen = BigInt(((line * 7_919) % 99_991) + 1);
    balance += fen;
    const second = String(line % 86_400).padStart(5, '0');
    const clock = `${String(Math.floor(Number(second) / 3_600)).padStart(2, '0')}:${String(Math.floor(Number(second) / 60) % 60).padStart(2, '0')}:${String(Number(second) % 60).padStart(2, '0')}`;
    text += `\t5300,示例市慈善总会,20250712 ${clock},0,${yuan(fen)},${yuan(balance)},人民币元,捐赠人${line % 5_000},\t6217${line % 9_999},跨行转账,爱心捐款,${line}\r\n`;
    if (line % 1_000 === 0) {
      yield text;
      text = '';
    }
  }
  yield text;
}

const yuan = (fen: bigint): string => `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`;

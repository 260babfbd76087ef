/**
 * What reading a bank's statement costs at growing sizes, each beside the bare reading of the same file as text, and how
 * much memory it holds. `npm run bench -- --statements [sizes…]`, by default 1,000 to 1,000,000 lines.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileOnDisk } from '#reconciliation/statement/file-on-disk.ts';
import { inspectStatement } from '#reconciliation/statement/inspect.ts';
import type { StatementFile } from '#reconciliation/statement/statement.ts';
import { linesOf } from '#reconciliation/statement/text.ts';

const MOST_GROWTH = 2;
/** Of memory from the smallest to the largest file: what streams does not grow. */
const MOST_MEGABYTES_MORE = 60;

export async function benchStatements(given: readonly string[]): Promise<void> {
  const asked = given.filter((arg) => /^\d+$/.test(arg)).map(Number);
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

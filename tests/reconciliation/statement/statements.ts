import { inMemory, inspectStatement, readStatement } from '#reconciliation/statement/inspect.ts';
import { reportsOf } from '#reconciliation/statement/report.ts';
import type { StatementLine } from '#reconciliation/statement/statement.ts';

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** The movements that are read from a text or bytes. */
export async function linesOf(content: string | Uint8Array): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  for await (const event of readStatement(inMemory('statement', bytesOf(content)))) {
    if (event.kind === 'line') lines.push(event.line);
  }
  return lines;
}

/** What it comes to, and the kinds of its refusals with their places. */
export async function inspected(content: string | Uint8Array) {
  const files = await inspectStatement(inMemory('statement', bytesOf(content)));
  return {
    reports: files.flatMap(reportsOf),
    refusals: files.flatMap(({ refusals }) =>
      refusals.map(({ kind, line }) => (line === undefined ? kind : `${kind}:${line}`)),
    ),
    notes: files.flatMap(({ notes }) => notes.map(({ kind }) => kind)),
  };
}

/** A corporate account of the Construction Bank: zeros instead of blanks, tabs before numbers, day and time in one cell. */
export const CCB = [
  '账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,摘要,备注,账户明细编号-交易流水号',
  '\t5300,示例市慈善总会,20250712 09:03:11,0,"50,000.00",1050000.00,人民币元,示例市甲科技有限公司,\t6200,网银转账,捐款 DN20250712001,1',
  '\t5300,示例市慈善总会,20250712 10:15:42,0,200.00,1050200.00,人民币元,张三,\t6217,跨行转账,爱心捐款,2',
  '\t5300,示例市慈善总会,20250712 10:15:42,0,200.00,1050400.00,人民币元,张三,\t6217,跨行转账,爱心捐款,3',
  '\t5300,示例市慈善总会,20250713 11:30:00,300000.00,0,750400.00,人民币元,青石镇慈善分会,\t6209,对外支付,拨付救灾款,4',
];

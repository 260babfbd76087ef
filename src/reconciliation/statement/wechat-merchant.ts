import { parse } from 'csv-parse/sync';
import { type Figure, isBlankFigure, magnitude, readFigure } from './figure.ts';
import type { Flow, StatedFigure, StatementEvent, StatementFile, StatementLine } from './statement.ts';
import { readMoment } from './table/moment.ts';
import { plainHeading } from './table/plain-heading.ts';
import type { Row } from './table/rows.ts';
import { encodingOf, linesOf, type TextLine } from './text.ts';

/**
 * WeChat Pay's bills for merchants: trades (ALL, SUCCESS, REFUND) and fund flow
 * (https://pay.weixin.qq.com/doc/v3/merchant/4012067083). Every value has a backtick before it and none is quoted, so a
 * comma inside a name is told from a separator by the backtick behind it; a program that downloaded the bill may have
 * taken the backticks away. Two lines at the end state the totals.
 */
export async function* readWechatMerchant(file: StatementFile): AsyncGenerator<StatementEvent> {
  const encoding = await encodingOf(file, 'gb18030');
  yield* readWechatRows(rowsOf(linesOf(file, encoding)));
}

/** The same of rows that were read already, as those of a workbook. */
export async function* readWechatRows(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<StatementEvent> {
  let headings: string[] | undefined;
  let totals: string[] | undefined;
  /** Whether the figures stood under the headings of the totals. */
  let summed = false;
  for await (const { place, cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const plain = cells.map(plainHeading);
    if (headings === undefined) {
      if (isBill(plain)) {
        headings = plain;
        yield { kind: 'statement', head: { format: formatOf(plain), currency: 'CNY' } };
      } else if (cells[0]?.trimStart().startsWith('`')) break;
    } else if (headsTotals(plain, headings)) [totals, summed] = [plain, false];
    else if (totals !== undefined && !summed) {
      const stated = totalsOf(totals, place, cells.map(value));
      summed = stated.length === totals.filter(isTotal).length;
      if (!summed) break;
      for (const each of stated) yield { kind: 'stated', stated: each };
    } else if (plain.join() !== headings.join()) yield movement(cells.map(value), headings, place);
  }
  if (headings === undefined) yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing' } };
  // Whoever cut the file off cut off its totals.
  else if (!summed) yield { kind: 'refused', refusal: { kind: 'statementTrailerMissing' } };
}

/**
 * Whether these are the headings of the totals: the number of trades first, three of them at least, and none where a
 * movement has its number; goods may be named 总交易单数.
 */
function headsTotals(plain: readonly string[], headings: readonly string[]): boolean {
  const [first = ''] = plain;
  const number = Math.max(headings.indexOf('微信订单号'), headings.indexOf('资金流水单号'));
  return (
    isTotal(first) &&
    /^(?:总|资金流水总)/.test(first) &&
    plain.filter(isTotal).length >= LEAST_TOTALS &&
    !/\d/.test(plain[number] ?? '')
  );
}

const LEAST_TOTALS = 3;
const isTotal = (heading: string): boolean => Object.hasOwn(TOTALS, heading);

async function* rowsOf(lines: AsyncIterable<TextLine>): AsyncGenerator<Row> {
  for await (const { place, text } of lines) yield { place, cells: cellsOf(text) };
}

/** A spreadsheet that saved the bill put quotation marks around values with commas. */
function cellsOf(text: string): string[] {
  if (text.includes('"')) {
    const [quoted = []] = parse(text, { relax_quotes: true, relax_column_count: true }) as string[][];
    return quoted;
  }
  return text.startsWith('`') ? text.split(/,(?=`)/) : text.split(',');
}

const value = (cell: string): string => cell.trim().replace(/^`/, '').trim();

/** Whether these are the headings of one of the bills. */
export const isWechatMerchant = (line: string): boolean => isBill(line.split(',').map(plainHeading));

const isBill = (headings: readonly string[]): boolean =>
  (headings.includes('微信订单号') && headings.includes('交易时间')) ||
  (headings.includes('资金流水单号') && headings.includes('收支类型'));

/** The same of a row of a workbook. */
export const isWechatHeader = (cells: readonly string[]): boolean => isBill(cells.map(plainHeading));

const formatOf = (headings: readonly string[]): string =>
  headings.includes('资金流水单号')
    ? 'wechat-merchant-fund-flow'
    : headings.includes('退款申请时间')
      ? 'wechat-merchant-refund'
      : 'wechat-merchant-trade';

type Cells = ReadonlyMap<string, string>;

function movement(values: readonly string[], headings: readonly string[], place: number): StatementEvent {
  const refused = (kind: string, field: string, stated = ''): StatementEvent => ({
    kind: 'refused',
    refusal: { kind, field, line: place, values: { stated: stated.slice(0, 40) } },
    movement: true,
  });
  // A comma within a name that nothing marks moves every value behind it.
  const beyond = values.slice(headings.length).find((cell) => cell !== '');
  if (beyond !== undefined) return refused('statementAmountUnreadable', headings.at(-1) ?? '', beyond);
  const cells: Cells = new Map(headings.map((heading, index) => [heading, values[index] ?? '']));
  const day = ['退款成功时间', '交易时间', '记账时间'].find((heading) => cells.get(heading)) ?? '交易时间';
  const moment = readMoment(cells.get(day) ?? '');
  if (moment?.day === undefined) return refused('statementDayUnreadable', day, cells.get(day));
  const moved = cells.has('资金流水单号') ? fundFlow(cells) : trade(cells);
  if (typeof moved === 'string') return refused(FAULTS[moved] ?? 'statementAmountUnreadable', moved, cells.get(moved));
  return {
    kind: 'line',
    line: {
      place,
      day: moment.day,
      ...(moment.time && { time: moment.time }),
      currency: cells.get('货币种类') || 'CNY',
      ...moved,
    },
  };
}

const FAULTS: Record<string, string> = { 收支类型: 'statementFlowUnknown' };

type Moved = Pick<StatementLine, 'flow' | 'amount' | 'references'> & Partial<StatementLine>;

/** Older bills call the settled amount 总金额. */
const SETTLED = ['应结订单金额', '总金额', '订单金额'];

/** The movement, or the heading of what cannot be read. A refund that was applied for and failed moved nothing, but stands in the bill. */
function trade(cells: Cells): Moved | string {
  const refund = isRefund(cells);
  const column = refund ? '退款金额' : (SETTLED.find((heading) => cells.has(heading)) ?? SETTLED[0] ?? '');
  const amount = figureOf(cells, column);
  const fee = figureOf(cells, '手续费');
  if (amount === undefined) return column;
  const flow: Flow = refund ? 'out' : 'in';
  return {
    flow,
    amount: magnitude(amount),
    ...(fee && fee.digits !== 0n && { fee }),
    ...filled('serial', refund ? cells.get('微信退款单号') : cells.get('微信订单号')),
    references: numbers(cells, ['商户订单号', '商户退款单号', ...(refund ? ['微信订单号'] : [])]),
    ...filled('kind', cells.get('交易状态') ?? cells.get('退款状态')),
    ...filled('purpose', cells.get('商品名称')),
    ...filled('account', cells.get('商户号')),
  };
}

const isRefund = (cells: Cells): boolean =>
  cells.get('交易状态') === 'REFUND' || cells.get('交易状态') === 'REVOKED' || cells.has('退款申请时间');

function fundFlow(cells: Cells): Moved | string {
  const amount = figureOf(cells, '收支金额');
  const word = cells.get('收支类型');
  if (amount === undefined) return '收支金额';
  if (word !== '收入' && word !== '支出') return '收支类型';
  const balance = figureOf(cells, '账户结余');
  return {
    flow: word === '收入' ? 'in' : 'out',
    amount: magnitude(amount),
    ...(balance && { balance }),
    ...filled('serial', cells.get('资金流水单号')),
    references: numbers(cells, ['微信支付业务单号', '业务凭证号']),
    ...filled('kind', cells.get('业务名称') ?? cells.get('业务类型')),
    ...filled('purpose', cells.get('备注')),
  };
}

const figureOf = (cells: Cells, heading: string): Figure | undefined => {
  const cell = cells.get(heading);
  return cell === undefined || isBlankFigure(cell) ? undefined : readFigure(cell);
};

const filled = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  (value === undefined || value === '' || value === '0' ? {} : { [key]: value }) as { [P in K]?: string };

const numbers = (cells: Cells, headings: readonly string[]): string[] =>
  headings.flatMap((heading) => Object.values(filled('number', cells.get(heading))));

/** 总交易单数, 应结订单总金额, 退款总金额, 手续费总金额; of the fund flow 资金流水总笔数, 收入金额, 支出金额. */
function totalsOf(headings: readonly string[], place: number, stated: readonly string[]): StatedFigure[] {
  return headings.flatMap((field, index): StatedFigure[] => {
    const what = TOTALS[field];
    const figure = readFigure(stated[index] ?? '');
    return what === undefined || figure === undefined ? [] : [{ what, figure, place, field, binding: true }];
  });
}

const TOTALS: Record<string, StatedFigure['what']> = {
  总交易单数: 'lines',
  应结订单总金额: 'sumIn',
  总交易额: 'sumIn',
  退款总金额: 'sumOut',
  总退款金额: 'sumOut',
  手续费总金额: 'sumFees',
  总手续费金额: 'sumFees',
  资金流水总笔数: 'lines',
  收入笔数: 'linesIn',
  收入金额: 'sumIn',
  支出笔数: 'linesOut',
  支出金额: 'sumOut',
};

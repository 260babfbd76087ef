import { type Figure, isBlankFigure, magnitude, readFigure } from './figure.ts';
import type { Flow, StatedFigure, StatementEvent, StatementFile, StatementLine } from './statement.ts';
import { plainHeading } from './table/columns.ts';
import { readMoment } from './table/moment.ts';
import { encodingOf, linesOf, type TextLine } from './text.ts';

/**
 * WeChat Pay's bills for merchants: trades (ALL, SUCCESS, REFUND) and fund flow
 * (https://pay.weixin.qq.com/doc/v3/merchant/4012067083). Every value has a backtick before it and none is quoted, so a
 * comma inside a name is told from a separator by the backtick behind it. Two lines at the end state the totals.
 */
export async function* readWechatMerchant(file: StatementFile): AsyncGenerator<StatementEvent> {
  const encoding = await encodingOf(file, 'gb18030');
  let headings: string[] | undefined;
  let totals: string[] | undefined;
  for await (const line of linesOf(file, encoding)) {
    const { place, text } = line;
    if (text.trim() === '') continue;
    if (!text.startsWith('`')) {
      const found = text.split(',').map(plainHeading);
      if (headings === undefined) {
        headings = found;
        yield { kind: 'statement', head: { format: formatOf(found), currency: 'CNY' } };
      } else totals = found;
    } else if (headings === undefined) {
      yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing', line: place } };
      return;
    } else if (totals === undefined) yield* movement(cellsOf(line, headings), place);
    else for (const stated of totalsOf(totals, line)) yield { kind: 'stated', stated };
  }
  if (headings === undefined) yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing' } };
  // Whoever cut the file off cut off its totals.
  else if (totals === undefined) yield { kind: 'refused', refusal: { kind: 'statementTrailerMissing' } };
}

/** Whether these are the headings of one of the bills. */
export const isWechatMerchant = (firstLine: string): boolean => {
  const headings = firstLine.split(',').map(plainHeading);
  return headings.includes('微信订单号') || (headings.includes('资金流水单号') && headings.includes('收支类型'));
};

const formatOf = (headings: readonly string[]): string =>
  headings.includes('资金流水单号')
    ? 'wechat-merchant-fund-flow'
    : headings.includes('退款申请时间')
      ? 'wechat-merchant-refund'
      : 'wechat-merchant-trade';

type Cells = ReadonlyMap<string, string>;

const values = (text: string): string[] =>
  text
    .slice(1)
    .split(',`')
    .map((value) => value.trim());

const cellsOf = ({ text }: TextLine, headings: readonly string[]): Cells =>
  new Map(values(text).map((value, index) => [headings[index] ?? String(index), value]));

function* movement(cells: Cells, place: number): Generator<StatementEvent> {
  const moment = readMoment(cells.get('退款成功时间') || cells.get('交易时间') || cells.get('记账时间') || '');
  if (moment?.day === undefined) {
    const stated = cells.get('交易时间') ?? cells.get('记账时间') ?? '';
    yield {
      kind: 'refused',
      refusal: { kind: 'statementDayUnreadable', line: place, values: { stated } },
      movement: true,
    };
    return;
  }
  const moved = cells.has('资金流水单号') ? fundFlow(cells) : trade(cells);
  if (moved === undefined) {
    yield { kind: 'refused', refusal: { kind: 'statementAmountUnreadable', line: place }, movement: true };
    return;
  }
  yield {
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

type Moved = Pick<StatementLine, 'flow' | 'amount' | 'references'> & Partial<StatementLine>;

/** A refund that was applied for and failed moved nothing, but stands in the bill. */
function trade(cells: Cells): Moved | undefined {
  const refund = isRefund(cells);
  const amount = figureOf(cells, refund ? '退款金额' : '应结订单金额');
  const fee = figureOf(cells, '手续费');
  if (amount === undefined) return undefined;
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

function fundFlow(cells: Cells): Moved | undefined {
  const amount = figureOf(cells, '收支金额');
  const word = cells.get('收支类型');
  if (amount === undefined || (word !== '收入' && word !== '支出')) return undefined;
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
function totalsOf(headings: readonly string[], { place, text }: TextLine): StatedFigure[] {
  const stated = values(text);
  return headings.flatMap((field, index): StatedFigure[] => {
    const what = TOTALS[field];
    const figure = readFigure(stated[index] ?? '');
    return what === undefined || figure === undefined ? [] : [{ what, figure, place, field, binding: true }];
  });
}

const TOTALS: Record<string, StatedFigure['what']> = {
  总交易单数: 'lines',
  应结订单总金额: 'sumIn',
  退款总金额: 'sumOut',
  手续费总金额: 'sumFees',
  资金流水总笔数: 'lines',
  收入笔数: 'linesIn',
  收入金额: 'sumIn',
  支出笔数: 'linesOut',
  支出金额: 'sumOut',
};

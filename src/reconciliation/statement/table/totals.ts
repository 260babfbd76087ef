import { type Figure, magnitude, readFigure } from '../figure.ts';
import { MOST } from '../limits.ts';
import type { StatedFigure } from '../statement.ts';
import { IN_WORDS, OUT_WORDS } from './heading-grammar.ts';
import { simplifiedWords } from './plain-heading.ts';
import { currencyCode, currencyNames } from './preamble.ts';
import type { RowReader } from './read-line.ts';

/**
 * What a row above or below the table states of the whole: `收入：1笔 28.50元`, `#支出合计：3笔，共-8788.01元`,
 * `借方发生总额[ Total Debit Amount of Payments ],"300,515.00"`, `借方笔数,1,借方金额,200.00`, `期初余额：1,000.00`. Empty
 * when it states nothing.
 */
export const totalsOf = (cells: readonly string[], place: number, binding: boolean): StatedFigure[] =>
  wordedTotals(cells, place, binding).stated;

/** The same, and the cells whose figures words beside them say what they are; others may stand under a column of amounts. */
export function wordedTotals(
  row: readonly string[],
  place: number,
  binding: boolean,
): { stated: StatedFigure[]; worded: ReadonlySet<number> } {
  const cells = row.map((cell) => (cell.length > MOST.labelSigns ? '' : cell));
  const parts = cells.map((cell) => cell.normalize('NFKC'));
  const stated: StatedFigure[] = [];
  const worded = new Set<number>();
  const add = (what: What, figure: Figure | undefined, field: string) => {
    if (figure) stated.push({ what, figure: ofSide(what, figure), place, field, binding });
  };
  const text = parts.join(' ');
  const partOf = partsOf(parts);
  for (const { 0: all, 1: word = '', 2: count = '', 3: sum = '', index } of text.matchAll(COUNT_AND_SUM)) {
    const [lines, total] = FLOWS[word] ?? [];
    if (lines === undefined || total === undefined) continue;
    add(lines, readFigure(count), all.trim());
    if (sum !== '') add(total, readFigure(sum), all.trim());
    for (let sign = index; sign < index + all.length; sign++) worded.add(partOf[sign] ?? -1);
  }
  const [all, count] = RECORDS.exec(text) ?? [];
  if (all !== undefined && count !== undefined) add('lines', readFigure(count), all);
  for (const [index, cell] of parts.entries()) {
    if (!SIDES_ALONE.test(cell)) continue;
    worded.add(index);
    for (const [said, side, figure = ''] of cell.matchAll(SIDE_ALONE))
      add(side === '收' ? 'sumIn' : 'sumOut', readFigure(figure), said.trim());
  }
  const next = nextFilled(cells);
  for (const [index, cell] of cells.entries()) {
    const label = plainLabel(cell);
    const what = whatOf(label);
    if (what !== undefined) {
      const at = next[index] ?? -1;
      add(what, readFigure(cells[at] ?? ''), label);
      worded.add(at);
      continue;
    }
    for (const [said, of = '', figure = '', counted] of plainText(whole(cell, cells[index + 1])).matchAll(WITHIN)) {
      const within = whatOf(plainLabel(of));
      // 收入:1笔 is a count, and read as one.
      if (within === undefined || (counted !== undefined && !within.startsWith('lines'))) continue;
      add(within, readFigure(figure), said.trim());
    }
  }
  return { stated, worded };
}

/** Of each sign of the parts, joined by one sign each, the part it is of. */
const partsOf = (parts: readonly string[]): number[] =>
  parts.flatMap((part, at) => Array.from({ length: part.length + 1 }, () => at));

/** Of each cell, the next one that is filled. */
function nextFilled(cells: readonly string[]): number[] {
  const next: number[] = [];
  let filled = -1;
  for (let at = cells.length - 1; at >= 0; at--) {
    next[at] = filled;
    if ((cells[at] ?? '').trim() !== '') filled = at;
  }
  return next;
}

/** `期初余额：1,000.00` that no quotation marks hold together. */
const whole = (cell: string, next = ''): string =>
  /余额\s{0,20}[:：]\s{0,20}-?\d{1,3}$/.test(cell.trim()) && /^\d{3}(?:\.\d+)?(?!\d)/.test(next.trim())
    ? `${cell.trim()},${next.trim()}`
    : cell;

/** A balance has its sign; counts and sums have none. */
const ofSide = (what: What, figure: Figure): Figure =>
  what === 'opening' || what === 'closing' ? figure : magnitude(figure);

const plainText = (cell: string): string => simplifiedWords(cell.normalize('NFKC'));
const plainWords = (cell: string): string => plainText(cell).replaceAll(/\s/g, '');

const CURRENCY_NAMES = currencyNames.join('|');
const TOTAL = new RegExp(
  `^(?:${CURRENCY_NAMES})?(?:本页|本期|本月|本日|当页|当日|总)?(?:合计|总计|小计|汇总|共计|累计)|^总(?:收入|支出|笔数|金额)|^(?:本年|本季|当年)累计`,
);
const TOTAL_ALONE = new RegExp(
  `^(?:${CURRENCY_NAMES})?(?:本页|本期|本月|本日|当页|当日)?(?:合计|总计|小计|共计)[:金额]*$`,
);
/** Signs without which a cell is none of these: the quick look at every row of a long file. */
const OF_TOTALS = /[计計汇匯彙总總]/;
/** Of a page, a day or a month: it counts from the subtotal before it. */
const SUBTOTAL = /^(?:本页|当页|本日|当日|本月)(?:合计|总计|共计|汇总)|小计/;
const SIDE_ALONE = /([收支])[入出方]?\s{0,20}([\d,]{1,40}(?:\.\d{1,20})?)/g;
/** `收 1,350.55 支 200.00`, as a row without a day ends a table. */
const SIDES_ALONE = new RegExp(`^\\s{0,20}(?:\\d{1,9}\\s{0,20}笔?\\s{0,20})?(?:${SIDE_ALONE.source}\\s{0,20})+$`);
/** Beyond what the file is of. */
const BEYOND = /累计/;

/**
 * A row under the headings that is no movement: 合计, 本页小计, 总收入笔数. With a day it is one only where a cell says just
 * that: 汇总缴税 is what a movement is for. 收50 beside an amount is a remark.
 */
export function isTotalsRow(cells: readonly string[], reader: Pick<RowReader, 'hasDay' | 'hasAmount'>): boolean {
  const short = cells.filter((cell) => cell.length <= MOST.labelSigns);
  const plain = short.filter((cell) => OF_TOTALS.test(cell)).map(plainWords);
  if (reader.hasDay(cells)) return plain.some((cell) => TOTAL_ALONE.test(cell));
  if (plain.some((cell) => TOTAL.test(cell))) return true;
  return short.some(isSides) && !reader.hasAmount(cells.map((cell) => (isSides(cell) ? '' : cell)));
}

const isSides = (cell: string): boolean => cell.length <= MOST.labelSigns && SIDES_ALONE.test(cell);

const totalsLabel = (cells: readonly string[]): string =>
  cells
    .filter((cell) => cell.length <= MOST.labelSigns)
    .map(plainWords)
    .find((cell) => TOTAL.test(cell)) ?? '';

/** The label without its page and figures: 本页小计 is the same on every page. */
export const repeatedLabel = (cells: readonly string[]): string =>
  totalsLabel(cells).replaceAll(/第\d{1,6}页|[\d.,:()]/g, '');

export type Reach = 'whole' | 'part' | 'beyond';

/** Whether the figures under the columns are of the whole file, of what came since the last such row, or of more. */
export function reachOf(cells: readonly string[]): Reach {
  const label = totalsLabel(cells);
  return SUBTOTAL.test(label) ? 'part' : BEYOND.test(label) ? 'beyond' : 'whole';
}

/** 人民币合计: the currency that a row of totals is of. */
export function currencyOfTotals(cells: readonly string[]): string | undefined {
  const label = totalsLabel(cells);
  const name = currencyNames.find((each) => label.startsWith(each));
  return name === undefined ? undefined : currencyCode(name);
}

/** A row that carries a balance on, from the page or the period before: `期初余额`, `承前页`. No movement. */
export function carriedBalance(cells: readonly string[]): 'opening' | 'closing' | 'page' | undefined {
  for (const cell of cells) {
    if (cell.length > MOST.labelSigns) continue;
    const label = plainWords(cell).replace(/[:：]$/, '');
    if (/^(?:承前页|承上页|过次页|转下页|接下页)/.test(label)) return 'page';
    const what = BALANCES.test(label) ? whatOf(label) : undefined;
    if (what === 'opening' || what === 'closing') return what;
  }
  return undefined;
}

/** 待收入 and 待支出 have not moved. */
const COUNT_AND_SUM =
  /(?<![待未])(不计收支|中性交易|收入|支出|交易|退款)(?:合计)?:?\s{0,20}(\d{1,12})\s{0,20}笔(?:[,，]?[^\d,，:]{0,40}?(-?[\d,]{1,40}(?:\.\d{1,20})?)\s{0,20}元|(?=\s{0,20}$))/g;
const RECORDS = /共\s{0,20}:?\s{0,20}(\d{1,12})\s{0,20}[笔条](?:记录|明细|交易)/;

type What = StatedFigure['what'];

const FLOWS: Record<string, [What, What]> = {
  收入: ['linesIn', 'sumIn'],
  交易: ['linesIn', 'sumIn'],
  支出: ['linesOut', 'sumOut'],
  退款: ['linesOut', 'sumOut'],
  不计收支: ['linesNeutral', 'sumNeutral'],
  中性交易: ['linesNeutral', 'sumNeutral'],
};

const ALL = '(?:总|合计|累计|汇总)?';
const SIDE = `(${IN_WORDS})|(${OUT_WORDS})`;
const OF_SIDE = new RegExp(
  `^(?:本期|期间|总计|${ALL})${ALL}(?:${SIDE})${ALL}(?:发生|交易)?${ALL}(笔数|次数|条数|件数)?(?:金额|发生额|总额|额)?(?:合计|总计)?$`,
);
const LINES = /^(?:交易|明细)?(?:总笔数|总记录数|记录总数|总条数|合计笔数|总计笔数|交易笔数|明细笔数)$/;
const BALANCES = /^(?:账户)?(?:(期初|上期|承前|起始|期前)|(期末|本期|终止|结束))(?:账户)?(?:余额|结余|结存)$/;

/** What a label states, by how it is put together: 借方发生总笔数, 汇总收入金额, 贷方合计, 期末余额. */
function whatOf(label: string): What | undefined {
  if (LINES.test(label)) return 'lines';
  const [balance, opening] = BALANCES.exec(label) ?? [];
  if (balance !== undefined) return opening === undefined ? 'closing' : 'opening';
  const [side, came, , count] = OF_SIDE.exec(label) ?? [];
  if (side === undefined) return undefined;
  if (count === undefined) return came === undefined ? 'sumOut' : 'sumIn';
  return came === undefined ? 'linesOut' : 'linesIn';
}

const plainLabel = (cell: string): string => plainText(cell).replaceAll(/\[[^[\]]*\]|[\s:#(元)]/g, '');
/** A label with its figure in one cell. A label begins where its words do: nothing is gone through twice. */
const WITHIN =
  /(?<!\p{Script=Han})(\p{Script=Han}+)\s{0,20}(?:\((?:元|人民币)\)\s{0,20})?:\s{0,20}([¥$]?\s{0,20}-?\d[\d,]*(?:\.\d+)?)(笔)?(?![\d年/.-])/gu;

/** The format may say itself that its totals are computed another way than its lines. */
export const saysIndicative = (text: string): boolean => /统计逻辑不同|统计金额不一致|金额仅供参考/.test(text);

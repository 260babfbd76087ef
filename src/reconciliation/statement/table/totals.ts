import { type Figure, magnitude, readFigure } from '../figure.ts';
import type { StatedFigure } from '../statement.ts';

/**
 * What a row above or below the table states of the whole: `收入：1笔 28.50元`, `#支出合计：3笔，共-8788.01元`,
 * `借方发生总额[ Total Debit Amount of Payments ],"300,515.00"`. Empty when it states nothing.
 */
export function totalsOf(cells: readonly string[], place: number, binding: boolean): StatedFigure[] {
  const text = cells.join(' ').normalize('NFKC');
  const found: StatedFigure[] = [];
  const add = (what: StatedFigure['what'], figure: Figure | undefined, field: string) => {
    if (figure) found.push({ what, figure: magnitude(figure), place, field, binding });
  };
  for (const [all, word = '', count = '', sum = ''] of text.matchAll(COUNT_AND_SUM)) {
    const [lines, total] = FLOWS[word] ?? [];
    if (lines === undefined || total === undefined) continue;
    add(lines, readFigure(count), all.trim());
    add(total, readFigure(sum), all.trim());
  }
  const [all, count] = RECORDS.exec(text) ?? [];
  if (all !== undefined && count !== undefined) add('lines', readFigure(count), all);
  const label = plainLabel(cells[0] ?? '');
  const what = LABELS[label];
  if (what !== undefined)
    add(what, readFigure(cells.find((cell, index) => index > 0 && cell.trim() !== '') ?? ''), label);
  return found;
}

/** A row under the headings that is no movement: 合计, 本页小计, 总收入笔数. */
export const isTotalsRow = (cells: readonly string[]): boolean =>
  cells.some((cell) =>
    /^(?:人民币|本页|本期|本月)?(?:合计|总计|小计|汇总|共计)|^总(?:收入|支出|笔数|金额)/.test(
      cell.normalize('NFKC').replaceAll(/\s/g, ''),
    ),
  );

const COUNT_AND_SUM =
  /(不计收支|中性交易|收入|支出|交易|退款)(?:合计)?:?\s*(\d+)\s*笔[,，]?\s*(?:[^\d,，:]*?)(-?[\d,]+(?:\.\d+)?)\s*元/g;
const RECORDS = /共\s*(\d+)\s*笔记录/;

type What = StatedFigure['what'];

const FLOWS: Record<string, [What, What]> = {
  收入: ['linesIn', 'sumIn'],
  交易: ['linesIn', 'sumIn'],
  支出: ['linesOut', 'sumOut'],
  退款: ['linesOut', 'sumOut'],
  不计收支: ['linesNeutral', 'sumNeutral'],
  中性交易: ['linesNeutral', 'sumNeutral'],
};

const LABELS: Record<string, What> = {
  总笔数: 'lines',
  总记录数: 'lines',
  借方发生总笔数: 'linesOut',
  借方总笔数: 'linesOut',
  借方笔数: 'linesOut',
  支出总笔数: 'linesOut',
  支出笔数: 'linesOut',
  借方发生总额: 'sumOut',
  借方总金额: 'sumOut',
  借方总额: 'sumOut',
  支出总金额: 'sumOut',
  支出总额: 'sumOut',
  贷方发生总笔数: 'linesIn',
  贷方总笔数: 'linesIn',
  贷方笔数: 'linesIn',
  收入总笔数: 'linesIn',
  收入笔数: 'linesIn',
  贷方发生总额: 'sumIn',
  贷方总金额: 'sumIn',
  贷方总额: 'sumIn',
  收入总金额: 'sumIn',
  收入总额: 'sumIn',
  期初余额: 'opening',
  上期余额: 'opening',
  承前余额: 'opening',
  期末余额: 'closing',
  本期余额: 'closing',
};

const plainLabel = (cell: string): string => cell.normalize('NFKC').replaceAll(/\[[^\]]*\]|[\s:#(元)]/g, '');

/** The format may say itself that its totals are computed another way than its lines. */
export const saysIndicative = (text: string): boolean => /统计逻辑不同|统计金额不一致|金额仅供参考/.test(text);

import type { Refusal } from '#ledger/refusal.ts';
import { figureOf, figureText, measuredOf, yuanText } from './figures.ts';
import { cellName, plainWord } from './grid.ts';
import type { Heading, Vocabulary } from './headings.ts';

const TOTAL =
  /^(?:本页|本月|本日|本期|本次|当日|当月|全部|人民币|[一二三四五六七八九十]+月份?)?(合计|小计|总计|共计|累计|汇总)(?:[:(].*)?$/;

/** A row that sums others: 合计, 小计, 总计 in one of its first three filled cells. */
export const isTotals = (cells: readonly string[]): boolean => totalWord(cells) !== undefined;

function totalWord(cells: readonly string[]): string | undefined {
  const filled = cells.filter((cell) => cell.trim() !== '').slice(0, 3);
  return filled.map((cell) => TOTAL.exec(plainWord(cell))?.[0]).find(Boolean);
}

const FOOTER =
  /^(?:制表|填表|填报|审核|复核|经办|经手|负责|主管|会计|出纳|仓管|保管|监督|见证|领导|单位负责|联系|盖章|公章|签字|签名|签章|落款|打印|注|备注|说明|大写|人民币\(?大写|金额大写|合计大写)[^\d]{0,8}(?:[:(].*)?$/;

/** Signatures and notes under a register; after its totals also a lone name and date. */
export function isFooter(cells: readonly string[], headings: readonly Heading<string>[], ended: boolean): boolean {
  const filled = cells.flatMap((cell, index) => (cell === '' ? [] : [{ cell, index }]));
  const [begin] = filled;
  if (!begin) return false;
  const plain = plainWord(begin.cell);
  // A giver may be called 会计师事务所: a signature ends in a colon, or stands alone.
  if (FOOTER.test(plain) && (/[:(]/.test(plain) || filled.length === 1)) return true;
  const figures = filled.some(
    ({ cell, index }) => headings[index]?.column !== undefined && figureOf(cell) !== undefined,
  );
  return ended && filled.length <= 2 && !figures;
}

interface Sum {
  index: number;
  field: string;
  /** Undefined once a cell could not be read: then no total can be held against it. */
  all: bigint | undefined;
  section: bigint | undefined;
}

/** Holds what totals rows state against the rows above them: 小计 since the last one, 合计 all, or since the last. */
export function foldTotals<C extends string>(
  headings: readonly Heading<C>[],
  { headings: columns, money, quantities }: Vocabulary<C>,
) {
  const sums: (Sum & { column: C })[] = headings.flatMap(({ column }, index) =>
    column && (money.includes(column) || quantities.includes(column))
      ? [{ index, column, field: columns[column][0] ?? '', all: 0n, section: 0n }]
      : [],
  );
  const wrong: Refusal[] = [];
  let held = 0;
  const amountOf = (column: C, cell: string): bigint | undefined => {
    if (cell === '' || /^[-/—–]+$/.test(cell)) return 0n;
    return figureOf(money.includes(column) ? cell : (measuredOf(cell)?.quantity ?? cell));
  };
  return {
    add(cells: Readonly<Record<C, string>>) {
      for (const sum of sums) {
        const amount = amountOf(sum.column, cells[sum.column]);
        sum.all = amount === undefined || sum.all === undefined ? undefined : sum.all + amount;
        sum.section = amount === undefined || sum.section === undefined ? undefined : sum.section + amount;
      }
    },
    hold(row: number, raw: readonly string[]) {
      const partial = /小计|本页|本日|当日/.test(totalWord(raw) ?? '');
      for (const sum of sums) {
        const cell = raw[sum.index] ?? '';
        if (cell === '') continue;
        const stated = amountOf(sum.column, statedText(cell, headings[sum.index], money.includes(sum.column)));
        if (stated === undefined) continue;
        const candidates = partial ? [sum.section, sum.all] : [sum.all, sum.section];
        if (candidates[0] === undefined) continue;
        if (candidates.includes(stated)) held += 1;
        else {
          wrong.push({
            kind: 'importTotalsDisagree',
            field: sum.field,
            line: row,
            values: {
              cell: cellName(sum.index, row),
              stated: figureText(stated),
              summed: figureText(candidates[0]),
              difference: figureText(stated - candidates[0]),
            },
          });
        }
      }
      for (const sum of sums) sum.section = 0n;
    },
    refusals: () => wrong,
    held: () => held,
  };
}

const statedText = (cell: string, heading: Heading<string> | undefined, isMoney: boolean): string =>
  isMoney ? yuanText(cell, heading?.inTenThousands ?? false) : cell;

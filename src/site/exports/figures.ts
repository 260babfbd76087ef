import { formatDecimal } from '#log/decimal-point.ts';
import type { PositionRow } from '#log/position.ts';
import { COLUMNS } from '../balance-rows.ts';
import type { Exactness } from '../contributions.ts';
import { type Notice, type Unmatched, unmatchedOf, unmatchedShown } from '../notices.ts';
import { writeTotalName } from '../page-totals.ts';
import { exactnessOf, type Line, linesOf, totalName } from '../positions.ts';
import type { SiteData } from '../site-data.ts';
import { movements } from './notice-positions.ts';

/** A figure of a page; `leaves` stands only where all that made it are named. */
interface PageFigure {
  /** As in `data-total` on the page: kind, entity, fund, units, column. */
  name: string;
  amount: string;
  unit: string;
  /** Of what remains nobody says how exact it is: it is computed; nor of a sum of no records. */
  exactness?: Exactness;
  records?: number;
  leaves?: string[];
}

/** Whose unmatched lines (待核实) stand on a page: of an entity, of all, or of nobody. */
export type UnmatchedBeside = { entity: string } | 'all' | 'none';

/** Every figure of the positions in `rows`, line by line, and of each owner where a line has several. */
export function pageFigures(
  page: string,
  rows: readonly PositionRow[],
  { survey, log }: SiteData,
  beside: UnmatchedBeside = 'none',
): string {
  const lines = linesOf(rows, survey.register).flatMap((line) => [
    line,
    ...(line.rows.length > 1 ? line.rows.flatMap((row) => linesOf([row], survey.register)) : []),
  ]);
  const figures = lines.flatMap((line) => COLUMNS.map((column) => figureOf(line, column, survey)));
  const { latest } = survey.notices;
  const unmatched = beside === 'none' ? [] : unmatchedShown(latest, beside === 'all' ? undefined : beside.entity);
  return written({ page, size: log.size.toString(), figures, ...unmatchedFigures(unmatched, survey) });
}

function figureOf(line: Line, column: (typeof COLUMNS)[number], survey: SiteData['survey']): PageFigure {
  const { scale } = survey.register.unit(line.unit);
  const figure = { name: totalName(line, column), amount: formatDecimal(line.sum[column], scale), unit: line.unit };
  if (column === 'balance') return figure;
  const { contributions } = survey;
  const records = line.rows.reduce((sum, row) => sum + contributions.count({ ...row, column }), 0);
  const leaves = line.rows.flatMap((row) => contributions.recent({ ...row, column }));
  const exactness = exactnessOf(contributions, line, column);
  return {
    ...figure,
    ...(records > 0 ? { exactness } : {}),
    records,
    ...(new Set(leaves).size >= records && leaves.length > 0 ? { leaves: leaves.map(String) } : {}),
  };
}

/** What a notice said: since the one before it, and altogether. It never changes. */
export function noticeFigures(page: string, before: Notice | undefined, notice: Notice, { survey }: SiteData): string {
  const figures = movements(before, notice).flatMap(({ owner: { entity, fund, stream, unit }, now, since }) => {
    const { scale } = survey.register.unit(unit);
    return COLUMNS.map((column) => ({
      name: writeTotalName({ kind: stream, entity, fund, units: [unit], column }),
      amount: formatDecimal(now[column], scale),
      inPeriod: formatDecimal(since[column], scale),
      unit,
    }));
  });
  const { number, cutoff, size } = notice;
  const unmatched = unmatchedFigures(unmatchedOf(notice), survey);
  return written({ page, notice: number, cutoff, size: size.toString(), figures, ...unmatched });
}

/** With the codes of the leaves; no key where there is nothing. In no total. */
function unmatchedFigures(rows: readonly Unmatched[], { register }: SiteData['survey']): object {
  const { scale } = register.unit(CASH);
  const unmatched = rows.map(({ entity, account, flow, amount, count }) => ({
    ...(entity !== '*' && { entity }),
    ...{ account, flow, amount: formatDecimal(amount, scale), unit: CASH, lines: Number(count) },
  }));
  return unmatched.length > 0 ? { unmatched } : {};
}

const CASH = 'CNY';

const written = (content: object): string => `${JSON.stringify(content, null, 1)}\n`;

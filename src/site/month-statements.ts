import { byOwner, type PositionRow } from '#log/position.ts';
import type { Survey } from './survey.ts';
import type { BooksFilter, TimelineSums } from './timeline.ts';

/** What moved in a span of time, of one entity, fund, stream and unit. */
export type Movement = PositionRow & Pick<TimelineSums, 'leaves'>;

/** By entity and fund; `sumsOf` asks the timeline for the span. */
function movements(survey: Survey, sumsOf: (filter: BooksFilter) => readonly TimelineSums[]): Movement[] {
  const owners = new Map(survey.fold.positions().map((row) => [`${row.entity} ${row.fund}`, row]));
  return [...owners.values()]
    .flatMap(({ entity, fund }) => sumsOf({ entity, fund }).map((sums) => ({ ...sums, entity, fund })))
    .sort(byOwner);
}

/** Months in which anything happened, YYYY-MM, ascending. */
export const monthsOf = ({ timeline }: Survey): string[] => [...new Set(timeline.months().map(({ month }) => month))];

/** Days in which anything happened, YYYY-MM-DD, ascending. */
export const daysWithMovement = ({ timeline }: Survey): string[] => [...new Set(timeline.days().map(({ day }) => day))];

/** With what is only known to lie in the month. */
export const inMonth = (survey: Survey, month: string): Movement[] =>
  movements(survey, (filter) => survey.timeline.months(filter).filter((sums) => sums.month === month));

export const onDay = (survey: Survey, day: string): Movement[] =>
  movements(survey, (filter) => survey.timeline.days(filter).filter((sums) => sums.day === day));

/** What no source dates to a month. */
export const undated = (survey: Survey): Movement[] => movements(survey, (filter) => survey.timeline.notStated(filter));

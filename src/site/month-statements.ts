import { byOwner, type PositionRow } from '#log/position.ts';
import type { Survey } from './survey.ts';
import type { BooksFilter, MonthSums, TimelineSums } from './timeline.ts';

/** What moved in a span of time, of one entity, fund, stream and unit. */
export type Movement = PositionRow & Pick<TimelineSums, 'leaves'> & Partial<Pick<MonthSums, 'withoutDay'>>;

/** By entity and fund; `sumsOf` asks the timeline for all of them at once. */
function movements<S extends TimelineSums>(survey: Survey, sumsOf: (filter: BooksFilter) => readonly S[]) {
  const owners = new Map(survey.fold.positions().map((row) => [`${row.entity} ${row.fund}`, row]));
  return [...owners.values()]
    .flatMap(({ entity, fund }) => sumsOf({ entity, fund }).map((sums) => ({ ...sums, entity, fund })))
    .sort(byOwner);
}

interface Spans {
  /** Of the survey when they were drawn up. */
  size: bigint;
  /** In order of time. */
  months: ReadonlyMap<string, Movement[]>;
  days: ReadonlyMap<string, Movement[]>;
}

const drawnUp = new WeakMap<Survey, Spans>();

/** Drawn up once for all months and days: a page that asked the timeline by itself would cost as much as all of them. */
function spansOf(survey: Survey): Spans {
  const known = drawnUp.get(survey);
  if (known?.size === survey.size) return known;
  const { timeline } = survey;
  const months = Map.groupBy(
    movements(survey, (filter) => timeline.months(filter)),
    ({ month }) => month,
  );
  const days = Map.groupBy(
    movements(survey, (filter) => timeline.days(filter)),
    ({ day }) => day,
  );
  const spans: Spans = {
    size: survey.size,
    months: inOrder(
      [...timeline.months().map(({ month }) => month), ...timeline.voidedPlaces.map((at) => at.slice(0, MONTH_LENGTH))],
      months,
    ),
    days: inOrder(
      [...timeline.days().map(({ day }) => day), ...timeline.voidedPlaces.filter((at) => at.length > MONTH_LENGTH)],
      days,
    ),
  };
  drawnUp.set(survey, spans);
  return spans;
}

const MONTH_LENGTH = 'YYYY-MM'.length;

const inOrder = (places: readonly string[], rows: ReadonlyMap<string, Movement[]>): Map<string, Movement[]> =>
  new Map([...new Set(places)].sort().map((at) => [at, rows.get(at) ?? []]));

/** Months in which anything happened, YYYY-MM, ascending. One of which all was voided stays: its address was published. */
export const monthsOf = (survey: Survey): string[] => [...spansOf(survey).months.keys()];

/** Likewise days, YYYY-MM-DD, ascending. */
export const daysWithMovement = (survey: Survey): string[] => [...spansOf(survey).days.keys()];

/** With what is only known to lie in the month. */
export const inMonth = (survey: Survey, month: string): Movement[] => spansOf(survey).months.get(month) ?? [];

export const onDay = (survey: Survey, day: string): Movement[] => spansOf(survey).days.get(day) ?? [];

/** What no source dates to a month. */
export const undated = (survey: Survey): Movement[] => movements(survey, (filter) => survey.timeline.notStated(filter));

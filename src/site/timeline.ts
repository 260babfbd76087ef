import type { LeafDate, RegisterLeaf, Stream, UnitCode } from '#log/leaf.ts';
import { addPosition, noPosition, type Position } from '#log/position.ts';

/** Which books to look at; what is left out is not asked about. */
export interface BooksFilter {
  entity?: string;
  fund?: string;
  stream?: Stream;
  unit?: UnitCode;
}

/** Sums of one unit and stream, over the entities and funds that were asked for (汇总，不合并记账). */
export interface TimelineSums extends Position {
  stream: Stream;
  unit: UnitCode;
  /** Standing leaves that moved this unit. */
  leaves: number;
}

export interface DaySums extends TimelineSums {
  /** YYYY-MM-DD. */
  day: string;
}

export interface MonthSums extends TimelineSums {
  /** YYYY-MM. */
  month: string;
  /** How many of the leaves no source dates to a day of it. */
  withoutDay: number;
}

/** Leaves that count to a month though no source dates them to a day of it. */
export interface WithoutDay {
  count: number;
  /** Places of the last few, in log order. */
  recent: readonly bigint[];
}

interface Owner {
  entity: string;
  fund: string;
  stream: Stream;
}

type Cell = Owner & Position & { at: string; unit: UnitCode; leaves: number };

/** A leaf whose postings count, with what they do per unit. */
export interface Moved extends Owner {
  /** Its place in the log. */
  index: bigint;
  date: LeafDate;
  moved: ReadonlyMap<UnitCode, Position>;
}

/**
 * What moved when, as the leaves date it; a voided leaf is taken back from where it was counted, as if it had never been.
 * So the cells of a position always sum to the fold's. It grows with days, not with leaves.
 */
export class Timeline {
  /** `at` is a day, a month for what is only known to lie in it, or NOT_STATED. */
  readonly #cells = new Map<string, Cell>();
  /** A date "not later than" lies between the fund's beginning, as first registered, and that day. */
  readonly #began = new Map<string, string>();
  /** By month. */
  readonly #withoutDay = new Map<string, WithoutDay>();
  /** By day or month: how many leaves dated to it were voided. Its page, once published, stays and says so. */
  readonly #voided = new Map<string, number>();

  register(leaf: RegisterLeaf): void {
    if (leaf.subject === 'fund' && !this.#began.has(leaf.code)) this.#began.set(leaf.code, leaf.beganOn);
  }

  add(leaf: Moved): void {
    this.#count(leaf, 1n);
  }

  /** The leaf was voided. */
  remove(leaf: Moved): void {
    this.#count(leaf, -1n);
    const at = this.#placeOf(leaf.date, leaf.fund);
    if (at !== NOT_STATED) this.#voided.set(at, this.voidedAt(at) + 1);
  }

  /** Ascending, one row per day, stream and unit: units are never added to each other. Days that are not stated are left out. */
  days(filter: BooksFilter = {}): DaySums[] {
    return this.#sums(filter, (at) => (at.length === DAY_LENGTH ? at : undefined)).map(
      ({ at, withoutDay: _, ...sums }) => ({ day: at, ...sums }),
    );
  }

  /** Ascending, likewise, with what is only known to lie in the month. */
  months(filter: BooksFilter = {}): MonthSums[] {
    return this.#sums(filter, (at) => (at === NOT_STATED ? undefined : at.slice(0, MONTH_LENGTH))).map(
      ({ at, ...sums }) => ({ month: at, ...sums }),
    );
  }

  /** What counts to this month without a day, over all books. */
  withoutDay(month: string): WithoutDay {
    return this.#withoutDay.get(month) ?? { count: 0, recent: [] };
  }

  /** How many leaves dated to this very day were voided, or to this month without a day. */
  voidedAt(at: string): number {
    return this.#voided.get(at) ?? 0;
  }

  /** Likewise, dated to any day of the month or to none. */
  voidedIn(month: string): number {
    return [...this.#voided].reduce((sum, [at, count]) => (at.startsWith(month) ? sum + count : sum), 0);
  }

  /** Days and months of voided leaves. */
  get voidedPlaces(): string[] {
    return [...this.#voided.keys()];
  }

  /** What no source dates to a month. */
  notStated(filter: BooksFilter = {}): TimelineSums[] {
    return this.#sums(filter, (at) => (at === NOT_STATED ? at : undefined)).map(
      ({ at: _, withoutDay: __, ...sums }) => sums,
    );
  }

  snapshot(): TimelineState {
    return {
      cells: [...this.#cells.values()],
      began: [...this.#began],
      withoutDay: [...this.#withoutDay],
      voided: [...this.#voided],
    };
  }

  restore({ cells, began, withoutDay, voided }: TimelineState): void {
    for (const cell of cells) this.#cells.set(keyOf(cell), cell);
    for (const [fund, day] of began) this.#began.set(fund, day);
    for (const [month, leaves] of withoutDay) this.#withoutDay.set(month, leaves);
    for (const [at, count] of voided) this.#voided.set(at, count);
  }

  #count({ index, entity, fund, stream, date, moved }: Moved, sign: 1n | -1n): void {
    const at = this.#placeOf(date, fund);
    if (at.length === MONTH_LENGTH) this.#countWithoutDay(at, index, sign);
    for (const [unit, position] of moved) {
      const owner = { at, entity, fund, stream, unit };
      const key = keyOf(owner);
      const cell = this.#cells.get(key) ?? { ...owner, ...noPosition(), leaves: 0 };
      addPosition(cell, position, sign);
      cell.leaves += Number(sign);
      if (cell.leaves === 0) this.#cells.delete(key);
      else this.#cells.set(key, cell);
    }
  }

  #countWithoutDay(month: string, index: bigint, sign: 1n | -1n): void {
    const { count, recent } = this.withoutDay(month);
    this.#withoutDay.set(month, {
      count: count + Number(sign),
      recent: sign > 0n ? [...recent, index].slice(-KEPT) : recent.filter((other) => other !== index),
    });
  }

  #placeOf(date: LeafDate, fund: string): string {
    switch (date.precision) {
      case 'day':
        return date.day;
      case 'period':
        return monthWithin(date.from, date.to);
      case 'notLaterThan':
        return monthWithin(this.#began.get(fund) ?? '', date.day);
      default:
        return NOT_STATED;
    }
  }

  #sums(
    filter: BooksFilter,
    placeOf: (at: string) => string | undefined,
  ): (TimelineSums & { at: string; withoutDay: number })[] {
    const sums = new Map<string, TimelineSums & { at: string; withoutDay: number }>();
    for (const cell of this.#cells.values()) {
      const at = placeOf(cell.at);
      if (at === undefined || !isAsked(cell, filter)) continue;
      const { stream, unit } = cell;
      const key = `${at} ${stream} ${unit}`;
      const sum = sums.get(key) ?? { at, stream, unit, ...noPosition(), leaves: 0, withoutDay: 0 };
      addPosition(sum, cell, 1n);
      sum.leaves += cell.leaves;
      if (cell.at.length === MONTH_LENGTH) sum.withoutDay += cell.leaves;
      sums.set(key, sum);
    }
    return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }
}

export interface TimelineState {
  cells: Cell[];
  began: [string, string][];
  withoutDay: [string, WithoutDay][];
  voided: [string, number][];
}

export const isAsked = (
  owner: { entity: string; fund: string; stream: string; unit: string },
  { entity, fund, stream, unit }: BooksFilter,
): boolean =>
  (entity === undefined || owner.entity === entity) &&
  (fund === undefined || owner.fund === fund) &&
  (stream === undefined || owner.stream === stream) &&
  (unit === undefined || owner.unit === unit);

const NOT_STATED = '';
const DAY_LENGTH = 'YYYY-MM-DD'.length;
const MONTH_LENGTH = 'YYYY-MM'.length;
/** Of the leaves without a day in a month: what a footnote can name. */
const KEPT = 20;

const monthWithin = (from: string, to: string): string => {
  const month = to.slice(0, MONTH_LENGTH);
  return from.startsWith(month) ? month : NOT_STATED;
};

const keyOf = ({ at, entity, fund, stream, unit }: Omit<Cell, keyof Position | 'leaves'>): string =>
  [at, entity, fund, stream, unit].join(' ');

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
}

interface Owner {
  entity: string;
  fund: string;
  stream: Stream;
}

type Cell = Owner & Position & { at: string; unit: UnitCode; leaves: number };

/** A leaf whose postings count, with what they do per unit. */
export interface Moved extends Owner {
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

  register(leaf: RegisterLeaf): void {
    if (leaf.subject === 'fund' && !this.#began.has(leaf.code)) this.#began.set(leaf.code, leaf.beganOn);
  }

  add(leaf: Moved): void {
    this.#count(leaf, 1n);
  }

  /** The leaf was voided. */
  remove(leaf: Moved): void {
    this.#count(leaf, -1n);
  }

  /** Ascending, one row per day, stream and unit: units are never added to each other. Days that are not stated are left out. */
  days(filter: BooksFilter = {}): DaySums[] {
    return this.#sums(filter, (at) => (at.length === DAY_LENGTH ? at : undefined)).map(({ at, ...sums }) => ({
      day: at,
      ...sums,
    }));
  }

  /** Ascending, likewise, with what is only known to lie in the month. */
  months(filter: BooksFilter = {}): MonthSums[] {
    return this.#sums(filter, (at) => (at === NOT_STATED ? undefined : at.slice(0, MONTH_LENGTH))).map(
      ({ at, ...sums }) => ({ month: at, ...sums }),
    );
  }

  /** What no source dates to a month. */
  notStated(filter: BooksFilter = {}): TimelineSums[] {
    return this.#sums(filter, (at) => (at === NOT_STATED ? at : undefined)).map(({ at: _, ...sums }) => sums);
  }

  snapshot(): TimelineState {
    return { cells: [...this.#cells.values()], began: [...this.#began] };
  }

  restore({ cells, began }: TimelineState): void {
    for (const cell of cells) this.#cells.set(keyOf(cell), cell);
    for (const [fund, day] of began) this.#began.set(fund, day);
  }

  #count({ entity, fund, stream, date, moved }: Moved, sign: bigint): void {
    const at = this.#placeOf(date, fund);
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

  #sums(filter: BooksFilter, placeOf: (at: string) => string | undefined): (TimelineSums & { at: string })[] {
    const sums = new Map<string, TimelineSums & { at: string }>();
    for (const cell of this.#cells.values()) {
      const at = placeOf(cell.at);
      if (at === undefined || !isAsked(cell, filter)) continue;
      const { stream, unit } = cell;
      const key = `${at} ${stream} ${unit}`;
      const sum = sums.get(key) ?? { at, stream, unit, ...noPosition(), leaves: 0 };
      addPosition(sum, cell, 1n);
      sum.leaves += cell.leaves;
      sums.set(key, sum);
    }
    return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }
}

export interface TimelineState {
  cells: Cell[];
  began: [string, string][];
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

const monthWithin = (from: string, to: string): string => {
  const month = to.slice(0, MONTH_LENGTH);
  return from.startsWith(month) ? month : NOT_STATED;
};

const keyOf = ({ at, entity, fund, stream, unit }: Omit<Cell, keyof Position | 'leaves'>): string =>
  [at, entity, fund, stream, unit].join(' ');

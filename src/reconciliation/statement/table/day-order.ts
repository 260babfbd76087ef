import type { StatedPeriod } from '../statement.ts';
import type { Header } from './header.ts';
import { type DayOrder, plainMoment, readMoment, readSerialDay, YEAR_LAST } from './moment.ts';

const ORDERS = ['dayMonthYear', 'monthDayYear'] as const;

/**
 * How a file writes its days. Of days that end with the year, a number above 12 tells the order, or the period that the
 * file says it is of, where only one order keeps all days within it; in what order they come tells nothing. Numbers as a
 * spreadsheet counts days are days where all of a column are, more than one, none outside that period or to come.
 */
export class DaysWritten {
  readonly #columns: readonly number[];
  readonly #period: StatedPeriod;
  readonly #latest: string;
  #told: DayOrder | undefined;
  #yearFirst = false;
  readonly #outside = { dayMonthYear: false, monthDayYear: false };
  /** How many days each column has that are such numbers; NaN where it has anything else. */
  readonly #serials: number[];

  constructor({ columns }: Header, period: StatedPeriod) {
    this.#columns = columns.moment ?? [];
    this.#serials = this.#columns.map(() => 0);
    this.#period = period;
    this.#latest = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  }

  /** Whether more rows would tell no more. */
  get settled(): boolean {
    return this.#yearFirst || this.#told !== undefined;
  }

  get order(): DayOrder | undefined {
    if (this.#told !== undefined) return this.#told;
    const within = ORDERS.filter((order) => !this.#outside[order]);
    return within.length === 1 ? within[0] : undefined;
  }

  /** The one column of which all are such numbers: times without a colon look the same. */
  get serialColumn(): number | undefined {
    const found = this.#columns.filter((_, at) => (this.#serials[at] ?? 0) > 1);
    return found.length === 1 ? found[0] : undefined;
  }

  take(cells: readonly string[]): void {
    if (this.settled) return;
    const stated = this.#columns.map((index) => plainMoment(cells[index] ?? ''));
    this.#takeSerial(stated);
    for (const cell of stated) {
      const [, first, , second] = YEAR_LAST.exec(cell) ?? [];
      if (first === undefined || second === undefined) {
        if (readMoment(cell)?.day !== undefined) this.#yearFirst = true;
        continue;
      }
      if (Number(first) > 12) this.#told = 'dayMonthYear';
      else if (Number(second) > 12) this.#told = 'monthDayYear';
      else for (const order of ORDERS) if (!this.#holds(readMoment(cell, order)?.day)) this.#outside[order] = true;
      return;
    }
  }

  #takeSerial(stated: readonly string[]): void {
    for (const [at, cell] of stated.entries()) {
      if (!/\d/.test(cell)) continue;
      const day = readSerialDay(cell)?.day;
      const is = day !== undefined && day <= this.#latest && this.#holds(day);
      this.#serials[at] = is ? (this.#serials[at] ?? 0) + 1 : Number.NaN;
    }
  }

  /** Whether the period that is stated, if any, has this day. */
  #holds(day: string | undefined): boolean {
    const { firstDay, lastDay } = this.#period;
    return (
      day === undefined || ((firstDay === undefined || day >= firstDay) && (lastDay === undefined || day <= lastDay))
    );
  }
}

/** More lines on one day than this are not remembered, and say nothing of where a chain of balances begins. */
const MOST_ON_A_DAY = 10_000;

interface LinesOfDay {
  day: string;
  before: Set<string>;
  after: Set<string>;
}

/**
 * The balances before and after the lines of the first and the last day of a file whose days only rise or only fall. An
 * account that is emptied again and again closes a chain of balances without the lines that are missing; it must still
 * begin on the first day and end on the last.
 */
export class DaysInOrder {
  #first: LinesOfDay | undefined;
  #last: LinesOfDay | undefined;
  #rises = false;
  #falls = false;
  #crowded = false;

  add(day: string, before: string, after: string): void {
    if (this.#last?.day !== day) {
      if (this.#last !== undefined && day > this.#last.day) this.#rises = true;
      if (this.#last !== undefined && day < this.#last.day) this.#falls = true;
      this.#last = { day, before: new Set(), after: new Set() };
      this.#first ??= this.#last;
    }
    if (this.#last.before.size >= MOST_ON_A_DAY) this.#crowded = true;
    if (this.#crowded) return;
    this.#last.before.add(before);
    this.#last.after.add(after);
  }

  beginsWith(balance: string): boolean {
    const oldest = this.#rises ? this.#first : this.#last;
    return !this.#tells || oldest === undefined || oldest.before.has(balance);
  }

  endsWith(balance: string): boolean {
    const newest = this.#rises ? this.#last : this.#first;
    return !this.#tells || newest === undefined || newest.after.has(balance);
  }

  copy(): DaysInOrder {
    const other = new DaysInOrder();
    const copied = (lines: LinesOfDay | undefined) =>
      lines && { day: lines.day, before: new Set(lines.before), after: new Set(lines.after) };
    other.#first = copied(this.#first);
    other.#last = this.#last === this.#first ? other.#first : copied(this.#last);
    other.#rises = this.#rises;
    other.#falls = this.#falls;
    other.#crowded = this.#crowded;
    return other;
  }

  /** Not where all lines are of one day, or the days are mixed. */
  get #tells(): boolean {
    return this.#rises !== this.#falls && !this.#crowded;
  }
}

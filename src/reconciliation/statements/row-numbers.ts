/** Tells a column that only numbers the rows of its file from one that holds the bank's serials, in flat memory. */
export class RowNumbers {
  #lines = 0;
  #last: number | undefined;
  #up = true;
  #down = true;

  add(serial: string | undefined): void {
    this.#lines += 1;
    const number = /^\d{1,9}$/.test(serial ?? '') ? Number(serial) : undefined;
    this.#up &&= number === this.#lines;
    this.#down &&= number !== undefined && (this.#last === undefined || number === this.#last - 1);
    this.#last = number;
  }

  /** 1, 2, 3 … to the number of lines, from the first line on or from the last. */
  get areRows(): boolean {
    return this.#lines > 0 && (this.#up || (this.#down && this.#last === 1));
  }
}

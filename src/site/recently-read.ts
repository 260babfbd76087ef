/**
 * Keeps the last few readings and forgets the one that was asked for longest ago, so that memory does not grow with the
 * log. Promises are kept, so that whoever asks at the same time shares one reading; a failed one is forgotten at once.
 */
export class RecentlyRead<T> {
  readonly #readings = new Map<bigint, Promise<T>>();
  readonly #most: number;
  readonly #read: (number: bigint) => Promise<T>;

  constructor(most: number, read: (number: bigint) => Promise<T>) {
    this.#most = most;
    this.#read = read;
  }

  get(number: bigint): Promise<T> {
    const reading = this.#readings.get(number) ?? this.#begin(number);
    // A map keeps the order of insertion: what is asked for again goes to the end.
    this.#readings.delete(number);
    this.#readings.set(number, reading);
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= this.#most) break;
      this.#readings.delete(oldest);
    }
    return reading;
  }

  #begin(number: bigint): Promise<T> {
    const reading = this.#read(number);
    reading.catch(() => {
      if (this.#readings.get(number) === reading) this.#readings.delete(number);
    });
    return reading;
  }
}

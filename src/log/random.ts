/** The system's random source; tests hand in one they can repeat. */
export type Random = (length: number) => Uint8Array;

export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Uniform in 0…limit-1 for limits up to 256: draws that would favour small numbers are thrown away. */
export function randomBelow(limit: number, random: Random): number {
  const fair = 256 - (256 % limit);
  for (;;) {
    const [byte = 0] = random(1);
    if (byte < fair) return byte % limit;
  }
}

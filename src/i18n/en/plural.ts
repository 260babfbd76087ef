/** (1, 'record') → 1 record; (2, 'record') → 2 records. A count may come as written, with its commas. */
export const plural = (count: number | bigint | string, one: string, many = `${one}s`): string =>
  `${count} ${String(count) === '1' ? one : many}`;

/** What a person typed, by field name, as text: it goes back into the form unchanged when the form is refused. */
export type Values = ReadonlyMap<string, string>;

const LONGEST_TEXT = 4000;
const MOST_FIELDS = 2000;

/** The first value of each field, without NUL and other control characters, which no column takes. Files are left out. */
export function valuesOf(form: FormData): Values {
  const values = new Map<string, string>();
  for (const [name, value] of form) {
    if (values.size >= MOST_FIELDS) break;
    if (typeof value !== 'string' || values.has(name)) continue;
    values.set(name, clean(value));
  }
  return values;
}

function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .trim()
    .slice(0, LONGEST_TEXT);
}

/** How many rows a repeated group shows, between 1 and 50. */
export function lineCount(values: Values, group: string): number {
  const count = Number.parseInt(values.get(`${group}.count`) ?? '', 10);
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), 50) : 1;
}

/** The rows of a group that have anything typed in `fields`; the others were left blank or cleared away. */
function filledRows(values: Values, group: string, fields: readonly string[]): number[] {
  return rowsOf(values, group).filter((row) =>
    fields.some((field) => (values.get(`${group}.${row}.${field}`) ?? '') !== ''),
  );
}

/**
 * Closes the gaps that blank rows leave, so that row 2 of the form is line 2 of the entry and a refusal of line 2 finds
 * its row again. `rows` is how many are filled; `moved` says which row each became.
 */
export function withoutBlankRows(
  values: Values,
  group: string,
  fields: readonly string[],
): { values: Values; rows: number; moved: ReadonlyMap<number, number> } {
  const filled = filledRows(values, group, fields);
  const moved = new Map(filled.map((row, index) => [row, index + 1]));
  const closed = new Map<string, string>();
  const shape = new RegExp(`^${group}\\.(\\d+)\\.(.+)$`);
  for (const [name, value] of values) {
    const [, row, field] = shape.exec(name) ?? [];
    if (row === undefined) closed.set(name, value);
    else if (moved.has(Number(row))) closed.set(`${group}.${moved.get(Number(row))}.${field}`, value);
  }
  closed.set(`${group}.count`, String(Math.max(filled.length, 1)));
  return { values: closed, rows: filled.length, moved };
}

export const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** 1 … count: the rows a form shows. */
export const rowsOf = (values: Values, group: string): number[] => numbersTo(lineCount(values, group));

/** A stored entry as a form shows it: what it does not say is left blank. */
export const given = (pairs: readonly (readonly [string, string | undefined])[]): Values =>
  new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));

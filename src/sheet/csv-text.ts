/** A cell that a spreadsheet would take for a formula gets an apostrophe, which it shows as text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

const cellText = (cell: string): string => {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV that Excel opens in Chinese without asking: UTF-8 with byte order mark, CRLF. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;

/** A cell as it came in: without control characters, outer blanks, and the apostrophe that csvText put before it. */
export const plainCell = (cell: string): string =>
  cell
    .replaceAll(/[^\P{C}\n\t]/gu, '')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');

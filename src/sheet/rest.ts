import { type Merge, plainWord } from './grid.ts';
import { columnOf, type Heading, PROBLEM_HEADING, type Vocabulary } from './headings.ts';
import type { Table, TableRow } from './table.ts';
import { writeXlsx } from './write-xlsx.ts';

/**
 * Rows that were not taken, as a workbook to mend and import: the headings of the file, its cells, what the clerk said for
 * the whole file, and what is wrong beside each. Cells that were merged are again, so that the rows of one thing stay
 * together.
 */
export function restOf<C extends string>(
  { headings }: Pick<Table<C>, 'headings'>,
  rows: readonly TableRow<C>[],
  vocabulary: Vocabulary<C>,
  problemOf: (row: number) => string,
  said: Partial<Record<C, string>> = {},
): Uint8Array {
  const own = headings.flatMap((heading, index) =>
    heading.text === '' || heading.text === PROBLEM_HEADING
      ? []
      : [{ ...heading, text: readAgain(heading, headings, vocabulary), index }],
  );
  const among = new Set(own.map(({ column }) => column));
  const added = (Object.keys(said) as C[])
    .filter((column) => said[column] && !among.has(column))
    .map((column) => ({ text: vocabulary.headings[column][0] ?? '', column, inTenThousands: false, index: -1 }));
  const kept = [...own, ...added];
  const merges = kept.flatMap(({ column }, place) =>
    column && vocabulary.merging.includes(column) ? mergesOf(rows, column, place) : [],
  );
  const written = rows.map((row) => [
    ...kept.map(
      ({ column, index }) =>
        cellOf(row, column, row.raw[index] ?? '', vocabulary) || (isFirst(row) && column ? (said[column] ?? '') : ''),
    ),
    problemOf(row.row),
  ]);
  return writeXlsx({
    name: '未导入的行',
    rows: [[...kept.map(({ text }) => text), PROBLEM_HEADING], ...written],
    merges,
  });
}

/** What the rows below the first of a thing leave empty is said in the first. */
const isFirst = ({ row, first }: TableRow<string>): boolean => row === first;

/** A heading of two rows, 物资 over 名称, stands in one row here: where nobody would know it by that, as ours. */
function readAgain<C extends string>(
  { text, column, inTenThousands }: Heading<C>,
  headings: readonly Heading<C>[],
  vocabulary: Vocabulary<C>,
): string {
  if (column === undefined) return text;
  const all = headings.map((heading) => plainWord(heading.text));
  const found = columnOf(vocabulary, text, all);
  if (found.column === column && found.inTenThousands === inTenThousands) return text;
  const ours = (vocabulary.headings[column][0] ?? '').replace(/[(（]元[)）]$/, '');
  return inTenThousands ? `${ours}（万元）` : (vocabulary.headings[column][0] ?? '');
}

/** What a title or a merged cell said of the row goes with it. */
function cellOf<C extends string>(
  { row, first, cells }: TableRow<C>,
  column: C | undefined,
  raw: string,
  { days, merging }: Vocabulary<C>,
): string {
  if (!column) return raw;
  if (days.includes(column) && raw !== '') return cells[column];
  return raw === '' && first === row && merging.includes(column) ? cells[column] : raw;
}

/** Rows of one thing that follow one another and have this cell from the first of them. */
function mergesOf<C extends string>(rows: readonly TableRow<C>[], column: C, place: number): Merge[] {
  const found: Merge[] = [];
  for (let from = 0; from < rows.length; from += 1) {
    const top = rows[from];
    let to = from;
    const further = () => {
      const next = rows[to + 1];
      return (
        next !== undefined &&
        next.row !== next.first &&
        next.first === top?.first &&
        next.cells[column] !== '' &&
        next.cells[column] === top.cells[column]
      );
    };
    while (further()) to += 1;
    // Row 1 of what is written holds the headings.
    if (to > from) found.push({ firstRow: from + 2, lastRow: to + 2, firstColumn: place, lastColumn: place });
    from = to;
  }
  return found;
}

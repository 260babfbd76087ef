import { type Grid, type GridRow, plainWord } from './grid.ts';

/** Columns of one register: what each may be headed, and how it behaves. */
export interface Vocabulary<C extends string> {
  /** Every column with its headings, ours first. */
  headings: Readonly<Record<C, readonly string[]>>;
  /** Columns of money: 万元 and ¥ are read, and their sums are held against totals. */
  money: readonly C[];
  /** Columns of quantities, held against totals too. */
  quantities: readonly C[];
  days: readonly C[];
  /** Columns whose cells a register merges over several rows: the value counts for each of them. */
  merging: readonly C[];
  /** Of those, the ones that make the rows they are merged over one thing; none where each row is one by itself. */
  joining: readonly C[];
  /** Another column that a heading means beside these headings. */
  otherwise?(heading: string, all: readonly string[]): C | undefined;
}

export interface Heading<C extends string> {
  /** As the sheet writes it, both rows of a heading in two. */
  text: string;
  column?: C;
  /** The heading counts in 万元. */
  inTenThousands: boolean;
}

export interface Headings<C extends string> {
  /** Index of the first row of headings among the rows of the grid. */
  at: number;
  /** Rows they take: 1 or 2. */
  depth: number;
  headings: Heading<C>[];
}

/** Titles and notes that may stand above the headings. */
export const HEADING_WITHIN = 30;

/** Headings of a column that the file handed back has, and that is not read. */
export const PROBLEM_HEADING = '问题';

/** The row or two of rows that tell most; undefined where none names two columns. */
export function headingsAmong<C extends string>(grid: Grid, vocabulary: Vocabulary<C>): Headings<C> | undefined {
  const find = finder(vocabulary);
  let best: Headings<C> | undefined;
  for (const [at, row] of grid.rows.slice(0, HEADING_WITHIN).entries()) {
    const below = grid.rows[at + 1];
    const forms = [formOf(at, [row], find), ...(below ? twoRows(grid, at, row, below, find) : [])];
    for (const form of forms) if (tellsMore(form, best)) best = form;
  }
  return known(best) < 2 ? undefined : best;
}

/** Of two that tell as much, the one row: a title above the headings is no group of columns. */
function tellsMore(form: Headings<string>, best: Headings<string> | undefined): boolean {
  const more = known(form) - known(best);
  return more > 0 || (more === 0 && best !== undefined && form.depth < best.depth);
}

const known = (found: Headings<string> | undefined): number =>
  new Set(found?.headings.flatMap(({ column }) => column ?? [])).size;

type Find<C extends string> = (
  words: string[],
  all: readonly string[],
) => Pick<Heading<C>, 'column' | 'inTenThousands'>;

function finder<C extends string>({ headings, otherwise }: Vocabulary<C>): Find<C> {
  const columns = Object.keys(headings) as C[];
  const byWord = new Map(columns.flatMap((column) => headings[column].map((word) => [plainWord(word), column])));
  return (words, all) => {
    for (const word of words) {
      const bare = word.replace(/[([](?:单位[:：])?(?:万?元|人民币|RMB|¥|必填|选填|可不填)[)\]]$/i, '');
      const column = otherwise?.(word, all) ?? byWord.get(word) ?? byWord.get(bare);
      if (column) return { column, inTenThousands: /万元[)\]]?$/.test(word) };
    }
    return { inTenThousands: false };
  };
}

/** What one heading by itself means among others. */
export const columnOf = <C extends string>(
  vocabulary: Vocabulary<C>,
  heading: string,
  all: readonly string[],
): Pick<Heading<C>, 'column' | 'inTenThousands'> => finder(vocabulary)([plainWord(heading)], all);

function formOf<C extends string>(at: number, [top]: GridRow[], find: Find<C>): Headings<C> {
  const all = (top?.cells ?? []).map(plainWord);
  return {
    at,
    depth: 1,
    headings: Array.from(top?.cells ?? [], (text, index) => ({
      text: text.trim(),
      ...find(all[index] ? [all[index]] : [], all),
    })),
  };
}

/**
 * 物资 over 名称 规格 数量 单位: a group above, its columns below. A row of data is no second row of headings, so each
 * filled cell of it has to be a heading, and each has to stand under a filled or merged one.
 */
function twoRows<C extends string>(grid: Grid, at: number, top: GridRow, below: GridRow, find: Find<C>): Headings<C>[] {
  if (below.row !== top.row + 1) return [];
  const width = Math.max(top.cells.length, below.cells.length);
  const all = [...top.cells, ...below.cells].map(plainWord);
  const headings: Heading<C>[] = [];
  let group = '';
  for (let column = 0; column < width; column += 1) {
    const [over, under] = [plainWord(top.cells[column] ?? ''), plainWord(below.cells[column] ?? '')];
    if (over !== '') group = over;
    const merged = grid.merges.some(
      ({ firstRow, lastRow, firstColumn, lastColumn }) =>
        firstRow <= top.row && lastRow >= top.row && firstColumn <= column && lastColumn >= column,
    );
    if (over === '' && grid.from === 'xlsx' && !merged) group = '';
    if (under === '') {
      headings.push({ text: (top.cells[column] ?? '').trim(), ...find(over === '' ? [] : [over], all) });
      continue;
    }
    const found = find([`${group}${under}`, under], all);
    if (found.column === undefined) return [];
    headings.push({ text: group === '' || group === under ? under : `${group}${under}`, ...found });
  }
  return [{ at, depth: 2, headings }];
}

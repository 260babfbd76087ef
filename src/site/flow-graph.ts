import type { Stream, UnitCode } from '#log/leaf.ts';
import type { FlowSource, FlowUse } from './flows.ts';
import type { Survey } from './survey.ts';

/** Which money or goods: one unit, or the items of a family that are counted alike. */
export interface FlowAsk {
  stream: Stream;
  units: readonly UnitCode[];
  entity?: string;
  fund?: string;
}

/** Where what one entity holds for one fund came from and went to; both sides sum to `amount`. */
export interface FlowBook {
  entity: string;
  fund: string;
  amount: bigint;
  sources: { name: FlowSource | FlowUse; amount: bigint }[];
  uses: { name: FlowUse | FlowSource; amount: bigint }[];
}

/** One row per set of books, the largest first: entities and funds are shown beside each other, never joined. */
export function flowBooks({ fold, flows }: Survey, { stream, units, entity, fund }: FlowAsk): FlowBook[] {
  const owners = new Map(
    fold
      .positions()
      .filter(
        (row) =>
          row.stream === stream &&
          units.includes(row.unit) &&
          (entity === undefined || row.entity === entity) &&
          (fund === undefined || row.fund === fund),
      )
      .map((row) => [`${row.entity} ${row.fund}`, { entity: row.entity, fund: row.fund }]),
  );
  const books = [...owners.values()].map((owner): FlowBook => {
    const diagrams = units.flatMap((unit) => flows.diagrams({ ...owner, stream, unit }));
    const sources = summed(
      diagrams.flatMap((each) => each.sources.map(({ from, amount }) => ({ name: from, amount }))),
    );
    const uses = summed(diagrams.flatMap((each) => each.uses.map(({ to, amount }) => ({ name: to, amount }))));
    return { ...owner, amount: sources.reduce((sum, { amount }) => sum + amount, 0n), sources, uses };
  });
  return books.filter(({ amount }) => amount > 0n).sort((a, b) => (a.amount < b.amount ? 1 : -1));
}

function summed<Name extends string>(
  parts: readonly { name: Name; amount: bigint }[],
): { name: Name; amount: bigint }[] {
  const sums = new Map<Name, bigint>();
  for (const { name, amount } of parts) sums.set(name, (sums.get(name) ?? 0n) + amount);
  return [...sums].map(([name, amount]) => ({ name, amount }));
}

export type FlowColumn = 'source' | 'book' | 'use';

export interface FlowNode {
  column: FlowColumn;
  name: string;
  amount: bigint;
  tone: 'in' | 'book' | 'out' | 'left' | 'other';
}

export interface FlowLink {
  from: FlowNode;
  to: FlowNode;
  amount: bigint;
}

export interface FlowGraph {
  nodes: FlowNode[];
  links: FlowLink[];
}

/** More sets of books than this are drawn as one band; the table beside the drawing has them all. */
const MOST_BOOKS = 7;

const HANDED_OUT: readonly string[] = ['batch', 'issue', 'reported', 'purchased'];

/** Sources → books → uses, in the words given; every link is an exact sum. */
export function flowGraph(
  books: readonly FlowBook[],
  words: {
    source(name: string): string;
    use(name: string): string;
    book(book: FlowBook): string;
    rest(count: number): string;
  },
): FlowGraph {
  const shown = books.length > MOST_BOOKS ? books.slice(0, MOST_BOOKS - 1) : books;
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  const nodeOf = (column: FlowColumn, key: string, name: string, tone: FlowNode['tone']): FlowNode => {
    const node = nodes.get(`${column} ${key}`) ?? { column, name, amount: 0n, tone };
    nodes.set(`${column} ${key}`, node);
    return node;
  };
  const placeOf = (node: FlowNode): number => [...nodes.values()].indexOf(node);
  const join = (from: FlowNode, to: FlowNode, amount: bigint): void => {
    const key = `${placeOf(from)} → ${placeOf(to)}`;
    const link = links.get(key) ?? { from, to, amount: 0n };
    link.amount += amount;
    links.set(key, link);
  };
  for (const book of books) {
    const isShown = shown.includes(book);
    const middle = isShown
      ? nodeOf('book', `${book.entity} ${book.fund}`, words.book(book), 'book')
      : nodeOf('book', 'rest', words.rest(books.length - shown.length), 'book');
    middle.amount += book.amount;
    for (const { name, amount } of book.sources) {
      const source = nodeOf('source', name, words.source(name), 'in');
      source.amount += amount;
      join(source, middle, amount);
    }
    for (const { name, amount } of book.uses) {
      const use = nodeOf('use', name, words.use(name), toneOf(name));
      use.amount += amount;
      join(middle, use, amount);
    }
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}

const toneOf = (use: string): FlowNode['tone'] =>
  HANDED_OUT.includes(use) ? 'out' : use === 'balance' ? 'left' : 'other';

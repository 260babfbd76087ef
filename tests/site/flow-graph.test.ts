import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowBook, type FlowColumn, flowGraph } from '#site/flow-graph.ts';

const words = {
  source: (name: string) => `from ${name}`,
  use: (name: string) => `to ${name}`,
  book: ({ entity, fund }: FlowBook) => `${entity} ${fund}`,
  rest: (count: number) => `${count} more`,
};

const book = (entity: string, given: bigint, handedOut: bigint): FlowBook => ({
  entity,
  fund: 'relief',
  amount: given,
  sources: [{ name: 'individual', amount: given }],
  uses: [
    { name: 'batch', amount: handedOut },
    { name: 'balance', amount: given - handedOut },
  ],
});

const sumOf = (graph: ReturnType<typeof flowGraph>, column: FlowColumn): bigint =>
  graph.nodes.filter((node) => node.column === column).reduce((sum, { amount }) => sum + amount, 0n);

test('one gift handed out in full is one source, one book and one use', () => {
  const only: FlowBook = {
    ...book('charity', 93_000_000n, 93_000_000n),
    uses: [{ name: 'batch', amount: 93_000_000n }],
  };
  const { nodes, links } = flowGraph([only], words);
  expect(nodes.map(({ name, amount, tone }) => [name, amount, tone])).toEqual([
    ['charity relief', 93_000_000n, 'book'],
    ['from individual', 93_000_000n, 'in'],
    ['to batch', 93_000_000n, 'out'],
  ]);
  expect(links.map(({ from, to, amount }) => [from.name, to.name, amount])).toEqual([
    ['from individual', 'charity relief', 93_000_000n],
    ['charity relief', 'to batch', 93_000_000n],
  ]);
});

test('two entities of the same name keep books of their own', () => {
  const alike = { ...words, book: () => 'Red Cross' };
  const { nodes } = flowGraph([book('a', 5n, 3n), book('b', 7n, 7n)], alike);
  expect(nodes.filter(({ column }) => column === 'book').map(({ amount }) => amount)).toEqual([5n, 7n]);
});

describe('of any number of books', () => {
  const books = fc.array(
    fc.tuple(fc.bigInt(1n, 10n ** 15n), fc.bigInt(0n, 10n ** 15n)).map(([a, b]) => [a + b, b] as const),
    { minLength: 1, maxLength: 30 },
  );

  test('every column sums to all that came in, and what comes into a book leaves it', () => {
    fc.assert(
      fc.property(books, (amounts) => {
        const all = amounts.map(([given, out], at) => book(`entity-${at}`, given, out));
        const graph = flowGraph(all, words);
        const total = all.reduce((sum, { amount }) => sum + amount, 0n);
        expect(sumOf(graph, 'source')).toBe(total);
        expect(sumOf(graph, 'book')).toBe(total);
        expect(sumOf(graph, 'use')).toBe(total);
        for (const node of graph.nodes.filter(({ column }) => column === 'book')) {
          const side = (end: 'from' | 'to') =>
            graph.links.reduce((sum, link) => (link[end] === node ? sum + link.amount : sum), 0n);
          expect([side('to'), side('from')]).toEqual([node.amount, node.amount]);
        }
      }),
    );
  });

  test('no more than seven are drawn, the rest as one that says how many it is', () => {
    const graph = flowGraph(
      Array.from({ length: 20 }, (_, at) => book(`entity-${at}`, 100n, 40n)),
      words,
    );
    const drawn = graph.nodes.filter(({ column }) => column === 'book');
    expect(drawn).toHaveLength(7);
    expect(drawn.at(-1)).toMatchObject({ name: '14 more', amount: 1400n });
  });
});

import { describe, expect, test } from 'vitest';
import { brokenInto, type Frame, layoutFlow } from '#components/public/flow/layout.ts';
import { type FlowBook, flowGraph } from '#site/flow-graph.ts';
import type { FlowUse } from '#site/flows.ts';

const USES: FlowUse[] = [
  'batch',
  'issue',
  'reported',
  'appropriated',
  'purchased',
  'fee',
  'writeOff',
  'unstated',
  'balance',
];
const twenty = Array.from(
  { length: 20 },
  (_, at): FlowBook => ({
    entity: `衡阳市第 ${at} 慈善总会接收捐赠办公室`,
    fund: 'relief',
    amount: BigInt(10 ** (at % 7)) * 9n,
    sources: [{ name: at % 2 === 0 ? 'individual' : 'pooled', amount: BigInt(10 ** (at % 7)) * 9n }],
    uses: USES.map((name) => ({ name, amount: BigInt(10 ** (at % 7)) })),
  }),
);
const one: FlowBook[] = [
  {
    entity: '衡阳市慈善总会',
    fund: 'relief',
    amount: 93_000_000n,
    sources: [{ name: 'pooled', amount: 93_000_000n }],
    uses: [{ name: 'batch', amount: 93_000_000n }],
  },
];
const words = {
  source: (name: string) => name,
  use: (name: string) => name,
  book: ({ entity }: FlowBook) => entity,
  rest: (count: number) => `其余 ${count} 本账`,
};
const wide: Frame = { width: 1000, gutter: 190, barWidth: 10, fullHeight: 150, lineHeight: 20, signs: 11 };
const narrow: Frame = { width: 340, gutter: 0, barWidth: 8, fullHeight: 110, lineHeight: 17, signs: 8 };

describe.each([
  ['one flow on a wide page', one, wide],
  ['one flow on a phone', one, narrow],
  ['twenty flows on a wide page', twenty, wide],
  ['twenty flows on a phone', twenty, narrow],
])('%s', (_, books, frame) => {
  const { height, nodes, ribbons } = layoutFlow(flowGraph(books, words), frame, () => '93 万元');

  test('every bar lies within the drawing and is seen', () => {
    for (const { x, y, width, height: bar } of nodes) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(frame.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + bar).toBeLessThanOrEqual(height + 0.01);
      expect(bar).toBeGreaterThanOrEqual(1);
    }
    expect(ribbons.length).toBeGreaterThanOrEqual(2);
  });

  test('no label or bar of a column reaches into the next one below', () => {
    for (const column of ['source', 'book', 'use']) {
      const own = nodes.filter(({ node }) => node.column === column);
      const spans = own.map(({ y, height: bar, textY, lines }) => ({
        top: Math.min(y, textY - frame.lineHeight * 0.8),
        bottom: Math.max(y + bar, textY + (lines.length - 1) * frame.lineHeight),
      }));
      spans.slice(1).forEach(({ top }, at) => {
        expect(top).toBeGreaterThanOrEqual((spans[at]?.bottom ?? 0) - 0.01);
      });
    }
  });
});

test('one flow on a wide page is a straight band', () => {
  const { nodes } = layoutFlow(flowGraph(one, words), wide, () => '93 万元');
  expect(new Set(nodes.map(({ y }) => y)).size).toBe(1);
});

test.each([
  ['衡阳市慈善总会', ['衡阳市慈善总会']],
  ['衡阳市新冠肺炎联防联控', ['衡阳市新冠肺炎联', '防联控']],
  ['衡阳市新冠肺炎联防联控领导小组办公室', ['衡阳市新冠肺炎联', '防联控领导小组…']],
  ['To people and households', ['To people and', 'households']],
])('%s is broken into %j', (text, lines) => {
  expect(brokenInto(text, 8)).toEqual(lines);
});

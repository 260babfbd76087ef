import type { FlowColumn, FlowGraph, FlowNode } from '#site/flow-graph.ts';

/** How much room a drawing has, in the units of its view box, which are CSS pixels at its usual size. */
export interface Frame {
  width: number;
  /** Beside the bars of the outer columns, for their labels; 0 where labels stand above every bar, as on a phone. */
  gutter: number;
  barWidth: number;
  /** What all amounts together are as high as. */
  fullHeight: number;
  lineHeight: number;
  /** Signs to a line of a label, twice as many in the middle of a wide drawing; a Latin letter is about half a Chinese sign. */
  signs: number;
}

export interface PlacedNode {
  node: FlowNode;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  /** Which line the amount begins with. */
  figureAt: number;
  anchor: 'start' | 'middle' | 'end';
  textX: number;
  /** Baseline of the first line. */
  textY: number;
}

export interface Ribbon {
  tone: FlowNode['tone'];
  path: string;
}

export interface FlowLayout {
  height: number;
  nodes: PlacedNode[];
  ribbons: Ribbon[];
}

const GAP = 14;
/** So that the smallest amount is still seen. */
const THINNEST = 1.5;
const COLUMNS: readonly FlowColumn[] = ['source', 'book', 'use'];

/** Bars in three columns and ribbons between them. Labels are never over one another: each has a slot of its own. */
export function layoutFlow(
  { nodes, links }: FlowGraph,
  frame: Frame,
  amountOf: (node: FlowNode) => string,
): FlowLayout {
  const total = nodes.reduce((sum, { column, amount }) => (column === 'book' ? sum + amount : sum), 0n);
  const thicknessOf = (amount: bigint): number =>
    Math.max(THINNEST, (Number(amount) / Math.max(1, Number(total))) * frame.fullHeight);
  const heightOf = (node: FlowNode): number => {
    const side = (end: 'from' | 'to'): number =>
      links.reduce((sum, link) => (link[end] === node ? sum + thicknessOf(link.amount) : sum), 0);
    return Math.max(side('from'), side('to'));
  };
  const slots = nodes.map((node) => {
    const signs = frame.gutter > 0 && node.column === 'book' ? frame.signs * 2 : frame.signs;
    const names = brokenInto(node.name, signs);
    const lines = [...names, ...brokenInto(amountOf(node), signs)];
    const block = lines.length * frame.lineHeight;
    const isAbove = frame.gutter === 0 || node.column === 'book';
    const height = heightOf(node);
    return {
      node,
      lines,
      figureAt: names.length,
      block,
      isAbove,
      height,
      slot: isAbove ? block + 4 + height : Math.max(block, height),
    };
  });
  const columnHeight = (column: FlowColumn): number =>
    slots.reduce((sum, each) => (each.node.column === column ? sum + each.slot + GAP : sum), -GAP);
  const height = Math.ceil(Math.max(...COLUMNS.map(columnHeight)));
  // Beside bars whose labels stand above them, bars without such labels stand as much lower: one flow is a straight band.
  const lift = frame.gutter === 0 ? 0 : ((slots.find(({ isAbove }) => isAbove)?.block ?? 0) + 4) / 2;
  const placed = COLUMNS.flatMap((column) => {
    const slack = (height - columnHeight(column)) / 2;
    let top = slack + (column === 'book' ? 0 : Math.min(slack, lift));
    return slots
      .filter(({ node }) => node.column === column)
      .map(({ node, lines, figureAt, block, isAbove, height: bar, slot }): PlacedNode => {
        const x = xOf(column, frame);
        const y = isAbove ? top + block + 4 : top + (slot - bar) / 2;
        const firstLine = frame.lineHeight * 0.8 + (isAbove ? top : top + (slot - block) / 2);
        top += slot + GAP;
        return {
          node,
          x,
          y,
          width: frame.barWidth,
          height: bar,
          lines,
          figureAt,
          ...labelAt(column, isAbove, frame),
          textY: firstLine,
        };
      });
  });
  return { height, nodes: placed, ribbons: ribbonsOf(links, placed, thicknessOf) };
}

const xOf = (column: FlowColumn, { width, gutter, barWidth }: Frame): number =>
  column === 'source' ? gutter : column === 'use' ? width - gutter - barWidth : (width - barWidth) / 2;

function labelAt(column: FlowColumn, isAbove: boolean, frame: Frame): Pick<PlacedNode, 'anchor' | 'textX'> {
  const x = xOf(column, frame);
  if (column === 'book') return { anchor: 'middle', textX: x + frame.barWidth / 2 };
  if (isAbove)
    return column === 'source' ? { anchor: 'start', textX: x } : { anchor: 'end', textX: x + frame.barWidth };
  return column === 'source' ? { anchor: 'end', textX: x - 12 } : { anchor: 'start', textX: x + frame.barWidth + 12 };
}

function ribbonsOf(
  links: FlowGraph['links'],
  placed: readonly PlacedNode[],
  thicknessOf: (amount: bigint) => number,
): Ribbon[] {
  const at = new Map(placed.map((each) => [each.node, { ...each, left: each.y, right: each.y }]));
  const inOrder = [...links].sort(
    (a, b) => (at.get(a.from)?.y ?? 0) - (at.get(b.from)?.y ?? 0) || (at.get(a.to)?.y ?? 0) - (at.get(b.to)?.y ?? 0),
  );
  return inOrder.flatMap(({ from, to, amount }) => {
    const [start, end] = [at.get(from), at.get(to)];
    if (start === undefined || end === undefined) return [];
    const thickness = thicknessOf(amount);
    const [x0, x1, y0, y1] = [start.x + start.width, end.x, start.right, end.left];
    start.right += thickness;
    end.left += thickness;
    const middle = (x0 + x1) / 2;
    const path =
      `M${short(x0)} ${short(y0)}C${short(middle)} ${short(y0)} ${short(middle)} ${short(y1)} ${short(x1)} ${short(y1)}` +
      `v${short(thickness)}C${short(middle)} ${short(y1 + thickness)} ${short(middle)} ${short(y0 + thickness)} ${short(x0)} ${short(y0 + thickness)}Z`;
    return [{ tone: from.column === 'source' ? from.tone : to.tone, path }];
  });
}

/** A tenth of a pixel is finer than any screen. */
export const short = (value: number): string => (Math.round(value * 10) / 10).toString();

const widthOf = (sign: string): number => ((sign.codePointAt(0) ?? 0) < 0x2e80 ? 0.55 : 1);

/** At most two lines, broken between words where there are any; what does not fit ends in … and is whole in the table. */
export function brokenInto(text: string, signs: number): string[] {
  const lines: string[] = [''];
  for (const piece of text.match(/[\u0020-\u024f]+?(?: |$|(?=[^\u0020-\u024f]))|./gu) ?? []) {
    const line = lines.at(-1) ?? '';
    const length = [...line, ...piece.trimEnd()].reduce((sum, sign) => sum + widthOf(sign), 0);
    if (length > signs && line !== '') lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  const kept = lines.map((line) => line.trim());
  const [first = '', second] = kept;
  if (second === undefined) return [first];
  return [first, kept.length > 2 ? `${second.slice(0, -1)}…` : second];
}

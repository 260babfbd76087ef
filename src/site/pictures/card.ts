import { Drawing, INK } from './drawing.ts';
import type { Term } from './equation.ts';
import { fittingSize, shortened, wrapped } from './fit.ts';
import { drawSeal, drawStrip } from './seal.ts';
import { widthOf } from './typeface.ts';

/** What a link preview shows: 1200 × 630, the size that Open Graph readers crop least. */
export interface Card {
  mark: string;
  publisher: string;
  site: string;
  title: string;
  /** Under the title: how it was counted. */
  caption: string;
  equation: { terms: readonly Term[] } | undefined;
  /** Notice and cut-off. */
  foot: string;
  claim: string;
  /** Across the top of what only demonstrates. */
  strip: string | undefined;
}

export const CARD = { width: 1200, height: 630 } as const;
const LEFT = 64;
const INNER = CARD.width - 2 * LEFT;
const RIGHT = CARD.width - LEFT;

export function drawCard(card: Card, write: (text: string) => string): Drawing {
  const drawing = new Drawing(CARD.width, write);
  if (card.strip !== undefined) drawStrip(drawing, card.strip, LEFT, 20);
  drawHead(drawing, card);
  if (card.equation === undefined) drawTitleAlone(drawing, card);
  else {
    const size = 44;
    const title = shortened(drawing.written(card.title), { size, weight: 'bold', width: INNER });
    drawing.text(LEFT, 238, title, { size, weight: 'bold' });
    drawing.text(LEFT, 284, shortened(drawing.written(card.caption), { size: 24, width: INNER }), {
      size: 24,
      fill: INK.soft,
    });
    drawing.doubleRule(LEFT, 314, INNER);
    if (card.equation.terms.length <= 3) drawSideBySide(drawing, card.equation);
    else drawAsRows(drawing, card.equation);
    drawing.rectangle(LEFT, 531, INNER, 1, INK.ink);
    drawing.rectangle(LEFT, 536, INNER, 4, INK.ink);
  }
  drawing.text(LEFT, 586, card.foot, { size: 24, width: 640 });
  // A claim too long to be read at this size is not made.
  const claim = fittingSize(drawing.written(card.claim), { size: 20, width: INNER - 680 });
  if (claim >= 16) drawing.text(RIGHT, 586, card.claim, { size: claim, fill: INK.soft, anchor: 'end' });
  return drawing;
}

function drawHead(drawing: Drawing, { mark, publisher, site }: Card): void {
  drawSeal(drawing, LEFT, 52, 100, mark);
  const x = LEFT + 84;
  const width = INNER - 84;
  const name = shortened(drawing.written(publisher), { size: 34, weight: 'bold', width });
  drawing.text(x, 95, name, { size: 34, weight: 'bold' });
  drawing.text(x, 138, site, { size: 24, fill: INK.soft, width });
}

function drawTitleAlone(drawing: Drawing, { title, caption }: Card): void {
  drawing.doubleRule(LEFT, 208, INNER);
  const size = 50;
  const lines = wrapped(drawing.written(title), { size, weight: 'bold', width: INNER }, 2);
  const top = lines.length === 1 ? 376 : 332;
  for (const [at, line] of lines.entries()) drawing.text(LEFT, top + at * 72, line, { size, weight: 'bold' });
  drawing.text(LEFT, top + (lines.length - 1) * 72 + 62, caption, { size: 28, fill: INK.soft, width: INNER });
  drawing.rectangle(LEFT, 531, INNER, 1, INK.ink);
  drawing.rectangle(LEFT, 536, INNER, 4, INK.ink);
}

const SIGN_WIDTH = 56;

/** 收 = 支 + 结存 in one line; all figures in the same size, that of the longest. */
function drawSideBySide(drawing: Drawing, { terms }: NonNullable<Card['equation']>): void {
  const column = (INNER - SIGN_WIDTH * (terms.length - 1)) / terms.length;
  const size = Math.min(...terms.map(({ figure }) => fittingSize(figure, { size: 62, weight: 'bold', width: column })));
  for (const [at, { sign, label, figure, fill, measure }] of terms.entries()) {
    const x = Math.round(LEFT + at * (column + SIGN_WIDTH));
    if (sign !== '') {
      drawing.text(x - SIGN_WIDTH / 2, 466, sign, { size: 40, fill: INK.soft, anchor: 'middle' });
    }
    const labelWidth = Math.min(widthOf(drawing.written(label), 34, 'bold'), column * 0.6);
    drawing.text(x, 390, label, { size: 34, weight: 'bold', fill, width: labelWidth });
    const after = Math.round(x + labelWidth + 14);
    drawing.text(after, 390, measure, { size: 22, fill: INK.soft, width: x + column - after });
    drawing.text(x, 470, figure, { size, weight: 'bold', fill });
  }
}

/** More than two parts stand under each other, as in an account book. */
function drawAsRows(drawing: Drawing, { terms }: NonNullable<Card['equation']>): void {
  const step = Math.floor(198 / terms.length);
  const size = Math.min(40, step - 6);
  for (const [at, { sign, label, figure, fill, measure }] of terms.entries()) {
    const y = 326 + step * (at + 1) - Math.floor((step - size) / 2) - Math.floor(size * 0.14);
    drawing.text(LEFT + 16, y, sign, { size: size * 0.8, fill: INK.soft, anchor: 'middle' });
    drawing.text(LEFT + 48, y, label, { size: Math.min(size, 32), weight: 'bold', fill, width: 300 });
    drawing.text(RIGHT - 150, y, figure, { size, weight: 'bold', fill, anchor: 'end', width: 560 });
    drawing.text(RIGHT - 138, y, measure, { size: 20, fill: INK.soft, width: 138 });
  }
}

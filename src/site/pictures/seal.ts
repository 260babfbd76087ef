import { type Drawing, INK } from './drawing.ts';
import { wrapped } from './fit.ts';

/** The mark 明账 as a seal: paper on red, read downwards. */
export function drawSeal(drawing: Drawing, x: number, y: number, height: number, mark: string): void {
  const width = Math.round(height * 0.6);
  const size = Math.round(height * 0.4);
  drawing.rectangle(x, y, width, height, INK.seal, Math.round(height * 0.06));
  for (const [at, sign] of [...mark].entries()) {
    drawing.text(x + width / 2, Math.round(y + height * (0.43 + at * 0.42)), sign, {
      size,
      weight: 'bold',
      fill: INK.paper,
      anchor: 'middle',
    });
  }
}

/** A strip across the top that says what the picture is not; returns its height. */
export function drawStrip(drawing: Drawing, text: string, margin: number, size: number): number {
  const width = drawing.width - 2 * margin;
  const lines = wrapped(drawing.written(text), { size, weight: 'bold', width });
  const step = Math.round(size * 1.3);
  const height = lines.length * step + Math.round(size * 0.6);
  drawing.rectangle(0, 0, drawing.width, height, INK.seal);
  for (const [at, line] of lines.entries()) {
    const y = Math.round(size * 1.3) + at * step;
    drawing.text(drawing.width / 2, y, line, { size, weight: 'bold', fill: INK.paper, anchor: 'middle', width });
  }
  return height;
}

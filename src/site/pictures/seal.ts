import { type Drawing, INK } from './drawing.ts';

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

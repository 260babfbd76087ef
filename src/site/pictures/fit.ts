import { type Weight, widthOf } from './typeface.ts';

/** A text, how large it is set and what it must not exceed. */
export interface Setting {
  size: number;
  weight?: Weight;
  width: number;
}

/** The largest size up to `size` at which the text is no wider than `width`. Figures shrink: they are never cut. */
export function fittingSize(text: string, { size, weight, width }: Setting): number {
  const natural = widthOf(text, size, weight);
  return natural <= width ? size : Math.floor((size * width * 100) / natural) / 100;
}

/** Cuts words, never figures, and says so by an ellipsis. */
export function shortened(text: string, { size, weight, width }: Setting): string {
  if (widthOf(text, size, weight) <= width) return text;
  const signs = [...text];
  while (signs.length > 0 && widthOf(`${signs.join('')}…`, size, weight) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** A line may begin before these: Latin words and figures stay whole, and no line begins with a closing sign. */
const PIECES = /[A-Za-z0-9.,:/%+−-]+[，。；：、！？）】》”]*|\s+|.[，。；：、！？）】》”]*/gu;

/** At most `lines` lines; the last one is shortened where there is more. */
export function wrapped(text: string, setting: Setting, lines = Number.POSITIVE_INFINITY): string[] {
  const { size, weight, width } = setting;
  const pieces = (text.match(PIECES) ?? []).flatMap((piece) =>
    widthOf(piece, size, weight) > width ? [...piece] : [piece],
  );
  const done: string[] = [];
  let line = '';
  for (const [at, piece] of pieces.entries()) {
    if (widthOf((line + piece).trimEnd(), size, weight) <= width) line += piece;
    else if (done.length === lines - 1) {
      return [...done, shortened(line + pieces.slice(at).join(''), setting)];
    } else {
      done.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return line === '' ? done : [...done, line];
}

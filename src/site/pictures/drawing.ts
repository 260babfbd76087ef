import { escapeXml } from '../exports/xml.ts';
import { fittingSize } from './fit.ts';
import { FAMILY, type Weight } from './typeface.ts';

/** Of `look/tokens.css`, by day: pictures are shown on grounds that we don't choose. */
export const INK = {
  paper: '#fbf8f1',
  leaf: '#fffdf8',
  rule: '#e3dccb',
  ruleStrong: '#b9ad93',
  ink: '#1f2328',
  soft: '#5a5f66',
  seal: '#b3261e',
  in: '#23527c',
  out: '#1c6b52',
} as const;

export interface TextStyle {
  size: number;
  weight?: Weight;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  /** Shrinks to this. */
  width?: number;
  /** It passed `written` before it was cut into lines; a name that was kept once is not told from other text again. */
  isWritten?: boolean;
}

/** What was set, for tests and for whatever follows on the same line. */
export interface SetText {
  text: string;
  x: number;
  y: number;
  size: number;
  weight: Weight;
  anchor: 'start' | 'middle' | 'end';
}

/** One picture as SVG: rectangles, paths, lines of text. Texts pass `write`, the language's last word on its characters. */
export class Drawing {
  readonly width: number;
  readonly texts: SetText[] = [];
  readonly #write: (text: string) => string;
  readonly #elements: string[] = [];

  constructor(width: number, write: (text: string) => string = (text) => text) {
    this.width = width;
    this.#write = write;
  }

  /** As the language writes it: what is measured must be what is drawn. */
  written = (text: string): string => this.#write(text);

  rectangle(x: number, y: number, width: number, height: number, fill: string, radius = 0): void {
    const corner = radius === 0 ? '' : ` rx="${radius}"`;
    this.#elements.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}"${corner} fill="${fill}"/>`);
  }

  /** Two rules as above and below an account: a strong and a fine one. */
  doubleRule(x: number, y: number, width: number): void {
    this.rectangle(x, y, width, 4, INK.ink);
    this.rectangle(x, y + 8, width, 1, INK.ink);
  }

  path(data: string, fill: string, transform: string): void {
    this.#elements.push(`<path d="${data}" fill="${fill}" transform="${transform}"/>`);
  }

  /** `y` is the base line. */
  text(x: number, y: number, words: string, style: TextStyle): void {
    const { weight = 'regular', fill = INK.ink, anchor = 'start', width, isWritten = false } = style;
    const text = isWritten ? words : this.written(words);
    const size = width === undefined ? style.size : fittingSize(text, { size: style.size, weight, width });
    this.texts.push({ text, x, y, size, weight, anchor });
    this.#elements.push(
      `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight === 'bold' ? 700 : 400}" fill="${fill}" text-anchor="${anchor}">${escapeXml(text)}</text>`,
    );
  }

  /** The whole as SVG with this height on plain paper. */
  svg(height: number): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${height}" viewBox="0 0 ${this.width} ${height}" font-family="${FAMILY}" font-kerning="none" xml:space="preserve">`,
      `<rect width="${this.width}" height="${height}" fill="${INK.paper}"/>`,
      ...this.#elements,
      '</svg>',
    ].join('');
  }
}

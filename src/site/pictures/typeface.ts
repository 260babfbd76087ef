import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Noto Sans for Chinese, simplified and traditional: pictures look the same wherever they are drawn. */
export const FAMILY = 'Noto Sans S Chinese';

export type Weight = 'regular' | 'bold';

/** The package names its entry only; the fonts lie beside it. */
const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const fileOf = (name: string): string => join(folder, `NotoSansHans-${name}.otf`);

export const FONT_FILES: Record<Weight, string> = { regular: fileOf('Regular'), bold: fileOf('Bold') };

/** How wide a text is set. Advances are added up: the pictures switch kerning off. */
interface Typeface {
  unitsPerEm: number;
  advanceOf(codePoint: number): number | undefined;
}

const opened = new Map<Weight, Typeface>();

function typeface(weight: Weight): Typeface {
  const face = opened.get(weight) ?? readTypeface(readFileSync(FONT_FILES[weight]));
  opened.set(weight, face);
  return face;
}

/** In pixels at `size`; a sign that the font lacks counts as one em, which is no narrower than what stands for it. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
  const { unitsPerEm, advanceOf } = typeface(weight);
  let units = 0;
  for (const sign of text) units += advanceOf(sign.codePointAt(0) ?? 0) ?? unitsPerEm;
  return (units * size) / unitsPerEm;
}

/** OpenType: `head`, `hhea` and `hmtx` for advances, `cmap` format 12 from signs to glyphs. */
function readTypeface(file: Buffer): Typeface {
  const tables = new Map<string, number>();
  for (let at = 0; at < file.readUInt16BE(4); at++) {
    const record = 12 + at * 16;
    tables.set(file.toString('latin1', record, record + 4), file.readUInt32BE(record + 8));
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new RangeError(`the font has no table ${tag}`);
    return offset;
  };
  const advances = file.readUInt16BE(table('hhea') + 34);
  const glyphs = glyphsOf(file, table('cmap'));
  return {
    unitsPerEm: file.readUInt16BE(table('head') + 18),
    advanceOf: (codePoint) => {
      const glyph = glyphs.get(codePoint);
      return glyph === undefined ? undefined : file.readUInt16BE(table('hmtx') + Math.min(glyph, advances - 1) * 4);
    },
  };
}

function glyphsOf(file: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let at = 0; at < file.readUInt16BE(cmap + 2); at++) {
    const subtable = cmap + file.readUInt32BE(cmap + 4 + at * 8 + 4);
    if (file.readUInt16BE(subtable) !== 12) continue;
    for (let group = 0; group < file.readUInt32BE(subtable + 12); group++) {
      const record = subtable + 16 + group * 12;
      const first = file.readUInt32BE(record);
      const last = file.readUInt32BE(record + 4);
      const glyph = file.readUInt32BE(record + 8);
      for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
    }
    return glyphs;
  }
  throw new RangeError('the font maps no signs in cmap format 12');
}

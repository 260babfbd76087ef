import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import subsetFont from 'subset-font';
import { FAMILY, FONT_FILES } from './typeface.ts';

/** A picture has a few inks and their blends with the paper: 256 colours hold it in a quarter of the bytes. */
const COLOURS = 256;

/** Draws an SVG at its own width, or at `width` pixels; only with our fonts, so the same everywhere. */
export async function pngOf(svg: string, width?: number): Promise<Buffer> {
  return withFontsOf(svg, (fontFiles) => {
    const image = new Resvg(svg, {
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY },
      fitTo: width === undefined ? { mode: 'original' } : { mode: 'width', value: width },
    }).render();
    return indexedPng(image.pixels, image.width, image.height);
  });
}

/**
 * The renderer maps the whole font file again for every text it sets, which takes seconds for a long picture. So each
 * picture has fonts of its own, holding only the signs it shows; the glyphs are the same.
 */
async function withFontsOf<T>(svg: string, draw: (fontFiles: string[]) => T): Promise<T> {
  const signs = [...new Set(svg)].sort().join('');
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-fonts-'));
  try {
    const files = Object.entries(FONT_FILES).map(async ([weight, file]) => {
      const path = join(folder, `${weight}.otf`);
      await writeFile(path, await subsetFont(await fontBytes(file), signs, { targetFormat: 'sfnt' }));
      return path;
    });
    return draw(await Promise.all(files));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const read = new Map<string, Promise<Buffer>>();

function fontBytes(file: string): Promise<Buffer> {
  const bytes = read.get(file) ?? readFile(file);
  read.set(file, bytes);
  return bytes;
}

/** PNG (third edition) with a palette, eight bits to a pixel, transparency in `tRNS`. `pixels` are RGBA. */
function indexedPng(pixels: Buffer, width: number, height: number): Buffer {
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    let [colour, index] = [-1, 0];
    for (let x = 0; x < width; x++) {
      const here = pixels.readUInt32BE((y * width + x) * 4);
      // Mostly paper: the same colour again needs no look-up.
      if (here !== colour) [colour, index] = [here, indexOf.get(here) ?? 0];
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels(colour).slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((colour) => colour & 0xff))),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent colours; every other one goes to the nearest of them. */
function paletteOf(pixels: Buffer): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; ) {
    const colour = pixels.readUInt32BE(at);
    const from = at;
    do at += 4;
    while (at < pixels.length && pixels.readUInt32BE(at) === colour);
    counts.set(colour, (counts.get(colour) ?? 0) + (at - from) / 4);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = byCount.slice(0, COLOURS);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of byCount.slice(COLOURS)) indexOf.set(colour, nearest(colour, palette));
  return { palette, indexOf };
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, other] of palette.entries()) {
    const distance =
      apart(colour, other, 24) + apart(colour, other, 16) + apart(colour, other, 8) + apart(colour, other, 0);
    if (distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
}

const apart = (one: number, other: number, shift: number): number =>
  (((one >>> shift) & 0xff) - ((other >>> shift) & 0xff)) ** 2;

const channels = (colour: number): number[] => [24, 16, 8, 0].map((shift) => (colour >>> shift) & 0xff);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

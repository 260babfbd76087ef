import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pngOf } from './png.ts';

/** The icons of `public/` from its favicon.svg: `node src/site/pictures/icons.ts`. A test holds them current. */
const FAVICON = join(import.meta.dirname, '../../../public/favicon.svg');

/** A maskable icon is cut to a circle of four fifths of its side (W3C manifest, "safe zone"): the seal fills it, the strokes keep inside. */
const maskable = (svg: string): string =>
  svg
    .replace('viewBox="0 0 32 32"', 'viewBox="-8 -8 48 48"')
    .replace(/<rect [^>]*>/, '<rect x="-8" y="-8" width="48" height="48" fill="#b3261e"/>');

const square = (svg: string): string => svg.replace(' rx="5"', '');

/** File name and bytes of each. iOS rounds the corners of its own icon. */
export async function icons(): Promise<[name: string, bytes: Buffer][]> {
  const svg = readFileSync(FAVICON, 'utf8').trim();
  return [
    ['favicon-32.png', await pngOf(svg, 32)],
    ['apple-touch-icon.png', await pngOf(square(svg), 180)],
    ['icon-192.png', await pngOf(svg, 192)],
    ['icon-512.png', await pngOf(svg, 512)],
    ['icon-maskable-512.png', await pngOf(maskable(svg), 512)],
  ];
}

if (import.meta.main) {
  for (const [name, bytes] of await icons()) await writeFile(join(FAVICON, '..', name), bytes);
}

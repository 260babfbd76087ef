import { Converter } from 'opencc-js/t2cn';
import type { Fold } from './words.ts';

/** Blocks of Chinese characters in use: Extension A and the basic block. Compatibility forms are NFKC's matter. */
const FIRST = 0x3400;
const LAST = 0x9fff;

/**
 * Every traditional character with the simplified one it is written as. Both sides of a search are folded, so 王發,
 * 王髮 and 王发 find each other: wider than writing both forms of each name into the index, and half its size.
 */
export function chineseFold(): Fold {
  const simplified = Converter({ from: 't', to: 'cn' });
  const fold = new Map<string, string>();
  for (let point = FIRST; point <= LAST; point++) {
    const character = String.fromCodePoint(point);
    const plain = simplified(character);
    if (plain !== character && [...plain].length === 1) fold.set(character, plain);
  }
  return fold;
}

import type { Fold } from './words.ts';

/** A fold as text, pair after pair: the character and what stands for it. */
export const writeFold = (fold: Fold): string => [...fold].flat().join('');

export function readFold(text: string): Fold {
  const characters = [...text];
  const fold = new Map<string, string>();
  for (let at = 0; at + 1 < characters.length; at += 2) fold.set(characters[at] ?? '', characters[at + 1] ?? '');
  return fold;
}

import { type Fold, HAN, type Run, SPACE, WORD } from './words.ts';

/** A stretch of a text, and whether what was looked for stands in it. */
export interface Stretch {
  text: string;
  found: boolean;
}

interface PlacedRun {
  han: boolean;
  /** Folded characters, each with where it stands in the text. */
  characters: { folded: string; from: number; to: number }[];
}

/** Cuts a text so that what a search finds in it can be marked: as `runsOf` reads it, with the places kept. */
export function stretchesOf(text: string, runs: readonly Run[], fold: Fold): Stretch[] {
  const found = new Array<boolean>(text.length).fill(false);
  for (const { han, characters } of placedRuns(text, fold)) {
    for (const run of runs) {
      if (run.han !== han) continue;
      const wanted = [...run.text];
      const last = han ? characters.length - wanted.length : 0;
      for (let at = 0; at <= last; at++) {
        if (!wanted.every((character, step) => characters[at + step]?.folded === character)) continue;
        found.fill(true, characters[at]?.from, characters[at + wanted.length - 1]?.to);
      }
    }
  }
  const stretches: Stretch[] = [];
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && found[end] === found[at]) end++;
    stretches.push({ text: text.slice(at, end), found: found[at] === true });
    at = end;
  }
  return stretches;
}

function placedRuns(text: string, fold: Fold): PlacedRun[] {
  const runs: PlacedRun[] = [];
  let open: PlacedRun | undefined;
  let spaced = false;
  let at = 0;
  for (const raw of text) {
    const from = at;
    at += raw.length;
    for (const plain of raw.normalize('NFKC').toLowerCase()) {
      if (SPACE.test(plain)) {
        spaced = true;
        continue;
      }
      const han = HAN.test(plain);
      if (!han && !WORD.test(plain)) {
        open = undefined;
        continue;
      }
      const character = { folded: fold.get(plain) ?? plain, from, to: at };
      if (open?.han === han && (han || !spaced)) open.characters.push(character);
      else {
        open = { han, characters: [character] };
        runs.push(open);
      }
      spaced = false;
    }
  }
  return runs;
}

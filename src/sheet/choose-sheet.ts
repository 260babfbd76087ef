import { done, type Result, refused } from '#ledger/refusal.ts';
import type { Grid } from './grid.ts';
import { headingsAmong, type Vocabulary } from './headings.ts';
import type { SheetFile } from './read-file.ts';

/** The sheet a clerk names, else the first under whose headings something stands; else the first of all. */
export function chooseSheet<C extends string>(
  { sheets }: SheetFile,
  vocabulary: Vocabulary<C>,
  name?: string,
): Result<Grid> {
  const named = name === undefined ? undefined : sheets.find((sheet) => sheet.name === name);
  if (name !== undefined && !named) {
    return refused({ kind: 'importSheetUnknown', field: 'sheet', values: { stated: name.slice(0, 40) } });
  }
  const filled = (sheet: Grid) => {
    const found = headingsAmong(sheet, vocabulary);
    return found !== undefined && sheet.rows.length > found.at + found.depth;
  };
  const sheet = named ?? sheets.find(filled) ?? sheets[0];
  return sheet ? done(sheet) : refused({ kind: 'importEmpty' });
}

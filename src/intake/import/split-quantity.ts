import { measuredOf } from '#sheet/figures.ts';
import { plainWord } from '#sheet/grid.ts';
import type { Column, SheetRow } from './sheet.ts';

/** `200只` and `10箱×40` in a cell of a quantity, as the columns of the template: figure, measure and packs. */
export function withQuantitySplit(row: SheetRow): SheetRow {
  const cells: Record<Column, string> = { ...row.cells };
  for (const column of ['quantity', 'expected'] as const) {
    const found = measuredOf(cells[column]);
    if (!found) continue;
    const { quantity, measure, packs } = found;
    if (measure !== undefined && cells.measure !== '' && plainWord(cells.measure) !== measure) continue;
    cells[column] = quantity;
    if (measure !== undefined) cells.measure = measure;
    if (!packs || column !== 'quantity' || cells.packs !== '') continue;
    cells.packs = packs.count;
    cells.packMeasure ||= packs.measure;
    cells.packFactor ||= packs.factor;
  }
  return { ...row, cells };
}

import type { Refusal } from '#ledger/refusal.ts';
import { parseMeasured } from '#ledger/unit.ts';
import { measuredOf } from '#sheet/figures.ts';
import { plainWord } from '#sheet/grid.ts';
import { itemsNamed, type SheetItem } from './items.ts';

/** What a row says of goods, with our headings of its cells for refusals. */
export interface GoodsCells {
  row: number;
  item: string;
  standard: string;
  quantity: string;
  measure: string;
  headings: { item: string; standard: string; quantity: string; measure: string };
}

/** The item and how much of it; what cannot be read is refused at its cell. */
export function readGoodsCells(
  { row, headings, ...cells }: GoodsCells,
  items: readonly SheetItem[],
): { item: SheetItem; quantity: bigint } | { refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const refuse = (cell: keyof typeof headings, kind: string, values?: Record<string, string>) =>
    refusals.push({ kind, field: headings[cell], line: row, ...(values && { values }) });
  const [item, ...others] = cells.item === '' ? [] : itemsNamed(items, cells.item, cells.standard);
  const stated = { stated: cells.item.slice(0, 40), standard: cells.standard.slice(0, 40) };
  if (cells.item === '') refuse('item', 'importCellEmpty');
  else if (!item) refuse('item', 'importItemUnknown', stated);
  else if (others.length > 0) {
    const standards = [item, ...others].map(({ standard, code }) => standard ?? code).join('、');
    refuse('standard', 'importItemUnclear', { ...stated, standards });
  }
  const split = measuredOf(cells.quantity);
  const measure = split?.measure ?? cells.measure;
  if (item && measure !== '' && plainWord(measure) !== item.measure) {
    refuse('measure', 'importOtherMeasure', { stated: measure.slice(0, 20), item: item.name, measure: item.measure });
  }
  const parsed = parseMeasured(split?.quantity ?? cells.quantity, item?.scale ?? 3, item?.measure ?? measure);
  if (cells.quantity === '') refuse('quantity', 'importCellEmpty');
  else if (!parsed.ok) {
    refusals.push(...parsed.refusals.map((refusal) => ({ ...refusal, field: headings.quantity, line: row })));
  }
  if (!item || !parsed.ok || refusals.length > 0) return { refusals };
  return { item, quantity: parsed.value };
}

import { plainWord } from '#sheet/grid.ts';

/** As much of an item of the register as a sheet needs. */
export interface SheetItem {
  code: string;
  unit: string;
  name: string;
  standard: string | null;
  measure: string;
  scale: number;
}

/** Items by name and standard, or by code; several when the standard is left open and more than one fits. */
export function itemsNamed(items: readonly SheetItem[], name: string, standard: string): SheetItem[] {
  const named = items.filter((item) => plainWord(item.name) === plainWord(name) || item.code === plainWord(name));
  const exact = named.filter((item) => plainWord(item.standard ?? '') === plainWord(standard));
  return exact.length > 0 || standard !== '' ? exact : named;
}

/**
 * English words for goods that a register names in Chinese, by their code; organisations, funds and whatever has no
 * words here keep the name they are registered under.
 */
const ITEMS: ReadonlyMap<string, string> = new Map([
  ['mask-disposable-medical', 'Disposable medical masks'],
  ['mask-medical', 'Medical masks'],
  ['protective-suit', 'Medical protective suits'],
  ['gloves-disposable', 'Disposable gloves'],
]);

const FAMILIES: ReadonlyMap<string, string> = new Map([['mask', 'Masks']]);

/** No two measures share a word: units that never mix must not look alike. */
const MEASURES: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ['只', ['piece', 'pieces']],
  ['副', ['pair', 'pairs']],
  ['套', ['set', 'sets']],
  ['件', ['item', 'items']],
  ['个', ['unit', 'units']],
  ['箱', ['carton', 'cartons']],
  ['盒', ['box', 'boxes']],
  ['包', ['pack', 'packs']],
  ['袋', ['bag', 'bags']],
  ['瓶', ['bottle', 'bottles']],
  ['桶', ['drum', 'drums']],
  ['吨', ['tonne', 'tonnes']],
  ['千克', ['kg', 'kg']],
]);

/** By code, or by the unit of account that goods of this code are counted in (item:mask-medical). */
export const itemName = (code: string): string | undefined => ITEMS.get(code.replace(/^item:/, ''));

export const itemFamilyName = (code: string): string | undefined => FAMILIES.get(code);

/** The word for several, as in a heading; for a count of exactly one, as it is written, the word for one. */
export function measureName(measure: string, count?: string): string | undefined {
  const [one, many] = MEASURES.get(measure) ?? [];
  return count === '1' ? one : many;
}

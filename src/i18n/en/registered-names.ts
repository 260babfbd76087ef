/**
 * English words for goods that a register names in Chinese, by code and registered name: a code says nothing of what
 * another register calls by it. Organisations, funds and whatever has no words here keep the name they are registered
 * under.
 */
type Names = ReadonlyMap<string, readonly [registered: string, english: string]>;

const ITEMS: Names = new Map([
  ['mask-disposable-medical', ['一次性医用口罩', 'Disposable medical masks']],
  ['mask-medical', ['医用口罩', 'Medical masks']],
  ['protective-suit', ['医用防护服', 'Medical protective suits']],
  ['gloves-disposable', ['一次性手套', 'Disposable gloves']],
]);

const FAMILIES: Names = new Map([['mask', ['口罩', 'Masks']]]);

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
export const itemName = (code: string, registered: string): string | undefined =>
  named(ITEMS, code.replace(/^item:/, ''), registered);

export const itemFamilyName = (code: string, registered: string): string | undefined =>
  named(FAMILIES, code, registered);

function named(names: Names, code: string, registered: string): string | undefined {
  const [name, english] = names.get(code) ?? [];
  return name === registered ? english : undefined;
}

/** The word for several, as in a heading; for a count of exactly one, as it is written, the word for one. */
export function measureName(measure: string, count?: string): string | undefined {
  const [one, many] = MEASURES.get(measure) ?? [];
  return count === '1' ? one : many;
}

/** Digits that a statement shows at least of an account of which it names only the end. */
const SHORTEST_END = 4;
/** Bank code and country stand before the account's own number in an IBAN and in MT940. */
const SHORTEST_WHOLE = 8;

/**
 * Whether the account that a file names can be this one: equal digits, an end of it, or where signs are masked with `*`
 * whatever is shown. User names (an e-mail of Alipay) are compared as they are written.
 */
export function isSameAccount(inFile: string, own: string): boolean {
  const [named, ours] = [plain(inFile), plain(own)];
  if (named === ours || fitsMask(named, ours) || fitsMask(ours, named)) return true;
  if (/[*@]/.test(named + ours)) return false;
  const [shown, whole] = [digitsOf(named), digitsOf(ours)];
  if (shown.length < SHORTEST_END || whole.length < SHORTEST_END) return false;
  if (shown === whole) return true;
  if (shown.length < SHORTEST_WHOLE) return whole.endsWith(shown);
  return whole.length >= SHORTEST_WHOLE && (whole.endsWith(shown) || shown.endsWith(whole));
}

const plain = (number: string): string => number.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase();
const digitsOf = (number: string): string => number.replaceAll(/\D/g, '');

function fitsMask(masked: string, whole: string): boolean {
  if (!masked.includes('*')) return false;
  const parts = masked.split(/\*+/);
  // All signs masked would be everybody's.
  if (parts.join('').length < SHORTEST_END) return false;
  return new RegExp(`^${parts.map((part) => escaped(part)).join('.*')}$`).test(whole);
}

const escaped = (text: string): string => text.replaceAll(/[^\p{L}\p{N}@]/gu, String.raw`\$&`);

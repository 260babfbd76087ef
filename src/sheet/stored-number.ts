/** A spreadsheet keeps fifteen digits; what is stored beyond is the rest of a binary fraction: 8731.5200000000004. */
const DIGITS = 15;

/** `8731.5200000000004` → `8731.52`, `1E3` → `1000`. A long run of digits without a point is a number of an account. */
export function storedNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text) ?? [];
  if (whole + fraction === '' || (fraction === '' && exponent === '0')) return text;
  let digits = (whole + fraction).replace(/^0+/, '') || '0';
  let scale = fraction.length - Number(exponent);
  if (digits.length > DIGITS && scale > 0) {
    const dropped = Math.min(digits.length - DIGITS, scale);
    const power = 10n ** BigInt(dropped);
    digits = String((BigInt(digits) + power / 2n) / power);
    scale -= dropped;
  }
  if (scale <= 0) return `${sign}${digits}${'0'.repeat(Math.min(-scale, 30))}`;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`.replace(/\.?0+$/, '');
}

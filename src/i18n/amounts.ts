/** Figures as every language of the site writes them: groups of three, a point, a true minus sign. */

/** `amount` counts the smallest denomination; `scale` digits stand behind the point: (93000000n, 2) → 930,000.00. */
export function formatAmount(amount: bigint, scale: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  const sign = amount < 0n ? '−' : '';
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`;
}

/** What formatAmount wrote, back; undefined when it is not such a figure. */
export function parseAmount(text: string, scale: number): bigint | undefined {
  const [, sign = '', whole = '', rest = ''] = /^(−?)([0-9]{1,3}(?:,[0-9]{3})*)(?:\.([0-9]+))?$/.exec(text) ?? [];
  if (whole === '' || rest.length !== scale) return undefined;
  const amount = BigInt(whole.replaceAll(',', '') + rest);
  return sign === '' ? amount : -amount;
}

export const CASH = 'CNY';
export const VALUATION = 'CNY:goods';
export const FEN_SCALE = 2;

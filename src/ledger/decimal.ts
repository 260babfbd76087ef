import { done, type Result, refused } from '#ledger/refusal.ts';

/** 10¹³ of the smallest denomination (千亿元 in fen): more than any single record of a federation can be. */
export const LARGEST_AMOUNT = 10n ** 13n;

const PLAIN = /^\d{1,40}(?:\.(\d+))?$/;
const GROUPED = /^\d{1,3}(?:,\d{3}){1,12}(?:\.(\d+))?$/;

/** NFKC would make 102 of 10², so what is raised, lowered, circled or a fraction is refused before it. */
const RAISED = /\p{No}/u;

/**
 * Reads a positive decimal as people type it (full-width digits, thousands separators, spaces around) into the
 * smallest denomination. More decimals than `scale` are refused, never rounded.
 */
export function parseDecimal(text: string, scale: number): Result<bigint> {
  const values = { stated: text.trim().slice(0, 40) };
  if (RAISED.test(text)) return refused({ kind: 'amountMalformed', values });
  const stated = text.normalize('NFKC').trim();
  if (stated === '') return refused({ kind: 'amountMissing' });
  if (/^[-−–]/.test(stated)) return refused({ kind: 'amountNotPositive', values });
  const form = PLAIN.exec(stated) ?? GROUPED.exec(stated);
  if (!form) return refused({ kind: 'amountMalformed', values });
  const fraction = form[1] ?? '';
  if (fraction.replace(/0+$/, '').length > scale) {
    return refused({ kind: 'amountTooPrecise', values: { ...values, decimals: String(scale) } });
  }
  const whole = stated.split('.')[0]?.replaceAll(',', '') ?? '';
  const amount = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  if (amount === 0n) return refused({ kind: 'amountNotPositive', values });
  if (amount > LARGEST_AMOUNT) {
    return refused({ kind: 'amountTooLarge', values: { ...values, largest: formatDecimal(LARGEST_AMOUNT, scale) } });
  }
  return done(amount);
}

/** `123450n` at scale 2 → `1,234.50`. */
export function formatDecimal(amount: bigint, scale: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const fraction = scale > 0 ? `.${digits.slice(-scale)}` : '';
  return `${amount < 0n ? '-' : ''}${whole}${fraction}`;
}

import { storedNumber } from './stored-number.ts';

/** Decimals that sums over a column are kept with. */
const SCALE = 6;

const NUMBER = /^([-−–+]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d+))?$/;

/** `¥1,234.50元` → 1234500000n (six decimals), to hold columns against their totals; undefined where it is no number. */
export function figureOf(text: string): bigint | undefined {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/[\s¥￥]/g, '')
    .replace(/^(?:约|大约|共|计|人民币|RMB)/, '')
    .replace(/(?:元整|元|整)$/, '');
  const [, sign, whole = '', fraction = ''] = NUMBER.exec(storedNumber(bare)) ?? [];
  if (whole === '' || fraction.length > SCALE) return undefined;
  const figure = BigInt(whole.replaceAll(',', '') + fraction.padEnd(SCALE, '0'));
  return /[-−–]/.test(sign ?? '') ? -figure : figure;
}

/** 1234500000n → `1,234.5` */
export function figureText(figure: bigint): string {
  const digits = (figure < 0n ? -figure : figure).toString().padStart(SCALE + 1, '0');
  const whole = digits.slice(0, -SCALE).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${figure < 0n ? '-' : ''}${whole}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '');
}

const TEN_THOUSAND = /^(约|大约)?[¥￥]?([\d,]+)(?:\.(\d+))?万(?:元(?:整)?)?$/;

/**
 * Money of a register as yuan: `1.5万元`, and plain `1.5` under a heading in 万元, become `15000`; blanks and 整 go. What
 * is no number stays as it is, for its own refusal.
 */
export function yuanText(text: string, inTenThousands = false): string {
  const stated = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/(元)整$/, '$1')
    .replace(/^(?:人民币|RMB)/, '');
  const under = inTenThousands && !/[元万]/.test(stated) ? `${stated}万` : stated;
  const [, about = '', whole, fraction = ''] = TEN_THOUSAND.exec(under) ?? [];
  if (whole === undefined) return text;
  const digits = whole.replaceAll(',', '') + fraction.slice(0, 4).padEnd(4, '0');
  const rest = fraction.slice(4).replace(/0+$/, '');
  return `${about}${digits.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}

/** What a cell of a quantity says beside its number. */
export interface Measured {
  quantity: string;
  measure?: string;
  packs?: { count: string; measure: string; factor: string };
}

const WITH_MEASURE = /^((?:约|大约)?[\d,]+(?:\.\d+)?)([\p{L}]{1,4})$/u;
const PACKED = /^(\d{1,9})([\p{L}]{1,3})[×xX*＊](\d{1,9})([\p{L}]{0,3})(?:\/[\p{L}]{1,3})?$/u;

/** `200只` → 200 of 只; `10箱×40` → 400, as 10 箱 of 40. Undefined for anything else, a plain number too. */
export function measuredOf(text: string): Measured | undefined {
  const stated = text.normalize('NFKC').replaceAll(/\s/g, '');
  const [, count, packMeasure, factor, measure = ''] = PACKED.exec(stated) ?? [];
  if (count !== undefined && packMeasure !== undefined && factor !== undefined) {
    return {
      quantity: String(BigInt(count) * BigInt(factor)),
      ...(measure !== '' && { measure }),
      packs: { count, measure: packMeasure, factor },
    };
  }
  const [, quantity, unit] = WITH_MEASURE.exec(stated) ?? [];
  return quantity === undefined || unit === undefined || unit === '万' ? undefined : { quantity, measure: unit };
}

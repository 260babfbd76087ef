import { MAPPED_FORMAT, UNKNOWN_FORMAT } from '../statement/table/formats.ts';

/** movement: what moved on the account; detail: a bill of single orders beside it, which confirms nothing. */
export type Scope = 'movement' | 'detail';

/**
 * What is known of a format besides how it is read. `serial`: its lines carry a number that the bank or the service gives
 * once and repeats in every export; elsewhere a column of that name may only number the rows of the file.
 */
const FORMATS: Readonly<Record<string, { scope: Scope; serial: boolean }>> = {
  'alipay-merchant-business': { scope: 'detail', serial: true },
  'wechat-merchant-trade': { scope: 'detail', serial: true },
  'wechat-merchant-refund': { scope: 'detail', serial: true },
  'alipay-merchant-account': { scope: 'movement', serial: true },
  'wechat-merchant-fund-flow': { scope: 'movement', serial: true },
  'alipay-personal': { scope: 'movement', serial: true },
  'wechat-personal': { scope: 'movement', serial: true },
  'ccb-corporate': { scope: 'movement', serial: true },
  mt940: { scope: 'movement', serial: true },
  mt942: { scope: 'movement', serial: true },
  ofx: { scope: 'movement', serial: true },
};

const isCamt = (format: string): boolean => format.startsWith('camt.');

export const scopeOf = (format: string): Scope => FORMATS[format]?.scope ?? 'movement';

/** Shorter than this, leading zeros left out, a number of a format we do not know may be that of the row. */
const SHORTEST_SERIAL = 8;

/** Whether this number is the same in every export of the line. `mapped`: a clerk said which column holds it. */
export const serialTells = (format: string, serial: string, mapped = false): boolean =>
  FORMATS[format]?.serial === true || isCamt(format) || mapped || serial.replace(/^0+/, '').length >= SHORTEST_SERIAL;

/** Whether two lines with different serials are two: where we only guess what a column holds, it may number the rows. */
export const serialParts = (format: string): boolean => format !== UNKNOWN_FORMAT && format !== MAPPED_FORMAT;

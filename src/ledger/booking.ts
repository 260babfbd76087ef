import type { AccountCode } from '#ledger/account.ts';
import type { Restriction } from '#ledger/posting.ts';

/*
 * The accounts of DOMAIN's booking table. Agency gifts (受托代理) pass through accounts of their own in and out, so
 * that they are never income or cost.
 */

/** Where cash lies: in the ledger account of the money account that an act names (`keptIn`), else at the bank. */
export const cashAccount = (restriction: Restriction, keptIn?: AccountCode): AccountCode =>
  keptIn ?? (restriction === 'agency' ? '100202' : '100201');

/** The bank keeps agency money apart from our own; in a cash box or at a payment service both may lie. */
export const mayKeep = (account: AccountCode, restriction: Restriction): boolean =>
  account === '100202' ? restriction === 'agency' : account !== '100201' || restriction !== 'agency';

/** The ledger accounts that cash lies in. */
export const CASH_ACCOUNTS = ['100201', '100202', '1009', '1001'] as const satisfies readonly AccountCode[];
export type CashAccount = (typeof CASH_ACCOUNTS)[number];

export const stockAccount = (restriction: Restriction): AccountCode => (restriction === 'agency' ? '1801' : '1201');

/** What stands against goods that cash bought: they came in, and were no gift. */
export const boughtAccount = '120901' satisfies AccountCode;

export const giftAccount = (restriction: Restriction): AccountCode =>
  (({ unrestricted: '410101', restricted: '410102', agency: '260101' }) as const)[restriction];

export const handOutAccount = (restriction: Restriction): AccountCode =>
  restriction === 'agency' ? '260102' : '510101';

import type { AccountCode } from '#ledger/account.ts';
import type { Restriction } from '#ledger/posting.ts';

/*
 * The accounts of DOMAIN's booking table. Agency gifts (受托代理) pass through accounts of their own in and out, so
 * that they are never income or cost.
 */

export const cashAccount = (restriction: Restriction): AccountCode => (restriction === 'agency' ? '100202' : '100201');

export const stockAccount = (restriction: Restriction): AccountCode => (restriction === 'agency' ? '1801' : '1201');

export const giftAccount = (restriction: Restriction): AccountCode =>
  (({ unrestricted: '410101', restricted: '410102', agency: '260101' }) as const)[restriction];

export const handOutAccount = (restriction: Restriction): AccountCode =>
  restriction === 'agency' ? '260102' : '510101';

import { actNames } from '#i18n/zh-Hans/office.ts';
import { choices, ownMoves } from '#i18n/zh-Hans/office-choices.ts';
import { monthWords as words } from '#i18n/zh-Hans/office-close.ts';
import type { VoucherAct } from '#reconciliation/close/month/vouchers.ts';

const reasons: Record<string, string> = choices.adjustmentReason;
const names: Record<string, string> = actNames;
const services: Record<string, string> = words.services;

/** 摘要 of a voucher: 手续费 支付宝“募捐收款” 2020-02-14 QT-2020-0001. It never names a person. */
export function voucherSummary({ kind, number, day, reason, ownMove, account, reverses }: VoucherAct): string {
  const what = ownMove ? ownMoves[ownMove] : reason === undefined ? undefined : reasons[reason];
  return [
    reverses === undefined ? (what ?? names[kind] ?? kind) : words.reversalOf(what, reverses),
    ...(account ? [words.lies(services[account.kind] ?? '', account.name)] : []),
    ...[day, number],
  ].join(' ');
}

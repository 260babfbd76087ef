import { CASH } from '#i18n/amounts.ts';
import type { Survey } from './survey.ts';

/**
 * Fees paid from donated money: the only management cost (管理费用) that an act can book, since goods written off cost
 * no money. Undefined when there is none: that nothing is recorded does not say that nothing was spent.
 */
export function managementCost({ flows }: Survey): { unit: string; amount: bigint } | undefined {
  const [cash] = flows.sums({ stream: 'donation', unit: CASH });
  const amount = cash?.uses.fee;
  return amount === undefined || amount === 0n ? undefined : { unit: CASH, amount };
}

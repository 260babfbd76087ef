import type { Day } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';

export const DELIVERY_PAPERS = ['deliveryNote', 'acceptanceLetter', 'signBook', 'handoverList'] as const;
export type DeliveryPaper = (typeof DELIVERY_PAPERS)[number];

/** What becomes of goods that did not arrive sound, once they are back on the books. */
export const FOLLOW_UPS = ['returnToStock', 'writeOff', 'replace'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];

/** One line of what was sent, as the receiver signed for it. Quantities in base units of the item. */
export interface DeliveryLine {
  line: number;
  /** 完好. */
  received: bigint;
  /** 短少. */
  short: bigint;
  /** 破损. */
  broken: bigint;
}

export interface DeliveryInput {
  actId: bigint;
  paper: DeliveryPaper;
  receivedOn: Day;
  signedBy: string;
  attachmentId: bigint;
  /** Where something is short or broken: why, and what becomes of it. */
  explanation?: string;
  followUp?: FollowUp;
  lines: DeliveryLine[];
}

/** One line of goods that an act says were sent. */
export interface SentLine {
  line: number;
  unit: string;
  quantity: bigint;
  lot?: { id: bigint; number: string; expiresOn?: Day };
  location?: string;
}

export const isWhole = (lines: readonly DeliveryLine[]): boolean =>
  lines.every(({ short, broken }) => short + broken === 0n);

/** What is wrong with a delivery, by itself and beside what was sent. */
export function checkDelivery(delivery: Omit<DeliveryInput, 'attachmentId'>, sent: readonly SentLine[]): Refusal[] {
  const found: Refusal[] = [];
  if (delivery.receivedOn === '') found.push({ kind: 'dayMissing', field: 'receivedOn' });
  if (delivery.signedBy.trim() === '') found.push({ kind: 'stock_delivery_signer_named', field: 'signedBy' });
  found.push(...tooLong(delivery, { signedBy: 60, explanation: 400 }));
  for (const { line, quantity } of sent) {
    const told = delivery.lines.find((each) => each.line === line);
    const sum = (told?.received ?? 0n) + (told?.short ?? 0n) + (told?.broken ?? 0n);
    if (sum !== quantity) found.push({ kind: 'stock_delivery_covers_goods', field: 'received', line });
  }
  const whole = isWhole(delivery.lines);
  if (!whole && !delivery.explanation?.trim()) {
    found.push({ kind: 'stock_delivery_difference_explained', field: 'explanation' });
  }
  if (!whole && !delivery.followUp) found.push({ kind: 'stock_delivery_follow_up_known', field: 'followUp' });
  if (whole && (delivery.explanation || delivery.followUp)) {
    found.push({ kind: 'stock_delivery_difference_explained', field: 'explanation' });
  }
  return found;
}

import type { Refusal } from '#ledger/refusal.ts';
import type { DeliveryLine } from './delivery.ts';

/** What became of goods that did not arrive sound: they lie in the warehouse again (退库), or are lost (报损). */
export const MISSING_WAYS = ['returnToStock', 'writeOff'] as const;
export type MissingWay = (typeof MISSING_WAYS)[number];

/** Said once for all that was short and once for all that was broken; absent where there is none of it. */
export interface MissingWays {
  short?: MissingWay;
  broken?: MissingWay;
}

export const missingOf = ({ short, broken }: DeliveryLine): bigint => short + broken;

/** What of a line is written off. */
export const lostOf = ({ short, broken }: DeliveryLine, ways: MissingWays): bigint =>
  (ways.short === 'writeOff' ? short : 0n) + (ways.broken === 'writeOff' ? broken : 0n);

/** What became of goods is said where there are any, by the name of what is missing. */
export function checkWays(lines: readonly DeliveryLine[], ways: MissingWays): Refusal[] {
  const untold = (['short', 'broken'] as const).filter(
    (missing) => ways[missing] === undefined && lines.some((line) => line[missing] > 0n),
  );
  return untold.map((field) => ({ kind: 'deliveryWayMissing', field }));
}

/**
 * The value that left with a line, in fen, shared by quantity between what arrived, what is lost and what came back. What
 * is left by rounding stays with what came back, else with what is lost.
 */
export function shareValue(line: DeliveryLine, ways: MissingWays, fen: bigint): { arrived: bigint; lost: bigint } {
  const quantity = line.received + missingOf(line);
  const lost = lostOf(line, ways);
  const part = (of: bigint) => (2n * fen * of + quantity) / (2n * quantity);
  const arrived = part(line.received);
  return { arrived, lost: lost === missingOf(line) ? fen - arrived : min(part(lost), fen - arrived) };
}

const min = (one: bigint, other: bigint): bigint => (one < other ? one : other);

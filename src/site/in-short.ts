import type { Position } from '#log/position.ts';

interface Part {
  part: 'disbursed' | 'appropriated' | 'lost' | 'gained' | 'unstated';
  amount: bigint;
}

/** What became of what came in, as far as one sentence can say it. `lost` and `gained` are adjustments by their sign. */
export type InShort = { kind: 'held' | 'spent' } | { kind: 'parts'; parts: Part[] };

/**
 * `held`: nothing at all happened to it. `spent`: all was disbursed and nothing else happened. In between each column is
 * told by its own name: passing on is not yet disbursing, and interest must not make up for what went out.
 */
export function inShort({ received, disbursed, appropriated, adjusted, unstated }: Position): InShort {
  const others = appropriated === 0n && adjusted === 0n && unstated === 0n;
  if (others && disbursed === 0n) return { kind: 'held' };
  if (others && disbursed === received) return { kind: 'spent' };
  const parts: Part[] = [
    { part: 'disbursed', amount: disbursed },
    { part: 'appropriated', amount: appropriated },
    adjusted < 0n ? { part: 'gained', amount: -adjusted } : { part: 'lost', amount: adjusted },
    { part: 'unstated', amount: unstated },
  ];
  return { kind: 'parts', parts: parts.filter(({ amount }) => amount !== 0n) };
}

import type { Refusal } from '#ledger/refusal.ts';
import type { PartReport } from './file-report.ts';

/** What a yes was given to: not how many lines are new, for others may have been stored since. */
const SEEN = [
  'format',
  'currency',
  'lines',
  'inFen',
  'outFen',
  'openingFen',
  'closingFen',
  'firstDay',
  'lastDay',
] as const;

/** That a file, read again to be stored, comes to something else than its preview showed; undefined when it does not. */
export function otherThanPreviewed(previewed: readonly PartReport[], now: readonly PartReport[]): Refusal | undefined {
  const same =
    previewed.length === now.length &&
    now.every((part, at) => SEEN.every((name) => (previewed[at]?.[name] ?? null) === (part[name] ?? null)));
  return same ? undefined : { kind: 'statementOtherThanPreviewed' };
}

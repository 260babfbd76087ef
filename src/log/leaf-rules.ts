import type { DisbursementLeaf, IntakeLeaf, Leaf, LeafDate, LeafPosting, StatementLeaf, UnmatchedRow } from './leaf.ts';
import type { VerifyCode } from './verify-error.ts';

/** No group below this is ever counted out. */
const SMALLEST_GROUP = 5n;

/** What forms alone do not say: rules between the values of one leaf. */
export function mistakeIn(leaf: Leaf): { code: VerifyCode; at: string } | undefined {
  if ('postings' in leaf && !sumsToZero(leaf.postings)) return { code: 'unbalanced', at: 'postings' };
  const at = placeOfMistake(leaf);
  return at === undefined ? undefined : { code: 'malformedLeaf', at };
}

function placeOfMistake(leaf: Leaf): string | undefined {
  if ('date' in leaf && !isOrdered(leaf.date)) return 'date.to';
  switch (leaf.kind) {
    case 'register':
      if (leaf.subject === 'item' && leaf.unit !== `item:${leaf.code}`) return 'unit';
      return undefined;
    case 'intake':
      return mistakeInGift(leaf);
    case 'disbursement':
      return mistakeInDisbursement(leaf);
    case 'listing':
      return isLargeEnough(leaf.count) ? undefined : 'count';
    case 'correction':
      return mistakeInOwner(leaf, leaf.postings.length > 0);
    case 'statement':
      return mistakeInStatement(leaf);
    case 'audit':
      return leaf.from <= leaf.to ? undefined : 'to';
    default:
      return undefined;
  }
}

function mistakeInGift({ lines, valuations }: IntakeLeaf): string | undefined {
  for (const [index, { unit, quantity, packs }] of lines.entries()) {
    if (unit === 'CNY:goods') return `lines[${index}].unit`;
    if (packs?.factor !== undefined && BigInt(packs.count) * BigInt(packs.factor) !== BigInt(quantity)) {
      return `lines[${index}].packs`;
    }
  }
  const valued = valuations.flatMap((valuation) => valuation.lines);
  const sound = valued.every((line) => lines[line]?.unit.startsWith('item:'));
  return sound && new Set(valued).size === valued.length ? undefined : 'valuations';
}

function mistakeInDisbursement({ form, receiver, basis, count, totals, share }: DisbursementLeaf): string | undefined {
  if (form === 'issue') return receiver === undefined ? 'receiver' : undefined;
  if (basis === undefined) return 'basis';
  if (count === undefined || !isLargeEnough(count)) return 'count';
  if (share === undefined) return undefined;
  const total = totals.find(({ unit }) => unit === share.unit)?.amount ?? 0;
  return BigInt(share.amount) * BigInt(count) === BigInt(total) ? undefined : 'share';
}

function mistakeInStatement(leaf: StatementLeaf): string | undefined {
  if (BigInt(leaf.part) > BigInt(leaf.parts)) return 'part';
  if (leaf.unmatched !== undefined) return mistakeInUnmatched(leaf, leaf.unmatched);
  return mistakeInOwner(leaf, leaf.balances.length + leaf.pending.length > 0);
}

/** What is on an account belongs to no fund until it is matched. */
function mistakeInUnmatched(leaf: StatementLeaf, rows: readonly UnmatchedRow[]): string | undefined {
  if (leaf.entity === undefined) return 'entity';
  if (leaf.fund !== undefined) return 'fund';
  if (leaf.stream !== undefined) return 'stream';
  if (leaf.balances.length + leaf.pending.length > 0) return 'unmatched';
  return new Set(rows.map(({ account, flow }) => `${account} ${flow}`)).size === rows.length ? undefined : 'unmatched';
}

/** Entity, fund and stream stand together: all where there is something of theirs, else none. */
function mistakeInOwner(
  { entity, fund, stream }: { entity?: string; fund?: string; stream?: string },
  needed: boolean,
): string | undefined {
  if ((entity !== undefined) !== needed) return 'entity';
  if ((fund !== undefined) !== needed) return 'fund';
  return (stream !== undefined) === needed ? undefined : 'stream';
}

function sumsToZero(postings: readonly LeafPosting[]): boolean {
  const sums = new Map<string, bigint>();
  for (const { unit, amount } of postings) sums.set(unit, (sums.get(unit) ?? 0n) + BigInt(amount));
  return [...sums.values()].every((sum) => sum === 0n);
}

const isOrdered = (date: LeafDate): boolean => date.precision !== 'period' || date.from <= date.to;

const isLargeEnough = (count: string | undefined): boolean => count === undefined || BigInt(count) >= SMALLEST_GROUP;

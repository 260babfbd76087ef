import { isBooked, lockHalves } from '#approval/halves.ts';
import { proposeReversalWithin, type ReversalInput } from '#approval/propose-reversal.ts';
import type { Database } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

export interface ProposedReversal {
  actId: bigint;
  existing: boolean;
  /** The reversal of the value that left with the goods; absent where none did, or it was taken back before. */
  valueActId?: bigint;
  /** The goods were taken back, or proposed to be, without their value: only that of the value is new, and is `actId`. */
  valueAlone?: true;
}

/**
 * Proposes to void an act, and with goods that were written off or adjusted the value that left with them: two acts, both
 * proposed or neither, which one other person approves together. Where the goods' is there already, the value's is added.
 */
export async function proposeReversalWithValue(db: Database, input: ReversalInput): Promise<Result<ProposedReversal>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<ProposedReversal>> => {
      const halves = await lockHalves(tx, input.actId);
      const ofGoods = halves.some(({ actId, part }) => actId === input.actId && part === 'goods');
      const values = ofGoods ? halves.filter(({ part }) => part === 'value') : [];
      const goods = await proposeReversalWithin(tx, input);
      if (goods.ok && goods.value.existing) return done({ actId: goods.value.actId, existing: true });
      const left = values.filter((value) => isBooked(value) && !value.waiting);
      if (!goods.ok && (left.length === 0 || !goods.refusals.every(({ kind }) => THERE_ALREADY.includes(kind)))) {
        return goods;
      }
      const undecided = values.find(({ status }) => status === 'proposed');
      // Once its goods are back in stock, nobody could approve it any more.
      if (undecided) throw new Undone([{ kind: 'reversalBeforeValue', values: { number: undecided.number } }]);
      const reversed: bigint[] = [];
      for (const { actId } of left) {
        const idempotencyKey = `${input.idempotencyKey} value ${actId}`;
        const proposed = await proposeReversalWithin(tx, { ...input, actId, idempotencyKey });
        if (!proposed.ok) throw new Undone(proposed.refusals);
        reversed.push(proposed.value.actId);
      }
      const [valueActId] = reversed;
      if (goods.ok) {
        return done({ actId: goods.value.actId, existing: false, ...(valueActId !== undefined && { valueActId }) });
      }
      return valueActId === undefined
        ? refused(...goods.refusals)
        : done({ actId: valueActId, existing: false, valueActId, valueAlone: true });
    }),
  );
}

const THERE_ALREADY: readonly string[] = ['reversalWaits', 'alreadyReversed'];

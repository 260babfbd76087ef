import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { shanghaiDay } from '#ledger/day.ts';
import { RESTRICTIONS, STREAMS } from '#ledger/posting.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import {
  type CountLine,
  DIFFERENCE_REASONS,
  type DifferenceReason,
  differenceOf,
  type HeldPart,
  shareShortage,
  stateOf,
} from './count.ts';
import { findCount, listCountLines, listHeldParts, type StockCount } from './count-queries.ts';
import { proposeGoodsAdjustment } from './propose-goods-adjustment.ts';

export interface Explanation {
  countId: bigint;
  lineId: bigint;
  reason: DifferenceReason;
  /** Goes public with the adjustment. */
  explanation: string;
  /** Of whose goods: fund, stream and restriction (partKey). */
  part: string;
}

/** Refused out of the transaction, so that neither explanation nor any adjustment is written. */
class Refused extends Error {
  readonly refusals: Refusal[];
  constructor(refusals: Refusal[]) {
    super('refused');
    this.refusals = refusals;
  }
}

/**
 * Says why what was counted differs from the books, and proposes the adjustment that brings them there; nothing is booked
 * until another person approves it. Answers whether the value of the goods has to be settled by hand.
 */
export async function explainDifference(
  db: Database,
  input: Explanation,
  by: bigint,
): Promise<Result<{ joint: boolean }>> {
  const explanation = input.explanation.trim();
  if (!DIFFERENCE_REASONS.includes(input.reason)) {
    return refused({ kind: 'stock_count_explanation_reason_known', field: 'reason' });
  }
  if (explanation === '' || explanation.length > 400) {
    return refused({ kind: 'stock_count_explanation_given', field: 'explanation' });
  }
  try {
    return await refusing(() => inTransaction(db, (tx) => explain(tx, { ...input, explanation }, by)));
  } catch (cause) {
    if (cause instanceof Refused) return refused(...cause.refusals);
    throw cause;
  }
}

async function explain(tx: Tx, input: Explanation, by: bigint): Promise<Result<{ joint: boolean }>> {
  const count = await findCount(tx, input.countId);
  const [line] = await listCountLines(tx, { countId: input.countId, line: input.lineId, limit: 1 });
  const difference = line && differenceOf(line);
  if (!count || !line?.latest || !difference) return refused({ kind: 'countLineUnknown' });
  if (stateOf(line) === 'recount') return refused({ kind: 'stock_count_explains_second_count' });
  // The database locks the line and refuses a second explanation, before any act is proposed.
  const { id } = await tx
    .insertInto('stockCountExplanation')
    .values({
      ...{ entryId: line.latest.entryId, reason: input.reason, explanation: input.explanation, explainedBy: by },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const settled = await adjust(tx, { count, line, difference, input, explanationId: id }, by);
  if (!settled.ok) throw new Refused(settled.refusals);
  const { actIds, joint } = settled.value;
  await tx
    .insertInto('stockCountSettlement')
    .values(actIds.map((actId) => ({ explanationId: id, actId })))
    .execute();
  await audit(tx, by, 'explain difference', count.location?.name ?? count.entity.name, {
    ...{ count: String(count.id), line: String(line.id), difference: String(difference), reason: input.reason },
  });
  return done({ joint });
}

interface Difference {
  count: StockCount;
  line: CountLine;
  difference: bigint;
  input: Explanation;
  explanationId: bigint;
}

async function adjust(
  tx: Tx,
  { count, line, difference, input, explanationId }: Difference,
  by: bigint,
): Promise<Result<{ actIds: bigint[]; joint: boolean }>> {
  const { unit, lot } = line;
  const place = { entity: count.entity.code, location: count.location?.code };
  const held = await listHeldParts(tx, { ...place, unit, lotId: lot?.id });
  const parts = difference < 0n ? shareShortage(held, -difference, input.part) : surplus(input.part, difference);
  if (!parts.ok) return parts;
  const actIds: bigint[] = [];
  let joint = false;
  for (const [index, part] of parts.value.entries()) {
    const proposed = await proposeGoodsAdjustment(
      tx,
      {
        reason: difference < 0n ? 'stocktakeShort' : 'stocktakeOver',
        ...{ entity: place.entity, unit, part, explanation: input.explanation },
        ...(place.location !== undefined && { location: place.location }),
        ...(lot && { lotId: lot.id }),
        occurredOn: shanghaiDay(line.latest?.countedAt ?? new Date()),
      },
      by,
      `count explanation ${explanationId} part ${index}`,
    );
    if (!proposed.ok) return proposed;
    actIds.push(...proposed.value.actIds);
    joint ||= proposed.value.joint;
  }
  return done({ actIds, joint });
}

function surplus(chosen: string, quantity: bigint): Result<HeldPart[]> {
  const [fund = '', stated = '', said = ''] = chosen.split('|');
  const stream = STREAMS.find((each) => each === stated);
  const restriction = RESTRICTIONS.find((each) => each === said);
  if (fund === '' || !stream || !restriction) return refused({ kind: 'countPartMissing', field: 'part' });
  return done([{ fund, stream, restriction, quantity }]);
}

import { proposeReversalWithin } from '#approval/propose-reversal.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { proposeAppropriationWithin } from '#disbursement/propose-appropriation.ts';
import { proposeIssueWithin } from '#disbursement/propose-issue.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { refuseIdentifiers } from '#ledger/redaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { bookedAs, findWays, lossesLeft } from './delivery-losses.ts';
import { listSentLines } from './delivery-queries.ts';
import { proposeGoodsAdjustment, proposeValueOf } from './propose-goods-adjustment.ts';
import { type Desk, given, keyOf, lockShort, settle, today, told, withNote } from './settlement-desk.ts';
import { listSettling, type SettlementPart, type Settling, stands } from './settlement-queries.ts';
import { checkWays, type MissingWays, shareValue } from './short-delivery.ts';

export interface DeliverySettlement extends MissingWays {
  id: bigint;
  /** Why the act is reversed and what is lost is written off; goes public with both. */
  reason: string;
  /** What the act entered anew says of the one it takes the place of; public too. */
  note: string;
}

/**
 * Proposes what settles a short or broken delivery, all of it or nothing: the reversal of its act, what arrived entered
 * anew, and what is lost written off with its share of the value, line by line. What stands of it already is left as it is.
 * Everything is booked as of today, as a reversal is: on the day of the act its goods are still gone.
 */
export async function settleDelivery(
  db: Database,
  input: DeliverySettlement,
  by: bigint,
): Promise<Result<{ proposed: number }>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ proposed: number }>> => {
      const found = await lockShort(tx, input.id);
      if (!found.ok) return found;
      const { delivery, reversed } = found.value;
      const wrong = [...checkWays(delivery.lines, input), ...refuseIdentifiers('reason', input.reason)];
      if (wrong.length > 0) return refused(...wrong);
      const settling = await listSettling(tx, delivery);
      const standing = (part: SettlementPart) => settling.some((each) => each.part === part && stands(each));
      const desk = { tx, delivery, by, turn: settling.length, sent: await listSentLines(tx, delivery.actId) };
      await rememberWays(desk, input);
      let proposed = 0;
      if (!reversed && !standing('reversal')) {
        given(
          await proposeReversalWithin(tx, {
            ...{ actId: delivery.actId, by, reasonCode: 'other', reason: input.reason },
            idempotencyKey: keyOf(desk, 'reversal'),
          }),
        );
        proposed++;
      }
      if (!standing('arrived') && delivery.lines.some(({ received }) => received > 0n)) {
        proposed += await settle(desk, 'arrived', [{ actId: await proposeArrived(desk, input) }]);
      }
      proposed += await settle(desk, 'writeOff', await proposeLosses(desk, input, settling));
      await audit(tx, by, 'settle delivery', delivery.number, { delivery: String(delivery.id), acts: proposed });
      return done({ proposed });
    }),
  );
}

async function proposeArrived(desk: Desk, input: DeliverySettlement): Promise<bigint> {
  const { tx, delivery, by } = desk;
  if (delivery.kind === 'appropriation') {
    const { header, items, ...said } = await getAppropriation(tx, delivery.actId);
    const arrived = items.map((item, index) => {
      const sent = desk.sent.some(({ line }) => line === index + 1);
      return { ...item, amount: sent ? told(desk, index + 1).received : item.amount };
    });
    const handover = {
      ...{ ...said, header: { ...header, occurred: today() }, purpose: withNote(said.purpose, input.note) },
      items: arrived.filter(({ amount }) => amount > 0n),
    };
    return given(await proposeAppropriationWithin(tx, handover, by, keyOf(desk, 'arrived'))).actId;
  }
  const { header, lines, ...said } = await getIssue(tx, delivery.actId);
  const arrived = lines.map(({ valueFen = 0n, ...line }, index) => {
    const found = told(desk, index + 1);
    const value = shareValue(found, input, valueFen).arrived;
    return { ...line, quantity: found.received, ...(value > 0n && { valueFen: value }) };
  });
  const issue = {
    ...{ ...said, header: { ...header, occurred: today() }, purpose: withNote(said.purpose, input.note) },
    lines: arrived.filter(({ quantity }) => quantity > 0n),
  };
  return given(await proposeIssueWithin(tx, issue, by, keyOf(desk, 'arrived'))).actId;
}

/** Said again only where it changed: the newest counts. */
async function rememberWays({ tx, delivery, by }: Desk, { short, broken }: MissingWays): Promise<void> {
  const before = await findWays(tx, delivery.id);
  if (before && before.short === short && before.broken === broken) return;
  await tx
    .insertInto('stockDeliveryWay')
    .values({ deliveryId: delivery.id, short: short ?? null, broken: broken ?? null, decidedBy: by })
    .execute();
}

/** Whatever of a loss no standing write-off takes off the books: after a part of it was withdrawn, that part only. */
async function proposeLosses(
  desk: Desk,
  input: DeliverySettlement,
  settling: readonly Settling[],
): Promise<{ actId: bigint; line: number }[]> {
  const { tx, by, delivery } = desk;
  const { header, restriction, fenOf } = await bookedAs(tx, delivery);
  const acts: { actId: bigint; line: number }[] = [];
  for (const { line, quantity, fen, goodsActId } of lossesLeft(delivery, input, settling, fenOf)) {
    const sent = desk.sent.find((each) => each.line === line);
    if (!sent) continue;
    const { entity, fund, stream } = header;
    const { unit, lot, location } = sent;
    const lost = {
      ...{ reason: 'writeOff' as const, entity, unit, part: { fund, stream, restriction, quantity } },
      ...{ occurredOn: todayInShanghai(), explanation: input.reason },
      ...(lot && { lotId: lot.id }),
      ...(location !== undefined && { location }),
      valueFen: fen,
    };
    const key = keyOf(desk, `loss ${line}`);
    const actIds =
      goodsActId === undefined
        ? given(await proposeGoodsAdjustment(tx, lost, by, key)).actIds
        : [await proposeValueOf(tx, { ...lost, goodsActId }, by, key)];
    acts.push(...actIds.map((actId) => ({ actId, line })));
  }
  return acts;
}

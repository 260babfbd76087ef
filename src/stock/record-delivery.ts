import { type LockedAct, lockAct } from '#approval/lock-act.ts';
import { openTask } from '#approval/tasks.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { type Day, todayInShanghai } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { checkDelivery, type DeliveryInput } from './delivery.ts';
import { listSentLines, sendsGoods } from './delivery-queries.ts';
import { formKey } from './form-key.ts';

export interface RecordedDelivery {
  deliveryId: bigint;
  /** The same form was sent before: nothing was written. */
  existing: boolean;
}

/** Records what a receiver signed for; another person's approval makes it the act's confirmation. */
export async function recordDelivery(
  db: Database,
  input: DeliveryInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<RecordedDelivery>> {
  const key = formKey('delivery', by, idempotencyKey);
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<RecordedDelivery>> => {
      const locked = await lockAct(tx, input.actId);
      if (!locked.ok) return locked;
      const before = await tx
        .selectFrom('stockDelivery')
        .select('id')
        .where('idempotencyKey', '=', key)
        .executeTakeFirst();
      if (before) return done({ deliveryId: before.id, existing: true });
      const sent = await listSentLines(tx, input.actId);
      const refusals = [
        ...(await whyNotSent(tx, locked.value)),
        ...futureDay('receivedOn', input.receivedOn),
        ...checkDelivery(input, sent),
      ];
      if (refusals.length > 0) return refused(...refusals);
      const deliveryId = await insertDelivery(tx, input, by, key);
      await openTask(tx, input.actId, 'decideStock');
      await audit(tx, by, 'record delivery', locked.value.number, { delivery: String(deliveryId) });
      return done({ deliveryId, existing: false });
    }),
  );
}

export interface DispatchInput {
  actId: bigint;
  dispatchedOn: Day;
  courier: string;
  courierNumber?: string;
}

/** Notes when goods were sent and by whom; a later note takes the place of an earlier one. */
export async function recordDispatch(db: Database, input: DispatchInput, by: bigint): Promise<Result<undefined>> {
  const { actId, dispatchedOn, courier, courierNumber } = input;
  const refusals = [...futureDay('dispatchedOn', dispatchedOn), ...tooLong(input, { courier: 60, courierNumber: 60 })];
  if (dispatchedOn === '') refusals.push({ kind: 'dayMissing', field: 'dispatchedOn' });
  if (refusals.length > 0) return refused(...refusals);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockAct(tx, actId);
      if (!locked.ok) return locked;
      const unfit = await whyNotSent(tx, locked.value);
      if (unfit.length > 0) return refused(...unfit);
      await tx
        .insertInto('stockDispatch')
        .values({
          actId,
          dispatchedOn,
          courier: courier.trim(),
          courierNumber: courierNumber?.trim() || null,
          recordedBy: by,
        })
        .execute();
      await audit(tx, by, 'record dispatch', locked.value.number, { dispatchedOn });
      return done(undefined);
    }),
  );
}

const futureDay = (field: string, day: Day): Refusal[] =>
  day > todayInShanghai() ? [{ kind: 'dayInFuture', field, values: { day, latest: todayInShanghai() } }] : [];

async function whyNotSent(tx: Tx, act: LockedAct): Promise<Refusal[]> {
  const { number } = act;
  if (!act.approval) return [{ kind: 'deliveryBeforeApproval', values: { number } }];
  if (act.reversedBy !== undefined) return [{ kind: 'alreadyReversed', values: { number, by: act.reversedBy } }];
  const gift = await tx.selectFrom('donation').select('path').where('actId', '=', act.id).executeTakeFirst();
  const goods = await listSentLines(tx, act.id);
  return sendsGoods(act.kind, gift?.path) && goods.length > 0 ? [] : [{ kind: 'deliveryOfNoGoods' }];
}

async function insertDelivery(tx: Tx, input: DeliveryInput, by: bigint, idempotencyKey: string): Promise<bigint> {
  const { actId, paper, receivedOn, signedBy, attachmentId, explanation, followUp, lines } = input;
  const { id } = await tx
    .insertInto('stockDelivery')
    .values({
      ...{ actId, paper, receivedOn, signedBy: signedBy.trim(), attachmentId, idempotencyKey, proposedBy: by },
      ...{ explanation: explanation?.trim() || null, followUp: followUp ?? null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('stockDeliveryLine')
    .values(lines.map((line) => ({ deliveryId: id, ...line })))
    .execute();
  return id;
}

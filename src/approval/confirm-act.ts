import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import {
  type ConfirmationKind,
  confirmationKinds,
  isOfWarehouse,
  isPublicRefund,
  whyNotByHand,
} from './confirmation.ts';
import { findEntryOfAct } from './journal.ts';
import { type LockedAct, lockAct } from './lock-act.ts';
import { endAwaitingConfirmation } from './standing-confirmation.ts';

export interface ConfirmationInput {
  actId: bigint;
  by: bigint;
  kind: ConfirmationKind;
  /** A paper already attached to this act. */
  attachmentId?: bigint;
  /** Needed where no paper is attached: which report in the press. */
  note?: string;
}

/** Records that reality agreed, as somebody other than the recorder sees from a paper or the press; once each side is confirmed the act leaves 待核实 and may be published. */
export async function confirmAct(db: Database, input: ConfirmationInput): Promise<Result<undefined>> {
  const { actId, by, kind, attachmentId } = input;
  const note = input.note?.trim() || null;
  if (attachmentId === undefined && (kind !== 'press' || note === null)) {
    return refused({ kind: 'confirmation_has_evidence', field: kind === 'press' ? 'note' : 'file' });
  }
  const overlong = tooLong({ note: note ?? '' }, { note: 2000 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockAct(tx, actId);
      if (!locked.ok) return locked;
      const act = locked.value;
      const refusals = await whyNot(tx, act, input);
      if (refusals.length > 0) return refused(...refusals);
      await tx
        .insertInto('confirmation')
        .values({ actId, kind, recordedBy: act.recordedBy, confirmedBy: by, attachmentId: attachmentId ?? null, note })
        .execute();
      await endAwaitingConfirmation(tx, [actId]);
      await audit(tx, by, 'confirm', act.number, { kind });
      return done(undefined);
    }),
  );
}

async function whyNot(tx: Tx, act: LockedAct, { by, kind, attachmentId }: ConfirmationInput): Promise<Refusal[]> {
  const { number } = act;
  if (!act.approval) return [{ kind: 'confirmation_of_approved_act', values: { number } }];
  if (act.reversedBy !== undefined) return [{ kind: 'alreadyReversed', values: { number, by: act.reversedBy } }];
  const entry = await findEntryOfAct(tx, act.id);
  const allowed = confirmationKinds(act.kind, entry?.postings ?? [], await isPublicRefund(tx, act.id));
  if (kind === 'bank') return [{ kind: 'confirmation_bank_by_match', field: 'kind', values: { number } }];
  if (allowed.length === 0) return [{ kind: 'confirmationNotNeeded', values: { number } }];
  if (!allowed.includes(kind)) return [{ kind: 'confirmationDoesNotFit', field: 'kind', values: { number } }];
  if (isOfWarehouse(kind, act.kind)) {
    const refusal = kind === 'stock' ? 'confirmation_stock_by_receipt' : 'confirmation_delivery_by_signing';
    return [{ kind: refusal, field: 'kind', values: { number } }];
  }
  const unfit = await whyNotByHand(tx, act.id, kind);
  if (unfit !== undefined) return [{ kind: unfit, field: 'kind', values: { number } }];
  if (act.recordedBy === by) return [{ kind: 'confirmation_by_another_person', values: { number } }];
  const before = await tx
    .selectFrom('confirmation')
    .innerJoin('appUser', 'appUser.id', 'confirmation.confirmedBy')
    .select('displayName')
    .where('actId', '=', act.id)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (before) return [{ kind: 'alreadyConfirmed', field: 'kind', values: { number, by: before.displayName } }];
  if (attachmentId === undefined) return [];
  const paper = await tx
    .selectFrom('attachment')
    .select('id')
    .where('actId', '=', act.id)
    .where('id', '=', attachmentId)
    .executeTakeFirst();
  return paper ? [] : [{ kind: 'confirmation_attachment_of_same_act', field: 'attachmentId', values: { number } }];
}

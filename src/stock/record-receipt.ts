import { lockAct } from '#approval/lock-act.ts';
import { openTask } from '#approval/tasks.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { checkNames } from '#registry/check-names.ts';
import { formKey } from './form-key.ts';
import { checkReceipt, lotsBesideEntry, type ReceiptInput } from './receipt.ts';
import { listGoodsLines } from './receipt-queries.ts';

export interface RecordedReceipt {
  receiptId: bigint;
  /** The same form was sent before: nothing was written. */
  existing: boolean;
}

/** Records what the warehouse found of goods given or bought; another person's approval confirms them. */
export async function recordReceipt(
  db: Database,
  input: ReceiptInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<RecordedReceipt>> {
  const refusals = checkReceipt(input);
  if (input.receivedOn > todayInShanghai()) {
    refusals.push({
      ...{ kind: 'dayInFuture', field: 'receivedOn' },
      values: { day: input.receivedOn, latest: todayInShanghai() },
    });
  }
  if (refusals.length > 0) return refused(...refusals);
  const key = formKey('receipt', by, idempotencyKey);
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<RecordedReceipt>> => {
      const locked = await lockAct(tx, input.actId);
      if (!locked.ok) return locked;
      const before = await tx
        .selectFrom('stockReceipt')
        .select('id')
        .where('idempotencyKey', '=', key)
        .executeTakeFirst();
      if (before) return done({ receiptId: before.id, existing: true });
      const { number, kind, withdrawnByName, reversedBy } = locked.value;
      if (withdrawnByName !== undefined)
        return refused({ kind: 'actWithdrawn', values: { number, by: withdrawnByName } });
      if (reversedBy !== undefined) return refused({ kind: 'alreadyReversed', values: { number, by: reversedBy } });
      if (kind !== 'donation' && kind !== 'purchase') return refused({ kind: 'receiptOfNoGoods' });
      const unfit = await whyLinesUnfit(tx, input);
      if (unfit.length > 0) return refused(...unfit);
      const receiptId = await insertReceipt(tx, input, by, key);
      await openTask(tx, input.actId, 'decideStock');
      await audit(tx, by, 'record receipt', number, { receipt: String(receiptId) });
      return done({ receiptId, existing: false });
    }),
  );
}

/**
 * Only lines of the gift can be found. A difference in what they say is what a receipt is for, and is no reason here, but a
 * lot where the entry has none is.
 */
async function whyLinesUnfit(tx: Tx, { actId, lines }: ReceiptInput): Promise<Refusal[]> {
  const goods = await listGoodsLines(tx, actId);
  if (goods.length === 0) return [{ kind: 'receiptOfNoGoods' }];
  const known = new Set(goods.map(({ line }) => line));
  const { entityCode } = await tx
    .selectFrom('act')
    .select('entityCode')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  const places = lines.flatMap(({ line, location }) => (location ? [{ location, field: 'location', line }] : []));
  return [
    ...lines.filter(({ line }) => !known.has(line)).map(({ line }) => ({ kind: 'receiptLineUnknown', line })),
    ...lotsBesideEntry(lines, goods),
    ...(await checkNames(tx, { entity: entityCode ?? undefined, locations: places })),
  ];
}

async function insertReceipt(tx: Tx, input: ReceiptInput, by: bigint, idempotencyKey: string): Promise<bigint> {
  const { actId, receivedOn, inspectedBy, keptBy, note, attachmentId, lines } = input;
  const { id } = await tx
    .insertInto('stockReceipt')
    .values({
      ...{ actId, receivedOn, inspectedBy: inspectedBy.trim(), keptBy: keptBy.trim() },
      ...{ note: note?.trim() || null, attachmentId: attachmentId ?? null, idempotencyKey, proposedBy: by },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('stockReceiptLine')
    .values(
      lines.map(({ line, accepted, quarantined, rejected, ...said }) => ({
        ...{ receiptId: id, line, accepted, quarantined, rejected },
        lotNumber: said.lotNumber?.trim() || null,
        registrationNumber: said.registrationNumber?.trim() || null,
        expiresOn: said.expiresOn ?? null,
        producedOn: said.producedOn ?? null,
        locationCode: said.location ?? null,
        remark: said.remark?.trim() || null,
      })),
    )
    .execute();
  return id;
}

import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { proposeAppropriationWithin } from '#disbursement/propose-appropriation.ts';
import { proposeIssueWithin } from '#disbursement/propose-issue.ts';
import { type StockTaken, valuesLeaving } from '#disbursement/value-of-stock.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { settlementState } from './delivery-losses.ts';
import { listSentLines } from './delivery-queries.ts';
import { type Desk, given, keyOf, lockShort, settle, today, told, withNote } from './settlement-desk.ts';
import { listSettling, stands } from './settlement-queries.ts';
import { missingOf } from './short-delivery.ts';

/** Proposes to send again (补发) what was short or broken, once the books have it back or have written it off. */
export async function resendMissing(
  db: Database,
  { id, note, by }: { id: bigint; note: string; by: bigint },
): Promise<Result<{ actId: bigint; kind: string }>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ actId: bigint; kind: string }>> => {
      const found = await lockShort(tx, id);
      if (!found.ok) return found;
      const { delivery, reversed } = found.value;
      const settling = await listSettling(tx, delivery);
      const before = settling.find((each) => each.part === 'replacement' && stands(each));
      if (before) return done({ actId: before.actId, kind: before.kind });
      const { settled } = await settlementState(tx, { delivery, reversed, settling });
      if (!settled) return refused({ kind: 'deliveryResentLater' });
      const desk = { tx, delivery, by, turn: settling.length, sent: await listSentLines(tx, delivery.actId) };
      const actId = await proposeReplacement(desk, note);
      await settle(desk, 'replacement', [{ actId }]);
      await audit(tx, by, 'send again', delivery.number, { delivery: String(delivery.id) });
      return done({ actId, kind: delivery.kind });
    }),
  );
}

async function proposeReplacement(desk: Desk, note: string): Promise<bigint> {
  const { tx, delivery, by } = desk;
  const missing = (line: number) => missingOf(told(desk, line));
  if (delivery.kind === 'appropriation') {
    const { header, items, ...said } = await getAppropriation(tx, delivery.actId);
    // Money that was handed over beside the goods did arrive.
    const { moneyAccount: _, ...ofGoods } = header;
    const again = items.map((item, index) => ({ ...item, amount: missing(index + 1) }));
    const handover = {
      ...{ ...said, header: { ...ofGoods, occurred: today() }, purpose: withNote(said.purpose, note) },
      items: again.filter(({ amount }) => amount > 0n),
    };
    return given(await proposeAppropriationWithin(tx, handover, by, keyOf(desk, 'replacement'))).actId;
  }
  const { header, lines, courierNumber: _, ...said } = await getIssue(tx, delivery.actId);
  const again = lines
    .map(({ valueFen: _value, ...line }, index) => ({ ...line, quantity: missing(index + 1) }))
    .filter(({ quantity }) => quantity > 0n);
  const valued = await withValues(tx, { ...header, restriction: said.restriction }, again);
  const issue = {
    ...{ ...said, header: { ...header, occurred: today() }, purpose: withNote(said.purpose, note) },
    lines: valued,
  };
  return given(await proposeIssueWithin(tx, issue, by, keyOf(desk, 'replacement'))).actId;
}

/** With the share of the value that lies there now; where it cannot be told from that of other goods, a person says it. */
async function withValues<Line extends Pick<StockTaken, 'unit' | 'quantity' | 'lotId' | 'location'>>(
  tx: Tx,
  { entity, fund, stream, restriction }: Pick<StockTaken, 'entity' | 'fund' | 'stream' | 'restriction'>,
  lines: readonly Line[],
): Promise<(Line & { valueFen?: bigint })[]> {
  const values = await valuesLeaving(
    tx,
    lines.map((line) => ({ entity, fund, stream, restriction, ...line })),
  );
  return lines.map((line, index) => {
    const value = values[index];
    return value === undefined || value === 'joint' ? line : { ...line, valueFen: value.fen };
  });
}

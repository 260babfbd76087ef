import { receiptWords } from '#i18n/zh-Hans/office-stock.ts';
import { attachTo } from '#office/attach-to.ts';
import { idempotencyKey } from '#office/entry-actions.ts';
import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import { readReceipt } from '#office/forms/receipt-form.ts';
import { unaccepted } from '#office/forms/unaccepted.ts';
import { paperSent, valuesWithPaper } from '#office/held-paper.ts';
import { officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { loadUnits } from '#office/register-choices.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { proposeMove } from '#stock/move-goods.ts';
import { checkReceipt } from '#stock/receipt.ts';
import { listGoodsLines } from '#stock/receipt-queries.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { findStock } from '#stock/stock-place.ts';
import { proposeWriteOff } from '#stock/write-off.ts';

/** What the warehouse records of goods that came, lie there and went. */
export const stock = {
  recordReceipt: officeAction('record', async (deed) => {
    const { database, person, values, url } = deed;
    const actId = parseId(url.searchParams.get('act')) ?? 0n;
    const [units, goods] = await Promise.all([loadUnits(database), listGoodsLines(database, actId)]);
    const { form, input } = readReceipt(values, { actId, goods, units });
    const refusals = [...form.refusals, ...checkReceipt(input)];
    const scan = await paperSent(deed);
    const back = () => valuesWithPaper(values, scan, person.id);
    if (refusals.length > 0) return refuse(refusals, back());
    const attached = await attachTo(deed, actId, undefined, scan);
    if (attached && !attached.ok) return refuse(attached.refusals, back());
    const paper = attached && { attachmentId: attached.value.attachmentId };
    const result = await recordReceipt(database, { ...input, ...paper }, person.id, idempotencyKey(values));
    return outcomeOf(
      result,
      result.ok ? values : back(),
      ({ receiptId, existing }) =>
        `/admin/stock/receipts/${receiptId}?seen=${existing ? 'receiptBefore' : 'receiptRecorded'}`,
    );
  }),

  writeOff: officeAction('record', async ({ database, person, values, url }) => {
    const [row, units] = await Promise.all([
      findStock(database, url.searchParams.get('key') ?? ''),
      loadUnits(database),
    ]);
    if (!row) return refuse([{ kind: 'writeOffPartMissing' }], values);
    const form = readForm(values);
    const occurredOn = form.day('occurredOn');
    if (!occurredOn && form.refusals.length === 0) form.refuse('occurredOn', { kind: 'fieldRequired' });
    const quantity = form.quantity('quantity', row.unit, units);
    if (quantity === undefined && !values.get('quantity')) form.refuse('quantity', { kind: 'writeOffQuantityMissing' });
    if (form.refusals.length > 0 || quantity === undefined || !occurredOn) return refuse(form.refusals, values);
    const early = unaccepted({ unit: row.unit, taken: quantity, held: row.quantity, awaiting: row.awaiting }, units);
    if (early) return refuse([{ ...early, field: 'quantity' }], values);
    const proposed = await proposeWriteOff(
      database,
      {
        ...{ entity: row.entity.code, unit: row.unit, quantity, occurredOn },
        ...{ part: values.get('part') ?? '', explanation: values.get('explanation') ?? '' },
        ...(row.location && { location: row.location.code }),
        ...(row.lot && { lotId: row.lot.id }),
      },
      person.id,
      idempotencyKey(values),
    );
    return outcomeOf(
      proposed,
      values,
      ({ actIds, joint }) => `/admin/adjustments/${actIds[0]}?seen=${joint ? 'writtenOffJoint' : 'writtenOff'}`,
    );
  }),

  move: officeAction('record', async ({ database, person, values, url }) => {
    const [row, units] = await Promise.all([
      findStock(database, url.searchParams.get('key') ?? ''),
      loadUnits(database),
    ]);
    if (!row) return refuse([{ kind: 'movePartMissing' }], values);
    const form = readForm(values);
    const [occurredOn, toLocation] = [form.day('occurredOn'), form.text('toLocation')];
    if (!occurredOn && form.refusals.length === 0) form.refuse('occurredOn', { kind: 'fieldRequired' });
    if (!toLocation) form.refuse('toLocation', { kind: 'movePlaceMissing' });
    const quantity = form.quantity('quantity', row.unit, units);
    if (quantity === undefined && !values.get('quantity')) form.refuse('quantity', { kind: 'moveQuantityMissing' });
    if (form.refusals.length > 0 || quantity === undefined || !occurredOn || !toLocation) {
      return refuse(form.refusals, values);
    }
    const early = unaccepted({ unit: row.unit, taken: quantity, held: row.quantity, awaiting: row.awaiting }, units);
    if (early) return refuse([{ ...early, field: 'quantity' }], values);
    const proposed = await proposeMove(
      database,
      {
        ...{ entity: row.entity.code, unit: row.unit, quantity, occurredOn, toLocation },
        ...{ part: values.get('part') ?? '', explanation: values.get('explanation') ?? '' },
        ...(row.location && { location: row.location.code }),
        ...(row.lot && { lotId: row.lot.id }),
      },
      person.id,
      idempotencyKey(values),
    );
    return outcomeOf(proposed, values, ({ actId }) => `/admin/adjustments/${actId}?seen=goodsMoved`);
  }),

  decideReceipt: officeAction('review', async ({ database, person, values, id = 0n, url }) => {
    const decision = values.get('decision') === 'approved' ? 'approved' : 'refused';
    const result = await decideReceipt(database, {
      ...{ id, decision, by: person.id, moveNote: receiptWords.moveNote },
      ...(decision === 'refused' && { reason: values.get('reason') ?? '' }),
    });
    const seen = decision === 'approved' ? 'receiptApproved' : 'stockRefused';
    return outcomeOf(result, values, () => `${url.pathname}?seen=${seen}`);
  }),

  withdrawReceipt: officeAction('record', async ({ database, person, values, id = 0n, url }) =>
    outcomeOf(
      await decideReceipt(database, { id, decision: 'withdrawn', by: person.id }),
      values,
      () => `${url.pathname}?seen=stockWithdrawn`,
    ),
  ),
};

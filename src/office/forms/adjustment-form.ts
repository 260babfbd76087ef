import { ADJUSTMENT_REASONS, type AdjustmentInput, adjustmentPostings } from '#disbursement/adjustment.ts';
import { type Posting, RESTRICTIONS } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { CASH } from '#ledger/unit.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, ofCash, readAccountId, readPaidHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, type Values } from '#office/forms/values.ts';
import { type AccountChoice, ledgerAccountOf } from '#office/money-account-choices.ts';
import { parseStockKey, stockKey } from '#office/register-choices.ts';
import type { UnitWords } from '#office/units.ts';

export function readAdjustment(values: Values, units: UnitWords): { form: FormReader; input: AdjustmentInput } {
  const form = readForm(values);
  const stock = parseStockKey(form.text('unit') ?? '');
  const stated = form.text('location');
  const place = { ...(stated && { location: stated }), ...stock };
  if (stated && place.location !== stated) form.refuse('location', { kind: 'locationNotOfStock' });
  const toLocation = form.text('toLocation');
  const toMoneyAccount = readAccountId(form, 'toMoneyAccount');
  const input: AdjustmentInput = {
    header: ofCash(readPaidHeader(form), place.unit === CASH),
    reason: form.choice('reason', ADJUSTMENT_REASONS),
    ...place,
    amount: form.amount('amount', place.unit, units) ?? 0n,
    restriction: form.choice('restriction', RESTRICTIONS),
    ...(toMoneyAccount !== undefined && { toMoneyAccount }),
    ...(toLocation && { toLocation }),
    explanation: form.text('explanation') ?? '',
  };
  return { form, input };
}

/** Item and lot are chosen together. */
export const onUnit = (refusals: Refusal[]): Refusal[] =>
  refusals.map((refusal) => (refusal.field === 'lotId' ? { ...refusal, field: 'unit' } : refusal));

export const adjustmentValues = (adjustment: AdjustmentInput, units: UnitWords): Values => {
  const { unit, lotId, location } = adjustment;
  return given([
    ...headerValues(adjustment.header),
    ['stream', adjustment.header.stream],
    ['reason', adjustment.reason],
    // What was found at a place that holds none of it yet is no stock to choose: item and place stand apart.
    ['unit', lotId === undefined ? unit : stockKey(unit, lotId, location)],
    ['location', lotId === undefined ? location : undefined],
    ['amount', units.figure(unit, adjustment.amount)],
    ['restriction', adjustment.restriction],
    ['toMoneyAccount', adjustment.toMoneyAccount?.toString()],
    ['toLocation', adjustment.toLocation],
    ['explanation', adjustment.explanation],
  ]);
};

export function adjustmentEffect(values: Values, units: UnitWords, accounts: readonly AccountChoice[]): Posting[] {
  const { input } = readAdjustment(values, units);
  const from = ledgerAccountOf(accounts, input.header.moneyAccount);
  return effectOf(adjustmentPostings(input, from, ledgerAccountOf(accounts, input.toMoneyAccount)));
}

import {
  type AppropriationInput,
  type AppropriationItem,
  appropriationPostings,
  DIRECTIONS,
} from '#disbursement/appropriation.ts';
import { PROVENANCES } from '#disbursement/booked-header.ts';
import { type Posting, RESTRICTIONS } from '#ledger/posting.ts';
import { CASH } from '#ledger/unit.ts';
import { decisionValues, readDecision } from '#office/forms/batch-form.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, ofCash, readPaidHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, numbersTo, type Values, withoutBlankRows } from '#office/forms/values.ts';
import { type AccountChoice, ledgerAccountOf } from '#office/money-account-choices.ts';
import type { UnitWords } from '#office/units.ts';

const ITEM_FIELDS = ['receiver', 'receivers', 'amount', 'itemPurpose'];
const FORMS = ['advance', 'grant'] as const;

export function readAppropriation(typed: Values, units: UnitWords): { form: FormReader; input: AppropriationInput } {
  const { values, rows } = withoutBlankRows(typed, 'lines', ITEM_FIELDS);
  const form = readForm(values);
  const decision = readDecision(form);
  const direction = form.choice('direction', DIRECTIONS, 'out');
  const items = numbersTo(rows).map((row) => readItem(form, `lines.${row}`, units));
  const movesCash = direction !== 'report' && items.some(({ unit }) => unit === CASH);
  const input: AppropriationInput = {
    header: ofCash(readPaidHeader(form), movesCash),
    direction,
    allotment: form.count('allotment') ?? 0n,
    purpose: form.text('purpose') ?? '',
    restriction: form.choice('restriction', RESTRICTIONS),
    ...(decision && { decision }),
    items,
  };
  return { form, input };
}

function readItem(form: FormReader, at: string, units: UnitWords): AppropriationItem {
  const unit = form.text(`${at}.unit`) ?? 'CNY';
  const receivers = form.count(`${at}.receivers`);
  const purpose = form.text(`${at}.itemPurpose`);
  return {
    receiver: form.text(`${at}.receiver`) ?? '',
    ...(receivers !== undefined && { receivers }),
    form: form.choice(`${at}.form`, FORMS, 'advance'),
    unit,
    amount: form.amount(`${at}.amount`, unit, units) ?? 0n,
    provenance: form.choice(`${at}.provenance`, PROVENANCES, 'stated'),
    ...(purpose && { purpose }),
  };
}

export function appropriationValues(appropriation: AppropriationInput, units: UnitWords): Values {
  const items = appropriation.items.flatMap((item, index) => {
    const at = `lines.${index + 1}`;
    return [
      [`${at}.receiver`, item.receiver],
      [`${at}.receivers`, item.receivers?.toString()],
      [`${at}.form`, item.form],
      [`${at}.unit`, item.unit],
      [`${at}.amount`, units.figure(item.unit, item.amount)],
      [`${at}.provenance`, item.provenance],
      [`${at}.itemPurpose`, item.purpose],
    ] satisfies [string, string | undefined][];
  });
  return given([
    ...headerValues(appropriation.header),
    ['stream', appropriation.header.stream],
    ['direction', appropriation.direction],
    ['allotment', String(appropriation.allotment)],
    ['purpose', appropriation.purpose],
    ['restriction', appropriation.restriction],
    ...decisionValues(appropriation.decision),
    ['lines.count', String(appropriation.items.length)],
    ...items,
  ]);
}

export function appropriationEffect(values: Values, units: UnitWords, accounts: readonly AccountChoice[]): Posting[] {
  const { input } = readAppropriation(values, units);
  return effectOf(appropriationPostings(input, ledgerAccountOf(accounts, input.header.moneyAccount)));
}

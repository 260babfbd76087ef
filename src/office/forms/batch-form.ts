import { type BatchInput, batchPostings } from '#disbursement/batch.ts';
import { type Decision, PROVENANCES } from '#disbursement/booked-header.ts';
import { type Posting, RESTRICTIONS } from '#ledger/posting.ts';
import { CASH } from '#ledger/unit.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, ofCash, readPaidHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, rowsOf, type Values } from '#office/forms/values.ts';
import { type AccountChoice, ledgerAccountOf } from '#office/money-account-choices.ts';
import type { UnitWords } from '#office/units.ts';

const BASES = ['household', 'person'] as const;
const DECISIONS = ['minutes', 'approvalForm', 'notStated'] as const;

export function readBatch(values: Values, units: UnitWords): { form: FormReader; input: BatchInput } {
  const form = readForm(values);
  const unit = form.text('unit') ?? 'CNY';
  const programme = form.text('programme');
  const share = form.amount('share', unit, units);
  const decision = readDecision(form);
  const input: BatchInput = {
    header: ofCash(readPaidHeader(form), unit === CASH),
    title: form.text('title') ?? '',
    ...(programme && { programme }),
    basis: form.choice('basis', BASES),
    headcount: form.count('headcount') ?? 0n,
    unit,
    ...(share !== undefined && { share }),
    total: form.amount('total', unit, units) ?? 0n,
    provenance: form.choice('provenance', PROVENANCES, 'stated'),
    restriction: form.choice('restriction', RESTRICTIONS),
    recipients: form.text('recipients') ?? '',
    ...(decision && { decision }),
    coHosts: rowsOf(values, 'coHosts')
      .map((row) => form.text(`coHosts.${row}.organisation`))
      .filter((code) => code !== undefined),
  };
  return { form, input };
}

export function readDecision(form: FormReader): Decision | undefined {
  const kind = form.optionalChoice('decisionKind', DECISIONS);
  const number = form.text('decisionNumber');
  const on = form.day('decisionOn');
  if (!kind) {
    if (number || on) form.refuse('decisionKind', { kind: 'fieldRequired' });
    return undefined;
  }
  return { kind, ...(number && { number }), ...(on && { on }) };
}

export const decisionValues = (decision: Decision | undefined): [string, string | undefined][] => [
  ['decisionKind', decision?.kind],
  ['decisionNumber', decision?.number],
  ['decisionOn', decision?.on],
];

export const batchValues = (batch: BatchInput, units: UnitWords): Values =>
  given([
    ...headerValues(batch.header),
    ['stream', batch.header.stream],
    ['title', batch.title],
    ['programme', batch.programme],
    ['basis', batch.basis],
    ['headcount', String(batch.headcount)],
    ['unit', batch.unit],
    ['share', batch.share === undefined ? undefined : units.figure(batch.unit, batch.share)],
    ['total', units.figure(batch.unit, batch.total)],
    ['provenance', batch.provenance],
    ['restriction', batch.restriction],
    ['recipients', batch.recipients],
    ...decisionValues(batch.decision),
    ['coHosts.count', String(Math.max(batch.coHosts.length, 1))],
    ...batch.coHosts.map((code, index): [string, string] => [`coHosts.${index + 1}.organisation`, code]),
  ]);

export function batchEffect(values: Values, units: UnitWords, accounts: readonly AccountChoice[]): Posting[] {
  const { input } = readBatch(values, units);
  return effectOf(batchPostings(input, ledgerAccountOf(accounts, input.header.moneyAccount)));
}

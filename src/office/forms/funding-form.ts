import { LINE_PROVENANCES } from '#intake/donation.ts';
import { FUNDING_SOURCES, type FundingInput, fundingPostings } from '#intake/funding.ts';
import { formatFen } from '#ledger/money.ts';
import type { Posting } from '#ledger/posting.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, readBookedHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, type Values } from '#office/forms/values.ts';
import { type AccountChoice, ledgerAccountOf } from '#office/money-account-choices.ts';
import type { UnitWords } from '#office/units.ts';

export function readFunding(values: Values): { form: FormReader; input: FundingInput } {
  const form = readForm(values);
  const payer = form.text('payer');
  const asStated = form.text('asStated');
  const input: FundingInput = {
    header: readBookedHeader(form),
    source: form.choice('fundingSource', FUNDING_SOURCES),
    ...(payer && { payer }),
    amountFen: form.money('amount') ?? 0n,
    provenance: form.choice('provenance', LINE_PROVENANCES, 'stated'),
    ...(asStated && { asStated }),
  };
  return { form, input };
}

export const fundingValues = (funding: FundingInput): Values =>
  given([
    ...headerValues(funding.header),
    ['fundingSource', funding.source],
    ['payer', funding.payer],
    ['amount', formatFen(funding.amountFen)],
    ['provenance', funding.provenance],
    ['asStated', funding.asStated],
  ]);

export function fundingEffect(values: Values, _: UnitWords, accounts: readonly AccountChoice[]): Posting[] {
  const { input } = readFunding(values);
  return effectOf(fundingPostings(input, ledgerAccountOf(accounts, input.header.moneyAccount)));
}

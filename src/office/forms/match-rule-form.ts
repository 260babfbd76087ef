import { RESTRICTIONS, STREAMS } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import type { RuleInput } from '#reconciliation/matches/rules.ts';

const MAKES = ['fee', 'interest'] as const;

/** A rule as a clerk writes it; `refusals` names what cannot be read. */
export function readMatchRule(values: Values): { rule: RuleInput; refusals: Refusal[] } {
  const form = readForm(values);
  const moneyAccount = parseId(form.required('moneyAccount'));
  // A rule may begin and end in the future.
  const [from, validTo] = [form.day('validFrom', 'any'), form.day('validTo', 'any')];
  if (from === undefined && form.refusals.every(({ field }) => field !== 'validFrom')) form.required('validFrom');
  const rule: RuleInput = {
    moneyAccount: moneyAccount ?? 0n,
    makes: form.choice('makes', MAKES),
    words: form.required('words'),
    fund: form.required('fund'),
    stream: form.choice('stream', STREAMS, 'donation'),
    restriction: form.choice('restriction', RESTRICTIONS, 'unrestricted'),
    validFrom: from ?? '',
    ...(validTo && { validTo }),
  };
  return { rule, refusals: form.refusals };
}

import type { Refusal, Result } from '#ledger/refusal.ts';
import type { Values } from '#office/forms/values.ts';

/** What an action of the office answers: go on to another page, or the same form again. */
export type Outcome = { kind: 'done'; to: string } | Again;

export interface Again {
  kind: 'refused' | 'again';
  refusals: Refusal[];
  values: Values;
}

/** A gift was recorded; its 查询码 is shown in this one answer and stored nowhere. */
export interface CodeShown {
  kind: 'code';
  actId: bigint;
  code: string;
}

/** An initial password, shown in this one answer and stored nowhere. */
export interface PasswordShown {
  kind: 'password';
  displayName: string;
  password: string;
}

/** What a form shows: what was typed, and what is wrong with it. */
export interface FormState {
  values: Values;
  refusals: readonly Refusal[];
}

export const EMPTY_FORM: FormState = { values: new Map(), refusals: [] };

export const goTo = (to: string): Outcome => ({ kind: 'done', to });

export const refuse = (refusals: Refusal[], values: Values): Again => ({ kind: 'refused', refusals, values });

/** The same form once more, with nothing recorded (another row was asked for, or a preview). */
export const again = (values: Values): Again => ({ kind: 'again', refusals: [], values });

/** A slice's answer as an outcome: on to the next page, or the form again with what is wrong. */
export function outcomeOf<T>(result: Result<T>, values: Values, to: (value: T) => string): Outcome {
  return result.ok ? goTo(to(result.value)) : refuse(result.refusals, values);
}

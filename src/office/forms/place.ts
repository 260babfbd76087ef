import type { Refusal } from '#ledger/refusal.ts';

/** The id of an input, from its name; `prefix` names the form where a page has several with the same fields. */
export const inputId = (name: string, prefix = 'f') => `${prefix}-${name.replaceAll('.', '-')}`;
export const hintId = (name: string, prefix?: string) => `${inputId(name, prefix)}-hint`;
export const refusalId = (name: string, prefix?: string) => `${inputId(name, prefix)}-wrong`;

/** What a screen reader reads after the label: the hint, then what is wrong. */
export function describedBy(
  name: string,
  hint: string | undefined,
  refusals: readonly Refusal[],
  prefix?: string,
): string | undefined {
  const ids = [...(hint ? [hintId(name, prefix)] : []), ...(refusals.length > 0 ? [refusalId(name, prefix)] : [])];
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** The name of the input a refusal speaks of. Rows are named `lines.<n>.<field>`, those of valuations `valuations.…`, of offers `quotes.…`. */
export function inputName(refusal: Refusal): string | undefined {
  const { field, line } = refusal;
  if (field === 'donor') return 'donorId';
  if (field === undefined || line === undefined || field.includes('.')) return field;
  const group = field.startsWith('valuation') ? 'valuations' : field.startsWith('quote') ? 'quotes' : 'lines';
  return `${group}.${line}.${field}`;
}

export const refusalsAt = (refusals: readonly Refusal[], name: string) =>
  refusals.filter((refusal) => inputName(refusal) === name);

import type { Values } from '#office/forms/values.ts';
import type { NounOfLine } from './from-line.ts';

/** What each form cannot be sent without, in its order; a line tells some of it. */
const NEEDED: Record<Exclude<NounOfLine, 'adjustments'>, readonly string[]> = {
  appropriations: ['fund', 'allotment', 'restriction', 'purpose', 'lines.1.receiver'],
  batches: ['fund', 'title', 'recipients', 'restriction', 'basis', 'headcount'],
  purchases: ['fund', 'supplier', 'restriction', 'lines.1.unit', 'lines.1.quantity'],
};
/** Set by the form itself rather than told by the line. */
const PRESET = ['occurred', 'unit', 'direction', 'lines.1.unit'];

/**
 * Of a form that begins with a line: which fields stand as the line told them, and which that it needs are still empty.
 * Names of inputs, in the order of the form.
 */
export function fieldsOfLine(
  noun: Exclude<NounOfLine, 'adjustments'>,
  told: Values,
  shown: Values,
): { filled: string[]; left: string[] } {
  const filled = [...told].filter(
    ([name, value]) => value !== '' && shown.get(name) === value && !PRESET.includes(name),
  );
  const left = NEEDED[noun].filter((name) => (shown.get(name) ?? '') === '');
  return { filled: filled.map(([name]) => name), left };
}

/** What was typed in a form that waits meanwhile, as fields of the form that stands before it. */
export const KEPT = 'kept.';

/** The values of the form that waits, out of those of the one that was sent. */
export const keptOf = (values: Values): Values =>
  new Map([...values].flatMap(([name, value]) => (name.startsWith(KEPT) ? [[name.slice(KEPT.length), value]] : [])));

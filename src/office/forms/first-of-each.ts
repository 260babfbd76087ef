import type { Refusal } from '#ledger/refusal.ts';
import { inputName } from '#office/forms/place.ts';

/**
 * One refusal per input, the first: what could not be read comes before the rules that then also fail. A day that was
 * typed and refused (in the future, not in the calendar) is not missing as well.
 */
export function firstOfEach(refusals: readonly Refusal[]): Refusal[] {
  const named = new Set<string>();
  return refusals.filter((refusal) => {
    const place = inputName(refusal) ?? refusal.kind;
    const followsFromDay = refusal.kind === 'dayMissing' && (named.has('occurredFrom') || named.has('occurredTo'));
    return !followsFromDay && !named.has(place) && named.add(place);
  });
}

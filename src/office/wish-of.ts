import type { WishDecision } from '#approval/wish.ts';
import type { Person } from '#auth/sessions.ts';
import type { Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';

/** What a form of the list of wishes decides; undefined when it names none, or another decision than these. */
export function wishOf(
  values: Values,
  person: Person,
  allowed: readonly WishDecision['decision'][],
): WishDecision | undefined {
  const id = parseId(values.get('wishId'));
  const decision = allowed.find((each) => each === values.get('decision'));
  if (id === undefined || decision === undefined) return undefined;
  return { id, decision, by: person.id, reason: decision === 'refused' ? (values.get('reason') ?? '') : '' };
}

import { type EntryKind, entryActions, idempotencyKey, readAnd } from '#office/entry-actions.ts';
import type { Outcome } from '#office/forms/outcome.ts';
import { readRegistration } from '#office/forms/register-form.ts';
import type { Values } from '#office/forms/values.ts';
import { officeAction } from '#office/office-action.ts';
import { keptOf } from '#office/reconciliation/line-fields.ts';
import { proposeRegistration, reviseRegistration } from '#registry/propose-registration.ts';
import { checkRegistration, type RegistrationInput } from '#registry/registration.ts';

/** An entry of the register was proposed while another form waits with what was typed there. */
export interface BesideProposed {
  kind: 'beside';
  name: string;
  kept: Values;
}

const registration: EntryKind<RegistrationInput> = {
  noun: 'register',
  read: readRegistration,
  check: checkRegistration,
  whyNot: async (_database, input) => checkRegistration(input),
  propose: proposeRegistration,
  revise: reviseRegistration,
};

export const register = {
  ...entryActions(registration),

  /** Proposes the organisation that the form which waits lacks; it is that form's receiver from then on. */
  proposeBeside: officeAction<Outcome | BesideProposed>('record', async ({ database, person, values }) => {
    const sent = { database, values, person, id: undefined };
    const proposed = await readAnd(registration, sent, (input) =>
      proposeRegistration(database, input, person.id, idempotencyKey(values)),
    );
    if (!proposed.ok) return proposed.again;
    const kept = new Map([...keptOf(values), ['lines.1.receiver', values.get('code') ?? '']]);
    return { kind: 'beside', name: values.get('name') ?? '', kept };
  }),
};

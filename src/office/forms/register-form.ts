import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, type Values } from '#office/forms/values.ts';
import {
  ORGANISATION_KINDS,
  type RegisterEntry,
  type RegistrationInput,
  SUBJECTS,
  type Subject,
} from '#registry/registration.ts';

/** What the register form is about: chosen by the address, kept in the form. */
export const subjectOf = (stated: string | undefined | null): Subject =>
  SUBJECTS.find((each) => each === stated) ?? 'organisation';

export function readRegistration(values: Values): { form: FormReader; input: RegistrationInput } {
  const form = readForm(values);
  const sourceReference = form.text('sourceReference');
  const source = form.text('source');
  const note = form.text('note');
  const input = {
    ...readEntry(form, subjectOf(values.get('subject'))),
    ...(sourceReference && { sourceReference }),
    ...(source && { source }),
    ...(note && { note }),
  };
  return { form, input };
}

function readEntry(form: FormReader, subject: Subject): RegisterEntry {
  const named = { code: form.text('code') ?? '', name: form.text('name') ?? '' };
  switch (subject) {
    case 'organisation': {
      const parent = form.text('parent');
      const telephone = form.text('telephone');
      return {
        subject,
        ...named,
        kind: form.choice('kind', ORGANISATION_KINDS),
        keepsBooks: form.ticked('keepsBooks'),
        ...(parent && { parent }),
        ...(telephone && { telephone }),
      };
    }
    case 'fund': {
      const purpose = form.text('purpose');
      return { subject, ...named, beganOn: form.day('beganOn') ?? '', ...(purpose && { purpose }) };
    }
    case 'appeal': {
      const filingNumber = form.text('filingNumber');
      const opensOn = form.day('opensOn', 'any');
      const closesOn = form.day('closesOn', 'any');
      return {
        subject,
        ...named,
        fund: form.required('fund'),
        ...(filingNumber && { filingNumber }),
        ...(opensOn && { opensOn }),
        ...(closesOn && { closesOn }),
      };
    }
    case 'programme':
      return { subject, ...named, fund: form.required('fund') };
    case 'itemFamily':
      return { subject, ...named, measure: form.text('measure') ?? '' };
    case 'item': {
      const standard = form.text('standard');
      const family = form.text('family');
      return {
        subject,
        ...named,
        measure: form.text('measure') ?? '',
        scale: Number(form.choice('scale', ['0', '1', '2', '3'] as const, '0')),
        ...(standard && { standard }),
        ...(family && { family }),
      };
    }
  }
}

/** A stored entry of the register as the form shows it: the form's names are the entry's own. */
export const registrationValues = (entry: RegistrationInput): Values =>
  given(
    Object.entries(entry).map(([name, value]) => [
      name,
      value === true ? 'yes' : value === false || value === undefined ? undefined : String(value),
    ]),
  );

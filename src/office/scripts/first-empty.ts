/** A form that is filled in as far as a line tells it begins with the first thing that only a person knows. */
const fields = [...(document.querySelector<HTMLFormElement>('form[data-entry]')?.elements ?? [])];
const empty = fields.find(
  (field): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
    'required' in field && field.required === true && 'value' in field && field.value === '',
);
if (!document.querySelector('[data-focus]')) empty?.focus();

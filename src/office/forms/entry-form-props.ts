import type { Availability } from '#approval/shortfalls.ts';
import type { Posting } from '#ledger/posting.ts';
import type { FormState } from '#office/forms/outcome.ts';
import type { RegisterChoices } from '#office/register-choices.ts';

/** What every form of an entry is given; `action`, `preview` and `another` are addresses of actions. */
export interface EntryFormProps {
  form: FormState;
  register: RegisterChoices;
  postings: readonly Posting[];
  available?: readonly Availability[];
  action: string;
  preview: string;
  another: string;
  submit: string;
}

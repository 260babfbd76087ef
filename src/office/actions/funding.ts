import { checkHeader } from '#approval/act.ts';
import { checkFunding } from '#intake/funding.ts';
import { proposeFunding, reviseFunding } from '#intake/propose-funding.ts';
import { entryActions } from '#office/entry-actions.ts';
import { readFunding } from '#office/forms/funding-form.ts';

export const funding = entryActions({
  noun: 'funding',
  read: readFunding,
  check: (input) => [...checkHeader('funding', { ...input.header, stream: 'funding' }), ...checkFunding(input)],
  propose: proposeFunding,
  revise: reviseFunding,
});

import { checkHeader } from '#approval/act.ts';
import { checkAppropriation } from '#disbursement/appropriation.ts';
import { proposeAppropriation, reviseAppropriation } from '#disbursement/propose-appropriation.ts';
import { entryActions } from '#office/entry-actions.ts';
import { readAppropriation } from '#office/forms/appropriation-form.ts';

export const appropriations = entryActions({
  noun: 'appropriations',
  read: readAppropriation,
  check: (input) => [...checkHeader('appropriation', input.header), ...checkAppropriation(input)],
  propose: proposeAppropriation,
  revise: reviseAppropriation,
});

import { checkHeader } from '#approval/act.ts';
import { checkAdjustment } from '#disbursement/adjustment.ts';
import { proposeAdjustment, reviseAdjustment } from '#disbursement/propose-adjustment.ts';
import { entryActions } from '#office/entry-actions.ts';
import { onUnit, readAdjustment } from '#office/forms/adjustment-form.ts';

export const adjustments = entryActions({
  noun: 'adjustments',
  read: readAdjustment,
  check: (input) => [...checkHeader('adjustment', input.header), ...checkAdjustment(input)],
  propose: proposeAdjustment,
  revise: reviseAdjustment,
  place: onUnit,
});

import { checkHeader } from '#approval/act.ts';
import { checkBatch } from '#disbursement/batch.ts';
import { proposeBatch, reviseBatch } from '#disbursement/propose-batch.ts';
import { entryActions } from '#office/entry-actions.ts';
import { readBatch } from '#office/forms/batch-form.ts';

export const batches = entryActions({
  noun: 'batches',
  read: readBatch,
  check: (input) => [...checkHeader('batch', input.header), ...checkBatch(input)],
  propose: proposeBatch,
  revise: reviseBatch,
});

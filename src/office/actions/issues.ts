import { checkHeader } from '#approval/act.ts';
import { checkIssue } from '#disbursement/issue.ts';
import { proposeIssue, reviseIssue } from '#disbursement/propose-issue.ts';
import { entryActions } from '#office/entry-actions.ts';
import { onStock, readIssue } from '#office/forms/issue-form.ts';

export const issues = entryActions({
  noun: 'issues',
  read: readIssue,
  check: (input) => [...checkHeader('issue', input.header), ...checkIssue(input)],
  propose: proposeIssue,
  revise: reviseIssue,
  place: onStock,
});

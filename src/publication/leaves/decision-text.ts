import type { Decision } from '#disbursement/booked-header.ts';
import { DECISION_PAPERS } from '#i18n/decision-papers.ts';

/** `会议纪要 第 12 号 2020-02-18`: kind, number and day of the paper a decision rests on; empty where none is named. */
export function decisionText(decision: Decision | undefined): string {
  if (decision === undefined || decision.kind === 'notStated') return '';
  return [DECISION_PAPERS[decision.kind], decision.number, decision.on].filter(Boolean).join(' ');
}

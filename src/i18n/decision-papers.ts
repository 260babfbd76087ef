/** What the papers are called that decisions rest on; part of published texts, so in the source language only. */
export const DECISION_PAPERS = { minutes: '会议纪要', approvalForm: '审批表' } as const;

/** 没有对账单的日子：注明原因的页面用语. */
export const absenceWords = {
  heading: '注明没有对账单的原因',
  of: (account: string, from: string, to: string) =>
    `“${account}”${from === to ? from : `${from} 至 ${to}`} 没有对账单。`,
  hint: '能补到对账单的，请导入对账单，不必填写。注明的原因随结账交另一人审核。',
  noGap: '这些日子已有对账单，或该账户不出对账单。',
  say: '注明原因',
  sayOf: (account: string, days: string) => `注明原因：${account} ${days}`,
  said: (days: string, reason: string) => `${days}（${reason}）`,
} as const;

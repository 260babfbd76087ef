import type { RefusalWords } from './words.ts';

/** Forms of the office that could not be read at all, or name rows that are not there. */
export const officeRefusals: RefusalWords = {
  formNotRead: {
    'zh-Hans': ['表单没有读出来，什么也没有记录。', '请刷新页面，重新填写后再提交。'],
    en: ['The form could not be read; nothing was recorded.', 'Reload the page and fill it in again.'],
  },
  formTooLarge: {
    'zh-Hans': ['提交的内容太大，什么也没有记录。', '附件每个不超过 20 MB，请压缩后再传。'],
    en: ['The form is too large; nothing was recorded.', 'Attachments have at most 20 MB each.'],
  },
  lineNumbersMalformed: {
    'zh-Hans': ['“{stated}”不是行号。', '请写行号，多行用逗号隔开，例如 1,2,3。'],
    en: ['“{stated}” does not name rows.', 'Write row numbers with commas, such as 1,2,3.'],
  },
  matchPartsMissing: {
    'zh-Hans': ['没有勾选，什么也没有确认。', '请至少勾选一笔流水和一笔记录。'],
    en: ['Nothing was chosen, so nothing was confirmed.', 'Choose at least one line and one record.'],
  },
  matchProposalGone: {
    'zh-Hans': ['这一组已有人办过，或比对结果已变，没有确认。', '请刷新后看现在的建议。'],
    en: ['This proposal was dealt with or has changed; it was not confirmed.', 'Reload to see what is proposed now.'],
  },
  refundOfGift: {
    'zh-Hans': ['还没有选退的是哪一笔捐赠。', '请选一笔金额相等的捐赠。'],
    en: ['It is not said which gift is given back.', 'Choose a gift of the same amount.'],
  },
  ruleNotTried: {
    'zh-Hans': ['试算没有完成。', '请稍后再试，或把“含有的字”写得更具体；还不行就告诉管理员。'],
    en: ['The rule could not be tried.', 'Try again later, or with narrower words; else tell the administrator.'],
  },
  transferOfTwoLines: {
    'zh-Hans': ['账户间划转要有转出、转入各一笔流水。', '请选另一账户中对应的一笔。'],
    en: ['A transfer has one line out and one line in.', 'Choose the line of the other account.'],
  },
};

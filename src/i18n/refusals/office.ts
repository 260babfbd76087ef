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
};

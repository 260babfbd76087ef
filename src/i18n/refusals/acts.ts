import type { RefusalWords } from './words.ts';

/** The life of an act: proposed, returned, approved, confirmed, reversed; and what its entry may do to the books. */
export const actRefusals: RefusalWords = {
  act_entity_given: {
    'zh-Hans': ['没有选核算主体或专项资金。', '请选择记账的单位和专项资金。'],
    en: ['The accounting entity or the fund is missing.', 'Choose whose books and which fund.'],
  },
  act_idempotency_unique: {
    'zh-Hans': ['这张表单已经提交过。', '请在列表中查看已登记的那一笔。'],
    en: ['This form was sent already.', 'Look for the record in the list.'],
  },
  act_identity_frozen: {
    'zh-Hans': ['经办人、种类和编号不能更改。', '请撤回这一笔，重新登记。'],
    en: ['Author, kind and number of a record are fixed.', 'Withdraw it and enter it anew.'],
  },
  act_occurred_whole: {
    'zh-Hans': ['日期填写不完整。', '请按所选的日期类型填写起止日期。'],
    en: ['The dates are incomplete.', 'Fill in the days that the chosen precision asks for.'],
  },
  attachment_once: {
    'zh-Hans': ['这份文件已经附在这一笔上。', '无需再传。'],
    en: ['This file is attached already.', 'Nothing is left to do.'],
  },
  notPermitted: {
    'zh-Hans': ['您的岗位不能办理此事。', '请由有相应岗位的同事办理。'],
    en: ['Your role does not allow this.', 'Ask a colleague whose role does.'],
  },
  proseNamesGiver: {
    'zh-Hans': [
      '这里的文字会公开，却写有捐赠人（出资方）的名称[“{found}”]；这笔不以实名公开。',
      '请改成不含名称的说法，例如“捐赠人要求退款”。未复核的可退回修改；已复核的请冲销后重新登记。',
    ],
    en: [
      'This text goes public and tells the name of the giver[, "{found}"], who is not shown by name.',
      'Say it without the name, such as "the donor asked for the money back"; once approved, reverse and enter it anew.',
    ],
  },
  reversal_not_of_itself: {
    'zh-Hans': ['冲销不能针对自己。', '请选择要冲销的记录。'],
    en: ['A reversal cannot void itself.', 'Choose the record to reverse.'],
  },
};

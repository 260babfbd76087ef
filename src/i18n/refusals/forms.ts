import type { RefusalWords } from './words.ts';

/** Figures, days and choices, wherever they are entered. */
export const formRefusals: RefusalWords = {
  choiceUnknown: {
    'zh-Hans': ['所选内容不在可选之列[：“{stated}”]。', '请从列表中重新选择。'],
    en: ['This is not one of the choices[: "{stated}"].', 'Choose again from the list.'],
  },
  countMalformed: {
    'zh-Hans': ['“{stated}”不是个数。', '请只填大于零的整数，例如 2，不写“第”“次”“户”“家”等字。'],
    en: ['“{stated}” is no count.', 'Enter a whole number above zero, such as 2.'],
  },
  fieldRequired: {
    'zh-Hans': ['这一项必须填写。', '请填写后再提交。'],
    en: ['This field must be filled in.', 'Fill it in and send again.'],
  },
};

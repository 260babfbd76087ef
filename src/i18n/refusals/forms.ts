import type { RefusalWords } from './words.ts';

/** Figures, days and choices, wherever they are entered. */
export const formRefusals: RefusalWords = {
  choiceUnknown: {
    'zh-Hans': ['所选内容不在可选之列[：“{stated}”]。', '请从列表中重新选择。'],
    en: ['This is not one of the choices[: "{stated}"].', 'Choose again from the list.'],
  },
  fieldRequired: {
    'zh-Hans': ['这一项必须填写。', '请填写后再提交。'],
    en: ['This field must be filled in.', 'Fill it in and send again.'],
  },
};

import type { RefusalWords } from './words.ts';

const CODE_TAKEN: RefusalWords[string] = {
  'zh-Hans': ['这个代码已经用过。', '请换一个代码，或直接使用已登记的那一项。'],
  en: ['The code is taken.', 'Choose another, or use what is registered.'],
};
const ONE_ENTRY: RefusalWords[string] = {
  'zh-Hans': ['一笔登记只能登记一项。', '请另开一笔登记。'],
  en: ['A registration registers one entry.', 'Open another registration.'],
};

/** Organisations, funds, appeals, programmes and items. */
export const registerRefusals: RefusalWords = {
  appeal_by_act: ONE_ENTRY,
  appealOfAnotherFund: {
    'zh-Hans': ['所选募捐活动属于另一项专项资金。', '请核对募捐活动和专项资金。'],
    en: ['The appeal belongs to another fund.', 'Check appeal and fund.'],
  },
  appealUnknown: {
    'zh-Hans': ['没有登记过募捐活动“{code}”。', '请从列表中选择。'],
    en: ['There is no appeal "{code}".', 'Choose from the list.'],
  },
  fund_by_act: ONE_ENTRY,
  item_by_act: ONE_ENTRY,
  item_family_by_act: ONE_ENTRY,
  item_family_measure: CODE_TAKEN,
  lot_once: {
    'zh-Hans': ['这个批号已经登记。', '请选用已有的批号。'],
    en: ['The lot is registered already.', 'Use that one.'],
  },
  organisation_by_act: ONE_ENTRY,
  programme_by_act: ONE_ENTRY,
  unit_of_item: {
    'zh-Hans': ['计量单位与品种不符。', '请重新登记品种。'],
    en: ['The unit does not fit its item.', 'Register the item anew.'],
  },
};

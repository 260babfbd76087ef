export type RefusalLanguage = 'zh-Hans' | 'en';

/** Per kind and language: what is wrong, then how to mend it, as sentences. `{name}` stands for a figure of the refusal. */
export type RefusalWords = Record<string, Record<RefusalLanguage, readonly [message: string, remedy: string]>>;

/** Figures that arrive as codes, by the figure's name. */
export const figureWords: Record<RefusalLanguage, Record<string, Record<string, string>>> = {
  'zh-Hans': {
    unit: { CNY: '现金', 'CNY:goods': '物资折价' },
    measure: { '': '元' },
    standard: { '': '未写规格' },
    restriction: { unrestricted: '非定向', restricted: '定向', agency: '受托代理' },
    subject: {
      organisation: '单位',
      fund: '专项资金',
      appeal: '募捐活动',
      programme: '发放项目',
      itemFamily: '物资类别',
      item: '物资品名',
    },
  },
  en: {
    unit: { CNY: 'cash', 'CNY:goods': 'value of goods' },
    measure: { '': ' yuan' },
    standard: { '': 'no standard given' },
    restriction: { unrestricted: 'unearmarked', restricted: 'earmarked', agency: 'agency' },
    subject: { itemFamily: 'item family' },
  },
};

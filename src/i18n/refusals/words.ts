export type RefusalLanguage = 'zh-Hans' | 'en';

/** Per kind and language: what is wrong, then how to mend it, as sentences. `{name}` stands for a figure of the refusal. */
export type RefusalWords = Record<string, Record<RefusalLanguage, readonly [message: string, remedy: string]>>;

/** The ledger accounts that cash lies in, as a clerk knows them. */
const CASH_IN: Record<RefusalLanguage, Record<string, string>> = {
  'zh-Hans': {
    '1001': '库存现金',
    '1009': '支付宝、微信账户',
    '100201': '银行存款—自有',
    '100202': '银行存款—受托代理',
  },
  en: {
    '1001': 'the cash box',
    '1009': 'Alipay and WeChat',
    '100201': 'our own bank account',
    '100202': 'the agency bank account',
  },
};
const cashIn = (language: RefusalLanguage) => ({
  ...{ account: CASH_IN[language], firstIn: CASH_IN[language] },
  ...{ secondIn: CASH_IN[language], thirdIn: CASH_IN[language] },
});

/** Figures that arrive as codes, by the figure's name. */
export const figureWords: Record<RefusalLanguage, Record<string, Record<string, string>>> = {
  'zh-Hans': {
    ...cashIn('zh-Hans'),
    unit: { CNY: '资金', 'CNY:goods': '物资折价' },
    measure: { '': '元' },
    statementState: {
      waiting: '等待读取',
      reading: '正在读取',
      read: '已读取，待存入',
      refused: '不能存入',
      storing: '正在存入',
      stored: '已存入',
      discarded: '已放弃',
    },
    standard: { '': '未写规格' },
    statedFlow: { in: '收入', out: '支出' },
    balanceWent: { in: '减少', out: '增加' },
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
    ...cashIn('en'),
    unit: { CNY: 'cash', 'CNY:goods': 'value of goods' },
    measure: { '': ' yuan' },
    standard: { '': 'no standard given' },
    statedFlow: { in: 'in', out: 'out' },
    balanceWent: { in: 'falls', out: 'rises' },
    restriction: { unrestricted: 'unearmarked', restricted: 'earmarked', agency: 'agency' },
    subject: { itemFamily: 'item family' },
  },
};

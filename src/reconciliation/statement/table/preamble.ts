import { MOST } from '../limits.ts';
import type { StatedPeriod } from '../statement.ts';
import { readMoment } from './moment.ts';
import { simplifiedWords } from './plain-heading.ts';

/** What the rows above the headings say of the account. */
export interface Preamble {
  account?: string;
  accountName?: string;
  currency?: string;
  /** The year of a bill whose lines leave it out. */
  year?: number;
  month?: number;
  /** A credit card's amounts are what was charged. */
  creditCard: boolean;
  period: StatedPeriod;
}

export function readPreamble(rows: readonly (readonly string[])[]): Preamble {
  const text = rows
    .map((cells) => cells.filter((cell) => cell.length <= MOST.labelSigns && cell.trim() !== '').join(' , '))
    .join('\n')
    .normalize('NFKC');
  const [, account] =
    /(?:账号|帐号|卡号|账户|帐户|商户号)(?:\[[^[\]]{0,100}\])?\s*[:,]\s*\[?([0-9*]{6,34}|[\w.+-]{1,80}@[\w.-]{1,80})/.exec(
      text,
    ) ?? [];
  const [, accountName] = /(?:户名|账户名称|帐户名称)\s*[:,]\s*\[?([^\s,\]]{2,60})/.exec(text) ?? [];
  const [, currency = currencyOfUnit(text) ?? currencyOfAccount(text)] =
    /(?:币种|币别)\s*[:,]\s*\[?([^\s,\]]{2,10})/.exec(text) ?? [];
  const [, year, month] = /(\d{4})\s*年\s*(\d{1,2})\s*月/.exec(text) ?? [];
  return {
    ...(account !== undefined && { account }),
    ...(accountName !== undefined && { accountName }),
    ...(currency !== undefined && { currency: currencyCode(currency) }),
    ...(year !== undefined && { year: Number(year), month: Number(month) }),
    creditCard: text.split('\n').some(isOfCreditCard),
    period: periodOf(text),
  };
}

/** What a query asked for, and what a note explains, is not what the file is of; 信用卡还款 is paid from any account. */
const ASKED = /(?:查询条件|条件|筛选|检索|关键[字词]|交易类型|业务类型|摘要|用途|附言|备注|说明|注\d{0,2}[:.、])/;
const isOfCreditCard = (row: string): boolean => {
  const [said = ''] = row.split(ASKED, 1);
  return (
    !/^\s*\d{1,2}[.、]/.test(row) &&
    /(?:信用卡|贷记卡)(?!还款|转账|支付|消费(?!(?:交易)?(?:明细|账单|对账单|记录|清单|流水)))/.test(said)
  );
};

const DATE = String.raw`\[?(\d{4}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4}))(?:\s{0,20}\d{1,2}:\d{2}(?::\d{2})?)?\]?`;
const LABEL = String.raw`(?:\[[^[\]]{0,100}\])?[\s:,]{0,40}`;
const RANGE = new RegExp(
  String.raw`(?:起止|查询|账单|对账|交易|统计)?(?:日期|时间|期间)(?:范围|区间)?${LABEL}${DATE}\s{0,20}(?:-{1,3}|至|到|~|—|–)\s{0,20}${DATE}`,
);
const FROM = new RegExp(String.raw`(?:(?:起始|开始)(?:日期|时间)|\bfrom\b)${LABEL}${DATE}`, 'i');
const TO = new RegExp(String.raw`(?:(?:终止|截止|结束)(?:日期|时间)|\bto\b)${LABEL}${DATE}`, 'i');
const MADE = new RegExp(`(?:导出|下载|打印|生成)(?:日期|时间)${LABEL}${DATE}`);

function periodOf(text: string): StatedPeriod {
  const range = RANGE.exec(text);
  const day = (stated: string | undefined) => (stated === undefined ? undefined : readMoment(stated)?.day);
  const firstDay = day(range?.[1] ?? FROM.exec(text)?.[1]);
  const lastDay = day(range?.[2] ?? TO.exec(text)?.[1]);
  const madeOn = day(MADE.exec(text)?.[1]);
  return { ...(firstDay && { firstDay }), ...(lastDay && { lastDay }), ...(madeOn && { madeOn }) };
}

const CURRENCIES: Record<string, string> = {
  人民币: 'CNY',
  人民币元: 'CNY',
  元: 'CNY',
  RMB: 'CNY',
  CNY: 'CNY',
  '156': 'CNY',
  '001': 'CNY',
  美元: 'USD',
  港币: 'HKD',
  港元: 'HKD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  澳元: 'AUD',
  加元: 'CAD',
  新加坡元: 'SGD',
  澳门元: 'MOP',
  日圆: 'JPY',
  瑞士法郎: 'CHF',
  新台币: 'TWD',
};

/** As they stand in texts, longest first. */
export const currencyNames = Object.keys(CURRENCIES)
  .filter((name) => /^\p{Script=Han}{2,}$/u.test(name))
  .toSorted((one, other) => other.length - one.length);

/** `卡内账户,002 活期储蓄存款 港币 现汇`: an account within a card is named with its currency. */
function currencyOfAccount(text: string): string | undefined {
  const [, said = ''] =
    /(?:子账户|卡内账户|账户类型|账户类别|账户种类)[^:,\n]{0,40}[:,]([^\n]{0,200})/.exec(text) ?? [];
  return currencyNames.find((name) => said.includes(name));
}

/** `金额单位：美元` */
function currencyOfUnit(text: string): string | undefined {
  const [, said = ''] = /单位[\s:,([]{1,12}(\p{Script=Han}{2,8})/u.exec(text) ?? [];
  return currencyNames.find((name) => simplifiedWords(said) === name);
}

/** 人民币元 → CNY; a code stays one; what is unknown stays as it is written. */
export function currencyCode(word: string): string {
  if (word.length > MOST.headingSigns) return word.slice(0, MOST.headingSigns);
  const stated = simplifiedWords(word)
    .normalize('NFKC')
    .replaceAll(/[\s`]|\([^(]*\)$/g, '')
    .toUpperCase();
  return CURRENCIES[stated] ?? stated;
}

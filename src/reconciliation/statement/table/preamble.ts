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
}

export function readPreamble(rows: readonly (readonly string[])[]): Preamble {
  const text = rows
    .map((cells) => cells.filter((cell) => cell.trim() !== '').join(' , '))
    .join('\n')
    .normalize('NFKC');
  const [, account] =
    /(?:账号|帐号|卡号|账户|帐户|商户号)(?:\[[^\]]*\])?\s*[:,]\s*\[?([0-9*]{6,34}|[\w.+-]+@[\w.-]+)/.exec(text) ?? [];
  const [, accountName] = /(?:户名|账户名称|帐户名称)\s*[:,]\s*\[?([^\s,\]]{2,60})/.exec(text) ?? [];
  const [, currency] = /(?:币种|币别)\s*[:,]\s*\[?([^\s,\]]{2,10})/.exec(text) ?? [];
  const [, year, month] = /(\d{4})\s*年\s*(\d{1,2})\s*月/.exec(text) ?? [];
  return {
    ...(account !== undefined && { account }),
    ...(accountName !== undefined && { accountName }),
    ...(currency !== undefined && { currency: currencyCode(currency) }),
    ...(year !== undefined && { year: Number(year), month: Number(month) }),
    creditCard: /信用卡|贷记卡/.test(text),
  };
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
};

/** 人民币元 → CNY; a code stays one; what is unknown stays as it is written. */
export function currencyCode(word: string): string {
  const stated = word
    .normalize('NFKC')
    .replaceAll(/[\s`]|\(.*\)$/g, '')
    .toUpperCase();
  return CURRENCIES[stated] ?? stated;
}

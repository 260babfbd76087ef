import { plainHeading } from './columns.ts';

/** Exports we know by name, by what stands in or above their headings. Every one is read by its headings alone. */
const SIGNS: readonly { format: string; above?: RegExp; headings?: readonly string[] }[] = [
  { format: 'icbc-corporate', above: /\[HISTORYDETAIL\]/ },
  { format: 'alipay-merchant-account', headings: ['账务流水号', '业务流水号'] },
  { format: 'alipay-merchant-business', headings: ['支付宝交易号', '商家实收'] },
  { format: 'wechat-merchant-fund-flow', headings: ['资金流水单号', '收支类型'] },
  { format: 'wechat-merchant-refund', headings: ['微信退款单号', '退款申请时间'] },
  { format: 'wechat-merchant-trade', headings: ['微信订单号', '交易状态'] },
  { format: 'alipay-personal', headings: ['收/支', '收/付款方式'] },
  { format: 'alipay-personal', above: /支付宝/, headings: ['收/支'] },
  { format: 'wechat-personal', above: /微信支付账单/ },
  { format: 'wechat-personal', headings: ['收/支', '支付方式', '当前状态'] },
  { format: 'boc-corporate', headings: ['付款人名称', '收款人名称', '交易后余额'] },
  { format: 'ccb-corporate', headings: ['账户明细编号-交易流水号'] },
  { format: 'cmb-corporate', headings: ['借方金额', '收(付)方名称'] },
  { format: 'cmb-corporate', headings: ['借方金额', '收/付方名称'] },
  { format: 'abc-corporate', headings: ['收入金额', '支出金额', '交易行名'] },
  { format: 'icbc-card', above: /明细查询文件下载/ },
  { format: 'boc-card', above: /中国银行交易流水/ },
  { format: 'abc-card', headings: ['本次余额', '日志号'] },
  { format: 'cmb-card', headings: ['联机余额'] },
  { format: 'cmb-credit-card', headings: ['人民币金额', '卡号末四位'] },
  { format: 'bocom-credit-card', headings: ['入账币种/金额'] },
  { format: 'ccb-card', above: /中国建设银行|China Construction Bank/ },
];

/** Its headings were understood one by one. */
export const UNKNOWN_FORMAT = 'table';
/** A clerk said what its columns hold. */
export const MAPPED_FORMAT = 'mapped';

/** `table` when it is none of them: its headings were understood, and a clerk confirms the mapping. */
export function tableFormat(above: string, headings: readonly string[]): string {
  const named = new Set(headings.map(plainHeading));
  const fits = ({ above: sign, headings: wanted = [] }: (typeof SIGNS)[number]) =>
    (sign === undefined || sign.test(above)) && wanted.every((heading) => named.has(heading));
  return SIGNS.find(fits)?.format ?? UNKNOWN_FORMAT;
}

/** Words of pictures and papers: link previews, the long picture of a notice, its Word file. */
export const overview = '捐赠资金';
export const summary = '各核算主体汇总，不合并记账';
export const lead = '每一笔都在这里：收了什么，给了谁，还剩多少。';
export const none = '还没有公示';
export const noPosition = '还没有入账的记录';
export const asOf = (notice: string, cutoff: string): string => `第 ${notice} 期公示 · 截至 ${cutoff}`;
export const fourEyes = '一人经办、一人复核 · 逐笔公开 · 人人可以验算';
export const more = (count: number): string => `另有物资等 ${count} 项，见网站`;

export const noticeTitle = (number: string): string => `第 ${number} 期公示`;
export const paperTitle = (publisher: string, number: string): string => `${publisher}善款物资第 ${number} 期公示`;
export const cutoff = (moment: string): string => `截至 ${moment}`;
export const counts = (fresh: bigint, total: bigint): string => `本期新增 ${fresh} 笔，账册共 ${total} 条`;
export const money = '资金';
export const valuations = '物资折价';
export const goods = '物资';
export const thisPeriod = '本期';
export const cumulative = '截至本期累计';
export const column = '项目';
export const balanceChange = '本期增减';
export const moneyUnit = '单位：元';
export const goodsUnit = '按件计，不折钱相加';
export const valuationUnit = '单位：元；估值，不与资金相加';
export const inCapitals = (column: string, capitals: string): string => `累计${column}（大写）：${capitals}`;
export const unknown = '“—”是原文没有说，不是零。';
export const newest = '本期记录';
export const restOfGoods = (count: number): string => `其余 ${count} 种物资，网站列出全部`;
export const restOfBooks = (count: number): string => `其余 ${count} 个核算主体或专项资金，网站列出全部`;
export const rest = (count: bigint): string => `其余 ${count} 笔见网站`;
export const nothingNew = '本期没有新的往来记录。';
export const pending = (figures: string): string => `待核实的收入：${figures}。都未计入合计。`;
export const unmatched = (figures: string): string => `对账单上尚未认出的收支：${figures}。都未计入合计。`;
export const pendingNone = '截至本期没有待核实的收入。';
export const scan = '扫码看全文';
export const verifyHeading = '怎样核对';
export const verify = [
  '一人经办、一人复核，谁都不能批自己的账。',
  '银行流水、入库单、签收单对上了才公开。',
  '公开的每一笔按顺序签名入册，您可以在网站上当场验算全部合计。',
];
export const position = (first: bigint, last: bigint): string => `册号 ${first} 至 ${last}`;
export const logName = '账册标识：';
/** `收（推算）`: a figure that no source states says so. */
export const labelled = (column: string, exactness: string): string =>
  exactness === '' ? column : `${column}（${exactness}）`;
export const itemName = (name: string, measure: string): string => `${name}（${measure}）`;
export const pageBefore = '第 ';
export const pageAfter = ' 页';
export const paperLead = (cutoff: string, fresh: bigint, total: bigint): string =>
  `现将截至 ${cutoff} 的善款物资收支情况公示如下。本期新增 ${fresh} 笔，账册共 ${total} 条。`;
export const fourEyesSentence = '以上各笔均由一人经办、一人复核，对上银行流水、入库单、签收单后公示。';
export const readMore = (address: string): string => `逐笔明细和验算方法见 ${address}。`;
export const periodOf = (column: string): string => `本期${column}`;

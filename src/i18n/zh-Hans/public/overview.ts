export const description = (publisher: string | undefined): string =>
  `${publisher ?? ''}收到的每一笔善款和物资、给了谁、还剩多少，逐笔公开，人人可以验算。`;
export const heading = '每一笔都在这里：收了什么，给了谁，还剩多少。';
export const noticeOf = (number: string): string => `第 ${number} 期公示`;
export const cutoff = (moment: string): string => `截至 ${moment}`;
/** # stands for the number of days. */
export const since = '（距今 # 天）';
export const today = '（今天）';
export const upTo = (size: bigint): string => `账册共 ${size} 笔`;
export const fourEyes = '一人经办、一人复核';
export const checkIt = '我来验算 →';
export const age = (days: { median: string; longest: string }): string =>
  days.median === days.longest
    ? `本期从发生到公开：${days.longest} 天`
    : `本期从发生到公开：中位数 ${days.median} 天，最长 ${days.longest} 天`;

export const cash = '捐赠资金';
export const summaryOf = (rows: readonly { entity: string; fund: string }[]): string => {
  const entities = new Set(rows.map(({ entity }) => entity)).size;
  const funds = new Set(rows.map(({ fund }) => fund)).size;
  return `${entities} 个核算主体、${funds} 个专项资金汇总，不合并记账。`;
};
export const pending = (figures: readonly string[]): string =>
  figures.length === 0 ? '截至本期没有待核实的收入。' : `待核实的收入：${figures.join('；')}。都未计入合计。`;
export const separation =
  '物资折价不与现金相加；财政、工会、党费另列；捐赠人直接发放的（见证）和他方报告的（列示）不计入合计。';

export const byEntity = '各核算主体的捐赠资金';
export const byEntityNote = '每个法人各记各的账，下表只是放在一起看。';
export const nothingElse = '没有拨付、其他变动的记录';

export const funding = '非捐赠资金';
export const fundingNote = '财政、工会、党费等，不是捐款，不计入捐赠合计。';

export const goods = '物资';
export const goodsNote = '各接收单位汇总，不合并记账；按件计，不折钱相加';
export const unknownNote = '“—”是原文没有说，不是零。';
export const valuationNote = (amount: string): string => `物资中有折价的，折价合计：${amount}，不与现金相加。`;
export const familyTotal = (family: string, amount: string): string => `${family}合计 ${amount}`;

export const newest = '最近公示的账';
export const allGifts = '看全部捐赠';

export const proofHeading = '怎样知道这是真的';
export const proof: { lead: string; rest: string }[] = [
  { lead: '一人经办、一人复核', rest: '，谁都不能批自己的账。' },
  { lead: '银行流水、入库单、签收单', rest: '对上了才公开；对不上的留在待核实。' },
  { lead: '签名入册', rest: '：公开的每一笔按顺序编号签名，入册的内容改一处，核对时就对不上签名。' },
  { lead: '当场验算', rest: '：您的浏览器可以自己把全部合计重算一遍。' },
];
export const proofPress = '账册中注明“依据公开报道”的，没有见到原始单据，只能证明公开后没有改过。';
export const verifyNow = '现在验算';

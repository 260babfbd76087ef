export const description = (publisher: string | undefined): string =>
  `${publisher ?? ''}收到的每一笔善款和物资、给了谁、还剩多少，逐笔公开，人人可以验算。`;
export const heading = '每一笔都在这里：收了什么，给了谁，还剩多少。';
export const noticeOf = (number: string): string => `第 ${number} 期公示`;
export const cutoff = (moment: string): string => `截至 ${moment}`;
/** # stands for the number of days. */
export const since = '数据距今 # 天';
export const today = '数据截至今天';
export const checkIt = '我来验算 →';
export const cash = '捐赠资金';
export const summaryOf = (rows: readonly { entity: string; fund: string }[]): string => {
  const entities = new Set(rows.map(({ entity }) => entity)).size;
  const funds = new Set(rows.map(({ fund }) => fund)).size;
  return `${entities} 个核算主体、${funds} 个专项资金汇总，不合并记账。`;
};
export const pending = (figures: readonly string[]): string =>
  figures.length === 0 ? '截至本期没有待核实的收入。' : `待核实的收入：${figures.join('；')}。都未计入合计。`;
export const separation =
  '物资折价不与资金相加；财政、工会、党费另列；捐赠人直接发放的（见证）和他方报告的（列示）不计入合计。';

export const byEntity = '各核算主体的捐赠资金';
export const byEntityNote = '每个法人各记各的账，下表只是放在一起看。';
export const nothingElse = '没有拨付、其他变动的记录';

export const funding = '非捐赠资金';
export const fundingNote = '财政、工会、党费等，不是捐款，不计入捐赠合计。';

export const goods = '物资';
export const goodsNote = '各接收单位汇总，不合并记账；按件计，不折钱相加';
export const unknownNote = '“—”是原文没有说，不是零。';
export const valuationNote = (amount: string): string => `物资中有折价的，折价合计：${amount}，不与资金相加。`;
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

/** A figure stands apart from the word before it, 约 does not. */
const apart = (figure: string): string => (/^\d/.test(figure) ? ` ${figure}` : figure);

/** The whole in one sentence, in round figures; the exact ones stand right below it. */
export const inShort = (received: string, parts: readonly string[], left: string): string =>
  `${[`收到${apart(received)}`, ...parts, `还剩${apart(left)}`].join('，')}。`;
export const inShortParts = {
  disbursed: (figure: string): string => `用出去${apart(figure)}`,
  appropriated: (figure: string): string => `拨付给其他单位${apart(figure)}`,
  lost: (figure: string): string => `其他变动减少${apart(figure)}`,
  gained: (figure: string): string => `其他变动增加${apart(figure)}`,
  unstated: (figure: string): string => `去向未载${apart(figure)}`,
};
export const inShortNothing = (received: string): string => `收到${apart(received)}，都还在账上。`;
export const inShortAll = (received: string): string => `收到${apart(received)}，已经全部用出去。`;
/** What came in is known only from what went out: said first is what is known. */
export const inShortDerived = (disbursed: string): string =>
  `发出去${apart(disbursed)}；收到多少，来源没有写，按发出的数推算也是这么多。`;

/** What else must be known of the accounts, each in a word or two and why. */
export const standing = {
  heading: '还要知道的几件事',
  freshnessOf: (moment: string): string => `截至 ${moment}`,
  delay: '本期各笔从发生到公示',
  median: (days: string): string => `一半在 ${days} 天以内`,
  longest: (days: string): string => `最慢的一笔 ${days} 天`,
  longestEver: (days: string, notice: string): string => `历期最慢的一笔 ${days} 天（第 ${notice} 期）`,
  noDays: '本期的记录都没有写明日期',
  onlyCorrected: '本期只有更正，没有新发生的收支',
  cost: '管理费用',
  costNone: '账册中没有管理费用的记录',
  costNoneWhy: '没有记录不等于没有花钱，原文未载。',
  costWhy: '手续费，从捐赠资金中支出，逐笔列在其他变动里。',
  costLink: '看其他变动',
  pending: '待核实',
  pendingNone: '没有',
  pendingWhy: '已经复核，还没有与银行流水、入库单或签收单核对上，所以不计入合计。',
  pendingNoneWhy: '截至本期，没有已经复核、还没有核对上的收入。',
  audit: '审计',
  auditNone: '尚无审计报告入册',
  auditNoneWhy: '审计报告入册后，在这里写明审计期间和报告文号。',
  auditPeriod: (from: string, to: string): string => `${from}至${to}`,
  auditReport: (number: string): string => `报告文号：${number}`,
  auditNumberUnknown: '报告文号原文未载',
  auditBy: (auditor: string): string => `审计单位：${auditor}`,
  contact: '有疑问找谁',
  contactUnknown: (publisher: string | undefined): string => `${publisher ?? '慈善总会'}（公开电话原文未载）`,
  contactUnknownWhy: '请当面或来函询问。',
  contactWhy: (publisher: string | undefined): string => `${publisher ?? ''}公开电话。情况不符，请告诉我们。`,
};

export const otherItems = (count: number): string => `其余 ${count} 种物资（上面列的是记录最多的几种）`;

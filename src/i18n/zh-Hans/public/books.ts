/** Entities, funds, items, organisations. */
export const cash = '资金';
export const cashOf = (stream: 'donation' | 'funding'): string => (stream === 'donation' ? '捐赠资金' : '非捐赠资金');
export const goods = '物资';
export const goodsRule = '以件计；收 = 发 + 拨付 + 其他变动 + 去向未载 + 存';
export const valuations = '物资折价';
export const valuationRule = '单位：元。折价是对物资的估值，不是钱，不与资金相加。';
export const newest = '最近的记录（按入册先后，新的在前）';
export const noMoney = '没有资金往来的记录。';
/** Under what is left. */
export const stillHeld = '还在账上';
export const noneLeft = '账上没有剩下';
/** Under 其他变动 below zero: in received = disbursed + … + balance what comes in stands with a minus on the right side. */
export const minusAdds = '负数表示增加';
export const records = (count: number): string => `${count} 笔`;
export const pending = (name: string, count: bigint, amount: string): string => `${name} ${count} 笔，${amount}`;
/** On statements of banks and payment services, and in no record yet: figures alone. */
export const unmatched = {
  accounts: { bank: '银行', alipay: '支付宝', wechat: '微信', cash: '现金' },
  row: (account: string, flow: 'in' | 'out', count: bigint, amount: string): string =>
    flow === 'in'
      ? `${account}已收、尚未认出是哪笔捐赠的 ${count} 条，${amount}`
      : `${account}已付、尚未认出是哪笔支出的 ${count} 条，${amount}`,
  why: '对账单上已有、还没有与记录核对上的收支，只列合计，不计入上面的合计；付款人和附言不公布。同一笔钱可能既在上面的待核实里、又在这里：两边各列各的，不要相加。',
  beside: '对账单上另有尚未认出的收支，还没有归到任何专项资金，不计入这里的合计：',
  of: (entity: string): string => `${entity}的待核实款项`,
} as const;
export const exactness = {
  stated: '',
  rounded: '约数',
  derived: '推算',
  partlyRounded: '含约数',
  partlyDerived: '含推算',
};
export const derivedMeans = '“推算”的数，来源没有直接写明，是按别的记载算出来的。';
export const because = (how: string): string => `推算依据：${how}`;
export const statementRule = '每行 收 = 支 + 拨付 + 其他变动 + 去向未载 + 结存。金额单位：元；物资按件计。';

/** What a table is about, and what its figures are counted in. */
export const inUnits = (caption: string, unit: string): string => `${caption} · 单位：${unit}`;
/** What a figure is counted in, and how exact it is where that must be said. */
export const measureOf = (measure: string, exactness: string): string =>
  exactness === '' ? measure : `${measure}（${exactness}）`;

/** Drawings and the tables that they are drawn from. */
export const chart = {
  /** Powers by which large figures are shortened in drawings, largest first. */
  shortenings: '100000000 亿,10000 万',
  short: (figure: string, word: string, measure: string): string => `${figure} ${word}${measure}`,
  overTime: '收支进度',
  overTimeNote: { day: '按发生日期', month: '按发生月份' },
  day: '日期',
  month: '月份',
  onlyMonth: (month: string): string => `${month}，哪一天原文未载`,
  apartNote: (text: string): string => `没有写明日期的单列，图中排在最前：${text}。`,
  apart: (when: string, amounts: string): string => `${when}：${amounts}`,
  /** On the axis, in the place of a day. */
  apartLabel: '未载',
  total: '合计',
  figures: '看准确数字',
  hint: '点一点，或用左右方向键，逐项看数字。',
  roleDescription: '图表',
};

export const flow = {
  heading: '从哪里来，到哪里去',
  drawing: (what: string): string => `${what}：从哪里来，记在哪本账，到哪里去`,
  described: (inflows: string, outflows: string): string => `来：${inflows}。去：${outflows}。`,
  part: (name: string, amount: string): string => `${name} ${amount}`,
  heads: ['从哪里来', '记在哪本账', '到哪里去'],
  figures: '看准确数字',
  side: '来去',
  name: '名目',
  amount: '数额',
  in: '来',
  out: '去',
  rest: (count: number): string => `其余 ${count} 本账`,
  of: (entity: string, fund: string): string => `${entity}（${fund}）`,
  family: (name: string): string => `${name}的去向`,
  sources: {
    individual: '个人捐赠',
    organisation: '单位捐赠',
    pooled: '多方汇集的捐赠',
    fiscal: '财政资金',
    union: '工会经费',
    party: '党费',
    other: '其他非捐赠资金',
    otherIncome: '其他收入',
  },
  uses: {
    batch: '发到人、发到户',
    issue: '发给使用单位',
    reported: '下级已报告发放',
    appropriated: '已拨付，待下级报告',
    purchased: '采购物资',
    fee: '手续费',
    interest: '利息',
    writeOff: '报损',
    stocktakeShort: '盘亏',
    stocktakeOver: '盘盈',
    otherAdjustment: '其他变动',
    unstated: '去向未载',
    balance: '结存',
  },
};

export const items = {
  description: '每种物资收了多少、发了多少、还存多少，按规格分开。',
  lead: '同一种东西，规格不同就分开记。只有计量单位相同的同类物资才合计，不同单位从不相加。',
  caption: '各核算主体汇总，不合并记账。',
  families: '同类合计',
  familiesNote: '汇总，不合并记账；不同规格、不同接收单位，只合计件数。',
  empty: '还没有物资记录。',
  of: '各核算主体',
  itemDescription: (item: string): string => `${item}：各核算主体收、发、存。`,
  family: '类别',
  standard: '规格标准',
  measure: '计量单位',
  newest: '最近收到',
};

export const organisations = {
  description: '记账的核算主体和往来单位。',
  lead: '核算主体是各自独立记账的法人，每家的收、支、结存单独计算。其他单位只接收、使用、联合主办或转拨。',
  entities: '核算主体',
  others: '其他单位',
  keepsBooks: '独立记账',
  empty: '还没有登记单位。',
  entityDescription: (name: string): string => `${name}各专项资金的收、支、结存，以及物资的收、发、存。`,
  noPosition: '这个核算主体还没有入账的记录。',
  telephone: '电话',
  type: '性质',
  parent: '上级单位',
};

export const funds = {
  description: '各专项资金的收、支、结存。',
  lead: '专款专用：每个专项资金单独计算收、支、结存，各核算主体分开列。',
  began: (day: string): string => `自 ${day} 起`,
  purpose: '用途',
  start: '起始日期',
  appeals: '募捐活动',
  filing: '备案编号',
  empty: '还没有登记专项资金。',
  fundDescription: (name: string): string => `${name}：各核算主体收、支、结存。`,
  summary: '汇总，不合并记账',
  noPosition: '这个专项资金还没有入账的记录。',
  deadlines: '公示及时不及时',
  deadlinesNote: '按每期公示的截止时间计算；条文以现行和当时有效的为准。',
  charityLaw: (amended: boolean, articles: string): string =>
    amended ? `慈善法（2024年9月5日起施行的修订本）第${articles}条` : `慈善法（2016年9月1日起施行）第${articles}条`,
  rules: {
    emergency: '为突发事件应急募捐的，应急阶段至少每 5 天公开一次接收情况',
    general: '公开募捐满 6 个月的，至少每 3 个月公开一次',
  },
  met: '做到了',
  missed: '没有做到',
  notJudged: '没有登记公开募捐，不作判断',
  ifMet: '如果是应急募捐：做到了',
  ifMissed: '如果是应急募捐：没有做到',
  ifNotYet: '如果是应急募捐：还没有公示',
  notYet: '还不到 6 个月，这一条还没有用上',
  noNotice: '还没有公示，无从计算',
  oneNotice: '只公示过一期，无从计算',
  cameWith: (number: string): string => `第 ${number} 期公示以前不在账册里，从这一期算起`,
  longestGap: (days: number, from: string, to: string): string => `最长隔了 ${days} 天（${from}至${to}）`,
  allGaps: (count: number): string => `共 ${count} 次间隔，每次都在期限内`,
  overdue: (days: number): string => `超过期限 ${days} 天`,
  ifEmergency: '账册没有登记它是不是突发事件应急募捐。',
  beforeLaw: (day: string): string => `这一条自 ${day} 起施行，这个专项资金开始时还没有，只供对照。`,
  nextDue: (day: string): string => `如仍在募捐，下一次公示最迟 ${day}。`,
  notices: '哪几期公示里有变动',
  noticesNote: '捐赠资金，单位：元',
  noticeNumber: '期数',
  noticeCutoff: '截止时间',
  noticeIn: '本期收',
  noticeOut: '本期支',
  /** `本期拨付`, `本期其他变动`. */
  noticeOf: (column: string): string => `本期${column}`,
  noticeLeft: '截至本期结存',
  goodsOnly: '本期只有物资或其他资金变动',
  files: '数据和文件',
  filesPage: '全部数据下载',
  balances: '收支结存（JSON）',
  feed: '订阅这个专项资金的公示和账目（Atom）',
};

export const notices = {
  description: '历次公示：截止时间、本期记录、累计收支。',
  lead: '每一期公示固定一个截止时间，并对全部账目重新签名。以前各期一直保留。',
  empty: '还没有公示。',
  caption: '最近的在前。',
  number: '期数',
  cutoff: '截止时间',
  records: '本期记录',
  size: '账册条数',
  pending: '待核实',
  title: (number: string): string => `第 ${number} 期公示`,
  noticeDescription: (number: string, cutoff: string): string => `第 ${number} 期公示，截至 ${cutoff}。`,
  range: (first: bigint, last: bigint): string => `册号 ${first} 至 ${last}`,
  thisPeriod: '本期收支',
  rollForwardRule: '上期结存 + 本期收 = 本期支 + 拨付 + 其他变动 + 去向未载 + 本期结存。金额单位：元；物资按件计。',
  openingBalance: '上期结存',
  closingBalance: '本期结存',
  nothingMoved: '本期没有新的收支。',
  cumulative: '截至本期累计',
  inCapitals: '资金累计（大写）',
  capitals: (column: string, amount: string): string => `${column}：${amount}`,
  againstBefore: (number: string): string => `与第 ${number} 期相比`,
  firstNotice: '这是第一期公示，没有上一期可比。',
  moved: (count: number, of: number): string =>
    count === 0 ? `上一期的 ${of} 项结存都没有变动。` : `共 ${of} 项结存，其中 ${count} 项有变动，见“本期收支”。`,
  corrected: (count: number): string => `本期更正 ${count} 笔：`,
  noneCorrected: '以前公示的记录没有更正。',
  byKind: '本期记录',
  restOnPages: '这里只列最近的 30 笔，其余见：',
  listings: (count: number): string => `另有见证和列示 ${count} 笔，不计入合计，见：`,
  forms: {
    heading: '本期公示的其他形式',
    word: 'Word 文件（A4，可盖章张贴）',
    picture: '长图（可发公众号）',
    filing: '慈善中国填报用表（CSV，按公示日期归期）',
    figures: '本期数字（JSON）',
  },
  pendingNone: '截至本期没有待核实的收入。',
  pendingNote: '已经复核、尚未与银行流水、入库单或签收单核对的，留在这里，不计入合计。一笔有几种钱物的，每种各算一次。',
  count: '笔数',
  amount: '数额',
  unit: '单位',
  days: '本期各笔从发生到公示',
  daysValue: (median: string, longest: string): string =>
    median === longest ? `最慢的一笔 ${longest} 天` : `一半在 ${median} 天以内，最慢的一笔 ${longest} 天`,
  auditHead: '操作记录链首',
  signedBy: '单位（盖章）：',
  signedOn: (day: string): string => `日期：${day}`,
  keyOf: (name: string, id: string): string => `账册公钥：${name}，编号 ${id}`,
  none: '本期没有新的往来记录。',
  onlyCorrected: '本期只有更正，没有新发生的收支。',
};

export const months = {
  title: '月报和日报',
  description: '按发生日期汇总的月报和日报：每个月、每一天收了多少、支了多少。',
  lead: '按事情发生的日期汇总。补记的、后来更正的，都归到原来的日期，所以以前的月份也可能变动；每期公示的数字不变。',
  empty: '还没有注明日期的记录。',
  caption: '最近的在前。资金单位：元；同一个月的物资见各月。',
  month: '月份',
  leaves: '笔数',
  pageTitle: (month: string): string => `${month}月报`,
  pageDescription: (month: string): string => `${month}各核算主体的收、支、拨付和物资。`,
  rule: '本月发生的收、支、拨付、其他变动和去向未载。金额单位：元；物资按件计。',
  days: '逐日',
  daysNote: '只知道在这个月、不知道哪一天的，计入月报，不计入日报。',
  /** In a row, behind what is counted. */
  withoutDay: (count: number): string => `其中 ${count} 笔没有写明哪一天`,
  withoutDayTotal: (count: number): string =>
    `月报里有 ${count} 笔，来源没有写明是哪一天：有的只写了起止日期，有的只写“不晚于”某一天，推算在这个月。`,
  withoutDayPlaces: (all: boolean): string => (all ? '是这几笔：' : '最近的几笔是：'),
  /** Of records dated to a day or month and voided since. */
  onlyVoided: {
    day: (count: number): string => `当日 ${count} 笔，已冲销，不计入合计。`,
    month: (count: number): string => `当月 ${count} 笔，已冲销，不计入合计。`,
  },
  alsoVoided: (count: number): string => `另有 ${count} 笔已冲销，不计入合计。`,
  dayTitle: (day: string): string => `${day}日报`,
  dayDescription: (day: string): string => `${day}各核算主体的收、支、拨付和物资。`,
  dayRule: '当日发生的收、支、拨付、其他变动和去向未载。金额单位：元；物资按件计。',
  undated: '日期原文未载，或跨月说不准的',
  undatedRule: '来源没有说哪一天，也说不准哪个月，单独列出。',
  print: '可以打印张贴。',
};

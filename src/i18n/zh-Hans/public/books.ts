/** Entities, funds, items, organisations. */
export const cash = '资金';
export const cashOf = (stream: 'donation' | 'funding'): string => (stream === 'donation' ? '捐赠资金' : '非捐赠资金');
export const goods = '物资';
export const goodsRule = '以件计；收 = 发 + 拨付 + 其他变动 + 去向未载 + 存';
export const valuations = '物资折价';
export const valuationRule = '单位：元。折价是对物资的估值，不是钱，不与现金相加。';
export const newest = '最近的记录';
export const noMoney = '没有资金往来的记录。';
export const records = (count: number): string => `${count} 笔`;
export const pending = (name: string, count: bigint, amount: string): string => `${name} ${count} 笔，${amount}`;
export const exactness = {
  stated: '',
  rounded: '约数',
  derived: '推算',
  partlyRounded: '含约数',
  partlyDerived: '含推算',
};
export const because = (how: string): string => `推算依据：${how}`;
export const statementRule = '每行 收 = 支 + 拨付 + 其他变动 + 去向未载 + 结存。金额单位：元；物资按件计。';

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
};

export const notices = {
  description: '历次公示：截止时间、本期记录、累计收支。',
  lead: '每一期公示固定一个截止时间，并对全部账目重新签名。以前各期一直保留。',
  empty: '还没有公示。',
  caption: '最近的在前。',
  number: '期数',
  cutoff: '截止时间',
  records: '本期记录',
  size: '累计笔数',
  pending: '待核实',
  title: (number: string): string => `第 ${number} 期公示`,
  noticeDescription: (number: string, cutoff: string): string => `第 ${number} 期公示，截至 ${cutoff}。`,
  range: (first: bigint, last: bigint): string => `册号 ${first} 至 ${last}`,
  cumulative: '截至本期累计',
  byKind: '本期记录',
  pendingNone: '截至本期没有待核实的收入。',
  pendingNote: '已经复核、尚未与银行流水、入库单或签收单核对的，留在这里，不计入合计。一笔有几种钱物的，每种各算一次。',
  count: '笔数',
  amount: '数额',
  unit: '单位',
  days: '本期从发生到公开',
  daysValue: (median: string, longest: string): string => `中位数 ${median} 天，最长 ${longest} 天`,
  auditHead: '操作记录链首',
  signedBy: '单位（盖章）：',
  signedOn: '日期：        年    月    日',
  keyOf: (name: string, id: string): string => `账册公钥：${name}，编号 ${id}`,
  none: '本期没有新的往来记录。',
};

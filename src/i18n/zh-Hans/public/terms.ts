import type {
  AdjustmentLeaf,
  AppropriationLeaf,
  AuditLeaf,
  ConfirmedBy,
  CorrectionLeaf,
  FundingLeaf,
  IntakeLeaf,
  LeafKind,
  LeafValuation,
  ListingLeaf,
  Provenance,
  Restriction,
  Stream,
} from '#log/leaf.ts';

/** The codes of a leaf in words. A code without words does not compile. */
export const money = '元';
export const valuation = '折价';
/** Marks between and around words: each language has its own. */
export const marks = {
  list: '、',
  clause: '，',
  sentences: '；',
  labelled: (label: string, text: string): string => `${label}：${text}`,
  inBrackets: (text: string): string => `（${text}）`,
};
export const notStated = '原文未载';
export const fateUnknown = '去向未载';
export const fateHeld = '已入库';
export const fateCash = '已入账';
export const standardNotStated = '规格未载';
export const unknownMark = '—';
export const pending = '待核实';

/** The place in the log, counted from 0 as in every address and proof. */
export const leafNumber = (index: bigint | string): string => `册号 ${index}`;

export const kinds: Record<LeafKind, string> = {
  register: '登记',
  intake: '捐赠',
  funding: '非捐赠资金',
  purchase: '采购',
  disbursement: '发放',
  appropriation: '拨付',
  adjustment: '其他变动',
  listing: '列示',
  correction: '更正说明',
  statement: '公示',
  audit: '审计',
  key: '签名密钥',
};

/** One or two signs for the small tag before an entry. */
export const tags = {
  received: '收',
  disbursed: '支',
  issued: '发',
  appropriated: '拨',
  adjusted: '调',
  moved: '内部',
  purchased: '购',
  witnessed: '见证',
  listed: '列示',
  corrected: '更正',
  voided: '冲销',
  refunded: '退款',
};

export const columns = {
  received: '收',
  disbursed: '支',
  issued: '发',
  appropriated: '拨付',
  adjusted: '其他变动',
  unstated: '去向未载',
  balance: '结存',
  stock: '存',
  unit: '单位',
  item: '品名与规格',
  entity: '核算主体',
  fund: '专项资金',
};

export const streams: Record<Stream, string> = { donation: '捐赠', funding: '非捐赠资金' };

export const provenances: Record<Provenance, string> = {
  stated: '',
  rounded: '约',
  derived: '推算',
  notStated: '原文未载',
};

/** For a sum of figures some of which are not exact. */
export const partlyRounded = '含约数';
export const partlyDerived = '含推算';

export const confirmations: Record<ConfirmedBy, string> = {
  bank: '已与银行流水核对',
  stock: '已与入库单或盘点表核对',
  delivery: '已与签收单据核对',
  person: '已由当事人确认',
  press: '依据公开报道，未见原始单据',
};

export const restrictions: Record<Restriction, string> = {
  unrestricted: '非定向捐赠',
  restricted: '定向捐赠',
  agency: '受托代理（指定对象）',
};

export const paths: Record<IntakeLeaf['path'], string> = {
  throughEntity: '由接收单位入账或入库',
  handedOver: '接收后当场转交',
  directToRecipient: '直接送达使用单位',
  notStated: '交接方式原文未载',
};

export const donorKinds: Record<IntakeLeaf['donorKind'], string> = {
  individual: '个人',
  organisation: '单位',
  pooled: '多方汇集',
};

export const valuationMethods: Record<LeafValuation['method'], string> = {
  invoice: '按发票',
  agreement: '按捐赠协议',
  customs: '按报关单',
  marketPrice: '按市场价',
  guidance: '按政府指导价',
  donorStated: '捐赠人自报',
};

export const fundingSources: Record<FundingLeaf['source'], string> = {
  fiscal: '财政资金',
  union: '工会经费',
  party: '党费',
  other: '其他非捐赠资金',
};

export const bases = { household: '户', person: '人' };

export const appropriationForms: Record<AppropriationLeaf['items'][number]['form'], string> = {
  advance: '拨给下属单位，待其报告发放',
  grant: '拨给独立单位',
};

export const appropriationDirections: Record<AppropriationLeaf['direction'], string> = {
  out: '拨出',
  report: '下级报告已发放',
  return: '退回结余',
};

export const adjustmentReasons: Record<Exclude<AdjustmentLeaf['reason'], 'transfer'>, string> = {
  fee: '手续费',
  interest: '利息',
  writeOff: '报损',
  stocktakeShort: '盘亏',
  stocktakeOver: '盘盈',
};

/** What only changed its account or its place among one's own. */
export const ownMoves = { money: '账户间划转', goods: '移库' };

export const categories: Record<ListingLeaf['category'], string> = {
  gift: '捐赠',
  service: '服务',
  cover: '保险保障（保额不是支出）',
  publicMoney: '公款补助、慰问',
  organiserReport: '动员单位申报（各组可能交叉）',
};

export const correctionReasons: Record<CorrectionLeaf['reason'], string> = {
  entryMistake: '录入有误',
  duplicate: '重复入账',
  refund: '退回捐赠人',
  donorCorrection: '捐赠人要求更正',
  notReceived: '实际未收到',
  other: '其他',
};

export const opinions: Record<AuditLeaf['opinion'], string> = {
  unqualified: '标准无保留意见',
  qualified: '保留意见',
  adverse: '否定意见',
  disclaimer: '无法表示意见',
};

export const organisationTypes: Record<string, string> = {
  charity: '慈善组织',
  redCross: '红十字会',
  union: '工会',
  government: '机关单位',
  hospital: '医疗机构',
  enterprise: '企业',
  association: '社会团体',
  group: '单位群体',
  other: '其他',
};

// Made from the simplified source by `npm run words`; change that one.
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
export const valuation = '折價';
/** Marks between and around words: each language has its own. */
export const marks = {
  list: '、',
  clause: '，',
  sentences: '；',
  labelled: (label: string, text: string): string => `${label}：${text}`,
  inBrackets: (text: string): string => `（${text}）`,
};
export const notStated = '原文未載';
export const fateUnknown = '去向未載';
export const fateHeld = '已入庫';
export const fateCash = '已入賬';
export const standardNotStated = '規格未載';
export const unknownMark = '—';
export const pending = '待核實';

/** The place in the log, counted from 0 as in every address and proof. */
export const leafNumber = (index: bigint | string): string => `冊號 ${index}`;

export const kinds: Record<LeafKind, string> = {
  register: '登記',
  intake: '捐贈',
  funding: '非捐贈資金',
  purchase: '採購',
  disbursement: '發放',
  appropriation: '撥付',
  adjustment: '其他變動',
  listing: '列示',
  correction: '更正說明',
  statement: '公示',
  audit: '審計',
  key: '簽名密鑰',
};

/** One or two signs for the small tag before an entry. */
export const tags = {
  received: '收',
  disbursed: '支',
  issued: '發',
  appropriated: '撥',
  adjusted: '調',
  moved: '內部',
  purchased: '購',
  witnessed: '見證',
  listed: '列示',
  corrected: '更正',
  voided: '沖銷',
  refunded: '退款',
};

export const columns = {
  received: '收',
  disbursed: '支',
  issued: '發',
  appropriated: '撥付',
  adjusted: '其他變動',
  unstated: '去向未載',
  balance: '結存',
  stock: '存',
  unit: '單位',
  item: '品名與規格',
  entity: '核算主體',
  fund: '專項資金',
};

export const streams: Record<Stream, string> = { donation: '捐贈', funding: '非捐贈資金' };

export const provenances: Record<Provenance, string> = {
  stated: '',
  rounded: '約',
  derived: '推算',
  notStated: '原文未載',
};

/** For a sum of figures some of which are not exact. */
export const partlyRounded = '含約數';
export const partlyDerived = '含推算';

export const confirmations: Record<ConfirmedBy, string> = {
  bank: '已與銀行流水核對',
  stock: '已與入庫單或盤點表核對',
  delivery: '已與簽收單據核對',
  person: '已由當事人確認',
  press: '依據公開報道，未見原始單據',
};

export const restrictions: Record<Restriction, string> = {
  unrestricted: '非定向捐贈',
  restricted: '定向捐贈',
  agency: '受託代理（指定對象）',
};

export const paths: Record<IntakeLeaf['path'], string> = {
  throughEntity: '由接收單位入賬或入庫',
  handedOver: '接收後當場轉交',
  directToRecipient: '直接送達使用單位',
  notStated: '交接方式原文未載',
};

export const donorKinds: Record<IntakeLeaf['donorKind'], string> = {
  individual: '個人',
  organisation: '單位',
  pooled: '多方彙集',
};

export const valuationMethods: Record<LeafValuation['method'], string> = {
  invoice: '按發票',
  agreement: '按捐贈協議',
  customs: '按報關單',
  marketPrice: '按市場價',
  guidance: '按政府指導價',
  donorStated: '捐贈人自報',
};

export const fundingSources: Record<FundingLeaf['source'], string> = {
  fiscal: '財政資金',
  union: '工會經費',
  party: '黨費',
  other: '其他非捐贈資金',
};

export const bases = { household: '戶', person: '人' };

export const appropriationForms: Record<AppropriationLeaf['items'][number]['form'], string> = {
  advance: '撥給下屬單位，待其報告發放',
  grant: '撥給獨立單位',
};

export const appropriationDirections: Record<AppropriationLeaf['direction'], string> = {
  out: '撥出',
  report: '下級報告已發放',
  return: '退回結餘',
};

export const adjustmentReasons: Record<Exclude<AdjustmentLeaf['reason'], 'transfer'>, string> = {
  fee: '手續費',
  interest: '利息',
  writeOff: '報損',
  stocktakeShort: '盤虧',
  stocktakeOver: '盤盈',
};

/** What only changed its account or its place among one's own. */
export const ownMoves = { money: '賬戶間劃轉', goods: '移庫' };

export const categories: Record<ListingLeaf['category'], string> = {
  gift: '捐贈',
  service: '服務',
  cover: '保險保障（保額不是支出）',
  publicMoney: '公款補助、慰問',
  organiserReport: '動員單位申報（各組可能交叉）',
};

export const correctionReasons: Record<CorrectionLeaf['reason'], string> = {
  entryMistake: '錄入有誤',
  duplicate: '重複入賬',
  refund: '退回捐贈人',
  donorCorrection: '捐贈人要求更正',
  notReceived: '實際未收到',
  other: '其他',
};

export const opinions: Record<AuditLeaf['opinion'], string> = {
  unqualified: '標準無保留意見',
  qualified: '保留意見',
  adverse: '否定意見',
  disclaimer: '無法表示意見',
};

export const organisationTypes: Record<string, string> = {
  charity: '慈善組織',
  redCross: '紅十字會',
  union: '工會',
  government: '機關單位',
  hospital: '醫療機構',
  enterprise: '企業',
  association: '社會團體',
  group: '單位群體',
  other: '其他',
};

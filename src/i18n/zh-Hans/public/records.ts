import { marks } from './terms.ts';

/** Words of the lists and of single records. */
export const forgottenName = '捐赠人（已不再公开名称）';
export const noAmount = '未载金额';
export const withoutAmount = (count: number): string => `另有 ${count} 笔未载金额，不在上列数字中。`;
export const isValuation = '物资折价，不是资金';
export const inNoTotal = '不计入合计';
export const people = (count: string, basis: string): string => `${count} ${basis}`;
export const each = (share: string): string => `每人 ${share}`;
export const eachOf = (basis: 'household' | 'person' | undefined, share: string): string =>
  `${basis === 'household' ? '每户' : '每人'} ${share}`;
export const shareNotStated = '每份金额原文未载';
export const jointlyWith = (names: string): string => `与${names}联合`;
export const receivedBy = (name: string): string => `${name}接收`;
export const heldBy = (name: string): string => `${name}入账`;
export const usedBy = (name: string): string => `使用单位：${name}`;
export const allotment = (number: string): string => `第 ${number} 次拨付`;
export const receivers = (count: string): string => `${count} 个单位`;
export const receiversNotStated = '单位数原文未载';
export const voided = (leaf: bigint): string => `红字冲销册号 ${leaf}`;
/** What a correction takes back: `捐赠：湖南金钟集团`. */
export const voidedEntry = (kind: string, title: string): string => `${kind}：${title}`;
export const voidedAmount = '冲销';
export const voidedFigures = (figures: string): string => `冲销 ${figures}`;
export const voidedFate = '已冲销，不计入合计';
export const refundedFate = '退款：已退还捐赠人，不计入合计';
export const correctedFate = (standing: bigint): string => `已更正，以册号 ${standing} 为准`;
export const beforeVoiding = (said: string): string => `冲销前：${said}`;
export const voidedBy = '已冲销，见更正说明';
export const refundedBy = '退款：已退还捐赠人，见更正说明';
export const correctedBy = (standing: bigint): string => `已更正，以册号 ${standing} 为准，见更正说明`;
/** Behind a voided entry, as a link to the one that stands. */
export const correctedSee = (standing: string): string => `已更正，见${standing}`;
export const jointValuation = (amount: string): string => `合并折价${amount}，计一次`;
export const valuation = (amount: string): string => `折价${amount}`;
export const packs = (count: string, measure: string, factor: string | undefined): string =>
  factor === undefined ? `${count} ${measure}，每${measure}件数未载` : `${count} ${measure}，每${measure} ${factor}`;
export const expected = (amount: string): string => `应收 ${amount}`;
export const expires = (day: string): string => `有效期至 ${day}`;
export const sentence = (...parts: string[]): string => `${parts.join('，')}。`;
export const joined = (...parts: string[]): string => parts.join('，');
export const listSeparator = '、';
export const clauseSeparator = ' · ';
export const { labelled, inBrackets } = marks;
export const numbered = (number: string, leaf: string): string => `${number}（${leaf}）`;
/** Behind a link that ends a sentence. */
export const fullStop = '。';
export const prove = '证明这一笔';
export const levels = (level: number): string => `第 ${level} 级`;
/** Of a list in log order. */
export const listPage = {
  heading: '按入册顺序翻页',
  title: (section: string, page: number): string => `${section} 第 ${page} 页`,
  description: (section: string, page: number): string => `${section}记录第 ${page} 页，按入册顺序，每页 100 笔。`,
  newest: '下面是最近的 100 笔，更早的按页查看。',
};

export const fields = {
  number: '编号',
  leaf: '册号',
  date: '日期',
  donor: '捐赠人',
  entity: '核算主体',
  fund: '专项资金',
  programme: '项目',
  coHosts: '联合主办',
  recipients: '慰问对象',
  count: '人（户）数',
  share: '每份金额',
  total: '合计',
  goods: '物资',
  organisation: '接收单位',
  purpose: '用途',
  decision: '决定依据',
  confirmed: '核对',
  note: '说明',
  source: '出处',
  asStated: '原文',
  derivation: '推算依据',
  courier: '运单号',
  amount: '金额',
  form: '方式',
  payer: '来源单位',
  fundingSource: '资金性质',
  reason: '原因',
  explanation: '说明',
  party: '提供者',
  beneficiary: '对象',
  substance: '内容',
  category: '类别',
  path: '经过',
  restriction: '捐赠意愿',
  restrictionReason: '定向要求',
  standing: '更正后',
  figures: '数字',
  whereNow: '现在在哪里',
  given: '捐了什么',
  forWhom: '给谁用',
  who: '谁捐的',
  proof: '凭什么',
};

export const gifts = {
  description: '全部捐赠，逐笔列出，按入册顺序，每页 100 笔。',
  lead: '每一笔捐赠，不论多少，都按入册顺序列在这里，每页 100 笔。一页满了就封存，不再改动；有更正的，在原处注明。',
  find: '有查询码的捐赠人，可以直接',
  newest: '最近入册的捐赠',
  all: '按页查看',
  first: '最早的一页',
  last: '最近的一页',
  range: (from: number, to: number): string => `第 ${from} 至 ${to} 页`,
  rangeTitle: (from: number): string => `捐赠 从第 ${from} 页起`,
  rangeDescription: (from: number): string => `捐赠明细从第 ${from} 页起的目录，每页 100 笔。`,
  rangeLead: '册号是每一笔在账册中的位置；知道册号，就能找到它在哪一页。',
  leaves: (first: bigint, last: bigint): string => `册号 ${first} 至 ${last}`,
  fates: {
    cash: '资金不逐笔对应用途；用了多少、还剩多少，见所在专项资金',
    cashRestricted: '按定向要求单独核算；账册不单列定向资金的余额，收支见所在专项资金',
    goods: '与同一品种的物资一并发放',
    unstated: '收到了，给了谁原文未载',
  },
  page: (page: number): string => `第 ${page} 页`,
  pageTitle: (page: number): string => `捐赠 第 ${page} 页`,
  pageDescription: (page: number): string => `捐赠明细第 ${page} 页，按入册顺序。`,
  empty: '这一页还没有记录。',
  caption: '按入册顺序；资金以元计，物资以件计，折价不与资金相加。',
  leafHint: '册号是这一笔在账册中的位置，永不改变。',
};

export const disbursements = {
  description: '发给慰问对象的慰问金和发给使用单位的物资，按批次公开。',
  lead: '慰问金按批次公开人数、标准和合计；慰问对象的姓名、住址不在任何公开文件中。不足 5 户的不单独公布。',
  caption: '支：发给慰问对象的钱；发：发给使用单位的物资。',
  empty: '还没有发放记录。',
  of: (title: string): string => `发放：${title}`,
  privacy: '家庭信息不公开。',
  plain: '物资发放',
  shares: '每一份的凭据',
  sharesCount: (count: string): string =>
    `这一批的 ${count} 份各有一条加密的凭据，下面是全部凭据的校验值。审计可以逐份打开，其他人看不出是哪一家。`,
  sharesRoot: '校验值',
  noShares: '这一批没有逐份的凭据，只能核对人（户）数、标准和合计。',
  around: '这一批所在的专项资金',
  aroundNote: (notice: string): string => `第 ${notice} 期公示时的数字；以后的变动见`,
  signed: (entity: string): string => `发放单位（盖章）：${entity}`,
  witness: '监督人（签字）：',
  signedOn: '张贴日期：      年    月    日',
};

export const appropriations = {
  description: '逐级拨付：拨给哪个单位、第几次、多少、什么用途。',
  lead: '拨付是把钱转给另一个单位，还不是发到人手里，所以与发放分开列；下级报告已发放的，再从拨付转入发放。',
  caption: '按拨付次序。',
  empty: '还没有拨付记录。',
  total: '本次合计',
  cumulative: '累计',
  byReceiver: '拨给了谁，发放了没有',
  byReceiverRule: '待下级报告 = 拨付 − 已报告发放 − 退回。没有报告，不等于没有发放，也不等于还在账上。',
  allotments: '逐次明细',
  out: '拨付',
  reported: '已报告发放',
  returned: '退回结余',
  left: '待下级报告',
  grantLeft: '拨给独立单位，由其自行公布使用',
  ownReceived: (stream: string): string => `该单位入账（${stream}）`,
  passedOn: '再往下拨',
  of: (entity: string, number: string): string => `${entity}第 ${number} 次拨付`,
};

export const purchases = {
  description: '用善款采购的物资：付给哪家、多少钱、买了多少。',
  lead: '用善款采购物资，钱款在采购时记为支出一次；买到的物资按数量和采购价入库，以后发放时只减物资，不再计钱款。',
  empty: '没有采购的记录。',
  price: '采购价',
  supplier: '供货单位',
};

export const adjustments = {
  description: '手续费、利息、报废、盘点差异等其他变动。',
  lead: '手续费、利息、报损、盘点差异等，既不是捐赠也不是发放，但影响结存，逐笔列出。账户间划转、移库是内部划转，只换存放的地方，不是收支，结存不变。',
  empty: '没有其他变动的记录。',
};

export const funding = {
  description: '财政、工会、党费等非捐赠资金，与捐赠分开列示。',
  lead: '财政资金、工会经费、党费等不是捐款。它们和捐款一样逐笔公开，但另成一账，不计入捐赠合计。',
  empty: '没有非捐赠资金的记录。',
  totals: '收支',
};

export const witnessed = {
  description: '捐赠人直接发放、核算主体见证的捐赠，不计入任何合计。',
  lead: '这些钱和物由捐赠人自己交到对方手里，核算主体只是在场见证，没有经手，所以只列出，不计入任何合计。',
  empty: '没有见证的记录。',
  totals: '见证的数字（不计入账册合计）',
};

export const listed = {
  description: '他方报告的捐款、服务、保险保障和公款补助，列明出处，不计入任何合计。',
  lead: '这些数字由其他单位报告，或者是服务、保险保障、公款补助，不在本账册各核算主体的账上。各组之间可能交叉，所以不相加。',
  empty: '没有列示的记录。',
};

export const corrections = {
  description: '全部更正说明：冲销了哪一笔，为什么。',
  lead: '已经公开的账不涂改、不删除。发现有误，用红字冲销原来那一笔，再记一笔正确的，两笔都留在账册里。退款也用红字冲销：钱物已退还捐赠人，不是记错。',
  empty: '到目前为止没有更正。',
  voids: '原来怎么记的（已冲销）',
  standing: '更正后怎么记的',
};

export const item = {
  byEntity: '各核算主体收、发、存',
  lots: '到货的有效期',
  lotsRule:
    '按有效期先后。公开账册只记有效期，不记批号，也不记发的是哪一批，所以只列收到时的数量，不推算每一批还剩多少。',
  expires: '有效期至',
  received: '收到数量',
  noLots: '收到时没有记有效期。',
  moreLots: '只列有效期较晚的各批，其余见捐赠各页。',
  newestOut: '最近发出',
  noneOut: '还没有发出的记录。',
  siblings: '同类的其他规格',
  siblingsNote: '规格不同，分开记，不互相代替。',
};

export const organisation = {
  fromAbove: '从上级收到',
  passedOn: '往下拨付',
  rule: '拨付是转到另一个单位，还不是发到人手里。',
  contact: '联系',
  giver: '拨付单位',
  seeChain: '看逐级拨付',
  received: '收到过拨付',
};

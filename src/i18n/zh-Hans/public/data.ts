export const description = '捐赠、发放、拨付、结存的全部明细和合计，可以自由下载，并按国际通行格式各备一份。';
export const lead =
  '页面上的每个数字都由公开账册算出来，下面的文件也是。打开即用的是表格（CSV），可直接用电子表格软件打开；其余几种供程序读取，或供熟悉该格式的机构使用。';
export const licence = '许可：知识共享署名 4.0（CC BY 4.0）。可以自由下载、转载、加工，注明出处即可。';
export const licenceTitle = '知识共享署名 4.0';
export const file = '文件';
export const content = '内容';
export const caption = '机器可读的公开文件。';
export const files = {
  balances: '全部合计：核算主体、专项资金、单位、收支结存。金额为最小单位（分、件）的十进制整数。',
  register: '名称对照：核算主体、专项资金、物资品名与单位的代码。',
  checkpoint: '公开账册的检查点：标识、笔数、根哈希、签名。',
  entries: '公开账册的记录，每 256 笔一个文件（C2SP tlog-tiles）。',
  packageDescriptor:
    '全部表格的说明：每个文件的大小和 SHA-256，每一栏的名称、类型、主键、外键（Frictionless Data Package 2.0）。',
  grants:
    '拨给各单位的资金和有折价的物资，每笔一条（360Giving 1.4.3）。发给家庭的慰问金只按批次公开，该格式要求逐人一条，所以不列入。',
  activities: '各核算主体各专项资金的资金收支（IATI 2.03）。每期收款合为一笔，支出逐笔列出；物资不列入。',
  journal: '全部分录，按月分册，可用 hledger 和 ledger 读取。',
  beancount: '全部分录，按月分册，可用 beancount 读取。',
  figures: '各页面的数字：名称、数值、单位、是否约数或推算；来源不超过 20 笔的，列出册号。',
  filing: '募捐进展报表，每期公示一份，每季度一份，按公示日期归期，不按发生日期。经办人填报“慈善中国”时可直接抄录。',
  feed: '最近 50 条公示和记录，供订阅阅读器使用（Atom）。各专项资金另有一份。',
};
export const key = '账册公钥';
export const keyNote = '核对时请与慈善总会印在公示表上的公钥比较，不要只看网页。';
export const commandLine = '用命令行核对整本账册';
export const machine = '供程序读取的文件';
export const tablesTitle = '表格（CSV）';
export const tablesLead =
  '表格按公示月份分册：一个月结束后，那一册不再变化；只有其中某一笔被更正，或某个名称被撤下时，才重新生成。每一册的大小和 SHA-256 写在数据包说明里。';
export const tablesNote =
  '金额和数量按单位的常用小数位写，旁边一栏写单位；不同单位不能相加，资金与物资折价也不能相加。以 = + - @ 开头的文字，前面加一个单引号，以免电子表格把它当作公式；凡是开头的单引号，都不是原文。';
export const table = '表格';
export const column = '栏';
export const meaning = '含义';
export const example = '举例';
export const months = '分册';
export const fieldsOf = (name: string): string => `${name}：各栏的含义`;
export const filingTitle = '募捐进展报表';
export const filingLead =
  '民政部令第81号规定，募捐情况须在“慈善中国”公布。本站的公示不能代替在“慈善中国”公布，报表只为免去重新抄算。募捐所得的使用计划须由经办人另行填写。';
export const filingOfNotice = (number: string): string => `第 ${number} 期`;
export const filingOfQuarter = (year: string, quarter: string): string => `${year} 年第 ${quarter} 季度公示`;
export const feedTitle = '订阅';

export const tables = {
  gifts: '捐赠',
  'gift-lines': '捐赠内容',
  'gift-valuations': '物资折价',
  funding: '非捐赠资金',
  purchases: '采购',
  disbursements: '发放',
  'disbursement-totals': '发放合计',
  appropriations: '拨付',
  'appropriation-items': '拨付明细',
  adjustments: '其他变动',
  corrections: '更正说明',
  listings: '见证和列示',
  'listing-figures': '见证和列示的数字',
  postings: '分录',
  organisations: '单位名录',
  funds: '专项资金',
  appeals: '募捐方案',
  programmes: '项目',
  units: '计量单位',
  accounts: '会计科目',
  notices: '公示',
  balances: '全部合计',
  stock: '物资收发存',
};

export const columns = {
  leaf: '册号：这一笔在账册中的位置，从 0 起，永不改变',
  number: '编号',
  notice: '公示期数',
  published_on: '公示日期',
  entity: '核算主体代码',
  fund: '专项资金代码',
  stream: '账别：donation 捐赠，funding 非捐赠资金',
  date_precision: '日期精度：day 当日，period 期间，notLaterThan 不晚于，notEarlierThan 不早于，notStated 原文未载',
  date_from: '日期，起',
  date_to: '日期，止',
  confirmed_by:
    '核对依据，几项以空格分开：bank 银行流水，stock 入库单或盘点表，delivery 签收单据，person 当事人，press 公开报道',
  note: '说明',
  source: '出处',
  address: '本站上的位置',
  voided_by: '冲销这一笔的更正说明的册号；没有更正的为空',
  replaced_by: '更正后重新入账的册号',
  appeal: '募捐方案代码',
  donor: '捐赠人的公开称呼；不再公开的为空',
  donor_kind: '捐赠人类别：individual 个人，organisation 单位，pooled 多方汇集',
  restriction: '捐赠意愿：unrestricted 非定向，restricted 定向，agency 受托代理',
  restriction_reason: '定向要求',
  path: '经过：throughEntity 入账或入库，handedOver 当场转交，directToRecipient 直接送达，notStated 原文未载',
  using_unit: '使用单位',
  as_stated: '原文',
  evidence: '凭据',
  line: '行号，从 0 起',
  unit: '单位代码：CNY 元（资金），CNY:goods 元（物资折价），其余为物资',
  amount: '金额或数量，按单位的小数位',
  provenance: '数字的来历：stated 原文载明，rounded 约数，derived 推算，notStated 原文未载',
  expected: '应收数量',
  packs: '包装件数',
  pack_factor: '每件所含数量',
  pack_measure: '包装单位',
  lot: '批次序号：只用来区分同一物资的各批到货，不是厂家的批号；公开账册不记批号',
  expires: '有效期至',
  fate: '去向：held 已入账或入库，unstated 去向未载',
  valuation: '折价序号，从 0 起',
  method:
    '折价依据：invoice 发票，agreement 协议，customs 报关单，marketPrice 市场价，guidance 政府指导价，donorStated 捐赠人自报',
  lines: '折价所含的捐赠内容行号，以空格分开；几行的为合并折价',
  funding_source: '资金性质：fiscal 财政资金，union 工会经费，party 党费，other 其他',
  payer: '来源单位',
  part: 'price 价款，goods 所购物资',
  supplier: '供应商',
  form: '方式：batch 按批次发给家庭，issue 发给使用单位',
  programme: '项目代码',
  title: '名称',
  co_hosts: '联合主办单位代码，以空格分开',
  receiver: '接收单位代码',
  recipients: '慰问对象',
  basis: '计数方式：household 户，person 人',
  count: '户数或人数',
  share_unit: '每份的单位代码',
  share: '每份金额或数量；不一致或原文未载的为空',
  purpose: '用途',
  decision: '决定依据',
  direction: '方向：out 拨出，report 下级报告已发放，return 退回结余',
  allotment: '第几次拨付',
  receivers: '接收单位是一组时的单位数',
  item_form: '方式：advance 拨给下属单位，grant 拨给独立单位',
  adjustment_reason:
    '原因：fee 手续费，interest 利息，writeOff 报损，stocktakeShort 盘亏，stocktakeOver 盘盈，transfer 账户间划转，relocation 移库（后两种不增不减）',
  explanation: '原因说明',
  voids: '所冲销的册号',
  correction_reason:
    '原因：entryMistake 录入有误，duplicate 重复入账，refund 退回捐赠人，donorCorrection 捐赠人要求更正，notReceived 实际未收到，other 其他',
  weight: 'witnessed 见证，listed 列示；都不计入合计',
  category: '类别：gift 捐赠，service 服务，cover 保险保障，publicMoney 公款，organiserReport 动员单位申报',
  listing_direction: '方向：in 收，out 支，through 收后即支，none 无',
  party: '提供者',
  beneficiary: '对象',
  content: '内容',
  path_note: '经过',
  account: '会计科目代码',
  code: '代码',
  name: '名称',
  organisation_type: '单位类别',
  keeps_books: '是否核算主体',
  parent: '上级单位代码',
  began_on: '设立日期',
  filing_number: '募捐方案备案编号',
  unit_kind: '类别：cash 资金，valuation 物资折价，goods 物资',
  standard: '规格',
  measure: '计量单位',
  scale: '小数位数',
  family: '物资大类代码',
  flow: '在恒等式中的位置：received 收，disbursed 支，appropriated 拨付，adjusted 其他变动，unstated 去向未载，holding 结存',
  cutoff: '截止时间（世界时）',
  first_leaf: '本期第一笔的册号',
  size: '本期结束时账册的条数',
  kind: '账别：donation 捐赠，funding 非捐赠资金，witnessed 见证。列示的数各组之间可能交叉，不相加，逐笔列在“见证和列示”各表',
  received: '收',
  disbursed: '支（发）；去向全部未载的为空，不等于零',
  appropriated: '拨付；去向全部未载的为空，不等于零',
  adjusted: '其他变动；去向全部未载的为空，不等于零',
  unstated: '去向未载',
  balance: '结存；去向全部未载的为空，不等于零',
};

/** What the files themselves say: titles, descriptions, headings. */
export const exports = {
  packageTitle: (publisher: string): string => `${publisher}公开账册`,
  packageDescription: (origin: string): string =>
    `由公开账册 ${origin} 生成。金额和数量为十进制小数，单位见 units 表，不同单位不能相加。以 = + - @ 开头的文字前加一个单引号；凡开头的单引号都不是原文。`,
  grantsTitle: (publisher: string): string => `${publisher}：拨付与物资发放`,
  grantsDescription:
    '拨给各单位的资金（已拨出数，退回的结余不从中扣除）和发给各单位、有折价的物资（分类 goods-valuation，与资金分类 cash 不能相加）。没有折价的物资和按批次发给家庭的慰问金不在其中：本格式每条须有金额，对个人须逐人一条，而家庭信息不公开。日期原文未载的，以公示日期代替，并在说明中写明。',
  grantCash: '资金',
  grantGoods: '物资折价',
  grantTitle: (giver: string, receiver: string): string => `${giver}拨付${receiver}`,
  goodsTitle: (giver: string, receiver: string): string => `${giver}发放物资给${receiver}`,
  dayAs: {
    day: '日期：当日',
    period: '日期：所载期间的最后一日',
    notLaterThan: '日期：不晚于此日',
    notEarlierThan: '日期：不早于此日',
    notStated: '日期原文未载，以公示日期代替',
  },
  activityTitle: (entity: string, fund: string): string => `${fund}（${entity}）`,
  activityDescription:
    '本核算主体在本专项资金下的资金收支，单位为元。每期公示的收款合为一笔；支出逐笔列出；物资、折价、去向未载的资金不在其中。已冲销的不列入，并从原来公示的那一期中减去。账上没有记载活动状态；格式规定必填，一律填代码 2，不表示进度。',
  incoming: {
    donation: (notice: string) => `第 ${notice} 期公示收到的捐赠`,
    funding: (notice: string) => `第 ${notice} 期公示收到的非捐赠资金`,
  },
  feedTitle: (publisher: string): string => `${publisher}：公示与账目`,
  fundFeedTitle: (fund: string, publisher: string): string => `${fund}：${publisher}公示与账目`,
  noticeTitle: (number: string): string => `第 ${number} 期公示`,
  filingColumns: {
    period: '期别',
    cutoff: '公示截止日期',
    entity: '核算主体',
    fund: '专项资金',
    filingNumbers: '募捐方案备案编号',
    content: '内容',
    measure: '计量单位',
    receivedNow: '本期公示募得',
    received: '累计募得',
    disbursedNow: '本期公示支出（发放）',
    disbursed: '累计支出（发放）',
    appropriatedNow: '本期公示拨付',
    appropriated: '累计拨付',
    adjusted: '累计其他变动',
    unstated: '累计去向未载',
    balance: '尚未使用（结存）',
    basis: '口径（原数／约数／推算，按账册现有记载）及说明',
  },
  filingBasis: {
    stated: '原数',
    part: (column: string, exactness: string): string => `${column}：${exactness}`,
    columns: {
      received: '募得',
      disbursed: '支出（发放）',
      appropriated: '拨付',
      adjusted: '其他变动',
      unstated: '去向未载',
    },
    unknown: '去向原文未载，支出、拨付、结存不填，不等于零',
  },
  filingCash: '资金',
  filingGoods: '物资折价合计',
  yuan: '元',
  tenThousandYuan: '万元',
};

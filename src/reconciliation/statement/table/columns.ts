import { grammarRoles } from './heading-grammar.ts';
import { plainHeading } from './plain-heading.ts';

export { plainHeading } from './plain-heading.ts';

/**
 * What a column of a Chinese bank's or payment service's export may be headed, by what it holds (DOMAIN §4). Earlier
 * headings are preferred where a file has several; a blank cell gives way to the next. Compared in simplified characters,
 * without blanks, the English beside the Chinese, and units in parentheses. What is not here is read by its grammar.
 */
export const HEADINGS = {
  moment: [
    '交易时间',
    '交易日期',
    '交易日',
    '发生时间',
    '完成时间',
    '入账时间',
    '退款成功时间',
    '交易完成时间',
    '到账时间',
    '付款时间',
    '记账时间',
    '记账日期',
    '记账日',
    '入账日期',
    '会计日期',
    '账务日期',
    '日期',
    '时间',
    '交易创建时间',
    '创建时间',
    '业务日期',
    '交易日期时间',
    '交易发生时间',
    '下单时间',
    '交易成功时间',
    'date',
    'transactiondate',
    'postingdate',
    'postdate',
    'dateposted',
    'bookingdate',
    'transactiontime',
    'datetime',
  ],
  valueDay: ['起息日期', '起息日', 'valuedate'],
  in: [
    '贷方发生额',
    '贷方发生额(收入)',
    '贷方金额',
    '收入金额',
    '收入',
    '存入金额',
    '存入',
    '贷方',
    '转入金额',
    '收款金额',
    '记账金额(收入)',
    '贷方发生金额',
    '贷方交易金额',
    '交易金额(收入)',
    '收入发生额',
    '转入',
    '存款',
    'credit',
    'creditamount',
    'deposit',
    'deposits',
    'moneyin',
    'paidin',
  ],
  out: [
    '借方发生额',
    '借方发生额(支取)',
    '借方金额',
    '支出金额',
    '支出',
    '支取金额',
    '支取',
    '借方',
    '转出金额',
    '付款金额',
    '记账金额(支出)',
    '借方发生金额',
    '借方交易金额',
    '交易金额(支出)',
    '支出发生额',
    '转出',
    '取款',
    'debit',
    'debitamount',
    'withdrawal',
    'withdrawals',
    'moneyout',
    'paidout',
  ],
  amount: [
    '入账币种/金额',
    '商家实收',
    '入账金额',
    '记账金额',
    '人民币金额',
    '收支金额',
    '交易金额',
    '发生额',
    '发生金额',
    '金额',
    '变动金额',
    '交易额',
    '实付金额',
    '实收金额',
    'amount',
    'transactionamount',
    'billingamount',
    '订单金额',
  ],
  flow: [
    '收/支',
    '收支',
    '收支类型',
    '借/贷',
    '借贷',
    '借贷标志',
    '借贷标识',
    '借贷方向',
    '借贷类型',
    '收支方向',
    '收付标志',
    '收付标识',
    '收/付',
    '收付类型',
    '收支标志',
    '收支标识',
    '交易方向',
    '资金方向',
    '资金流向',
    '进出账',
    '出入账',
    '出入账标志',
    '扣账/入账',
    '借贷标记',
    'credit/debit',
    'debit/credit',
    'dr/cr',
    'cr/dr',
    'd/c',
    'creditdebitindicator',
    '交易类型',
    'transactiontype',
  ],
  balance: [
    '余额',
    '账户余额',
    '本次余额',
    '联机余额',
    '交易后余额',
    '账户结余',
    '当前余额',
    '可用余额',
    '结余',
    'balance',
    'runningbalance',
    'accountbalance',
  ],
  currency: [
    '记账币种',
    '币种',
    '币别',
    '货币',
    '交易货币',
    '货币种类',
    '交易币种',
    '货币名称',
    '账户币种',
    '入账货币',
    'currency',
    'billingcurrency',
  ],
  name: [
    '对方户名',
    '对方账户名',
    '对方账户名称',
    '对方单位名称',
    '对方单位',
    '交易对方',
    '收(付)方名称',
    '收/付方名称',
    '收付方名称',
    '对方名称',
    '对方姓名',
    '对方信息',
    '对手信息',
    '对手户名',
    '对方账户户名',
    '交易对手',
    '交易对手名称',
    '对方',
    '商户名称',
    '对方账号名称',
    '对手名称',
    'merchantname',
  ],
  counterAccount: [
    '对方账号',
    '对方卡号/账号',
    '对方账户',
    '收(付)方账号',
    '收/付方账号',
    '收付方账号',
    '对方账号/卡号',
    '对方卡号',
    '对手账号',
    '交易对手账号',
    '对方账户号',
  ],
  counterBank: [
    '对方开户行',
    '对方开户机构',
    '对方行名',
    '对方开户行名',
    '收(付)方开户行名',
    '收(付)方行名',
    '对方银行',
    '对方机构',
    '交易行名',
  ],
  payerName: ['付款人名称', '付款方名称', '付款人户名'],
  payerAccount: ['付款人账号', '付款方账号'],
  payerBank: ['付款人开户行名', '付款方开户行'],
  payeeName: ['收款人名称', '收款方名称', '收款人户名'],
  payeeAccount: ['收款人账号', '收款方账号'],
  payeeBank: ['收款人开户行名', '收款方开户行'],
  serial: [
    '账户明细编号-交易流水号',
    '交易流水号',
    '账务流水号',
    '资金流水单号',
    '资金流水号',
    '流水号',
    '日志号',
    '核心流水号',
    '交易号',
    '支付宝交易号',
    '交易订单号',
    '交易单号',
    '银行流水号',
    '记录标识号',
    '交易序号',
    '柜员流水号',
  ],
  reference: [
    '商户订单号',
    '商户单号',
    '商家订单号',
    '业务流水号',
    '微信支付业务单号',
    '凭证号',
    '凭证号码',
    '企业流水号',
    '客户业务编号',
    '客户申请号',
    '退款批次号/请求号',
    '业务凭证号',
    '业务参考号',
    '订单号',
    '业务编号',
    '客户流水号',
  ],
  kind: ['业务类型', '业务名称', '交易名称', '交易分类', '交易类型', 'transactiontype', '业务摘要', '摘要代码'],
  purpose: [
    '摘要',
    '用途',
    '交易用途',
    '附言',
    '交易附言',
    '备注',
    '商品名称',
    '商品说明',
    '商品',
    '个性化信息',
    '交易说明',
    '客户摘要',
    '交易摘要',
    '交易场所',
    '交易地点',
    '交易描述',
    '交易地点/附言',
    '款项来源',
    '说明',
    '附加信息',
    'description',
    'memo',
  ],
  fee: ['服务费', '手续费'],
  account: ['本方账号', '账号', '我方账号', '查询账号', '账户号', '交易账号', 'firstbankcard', 'accountnumber'],
  /** Of 支付宝's older export: whether the money moved. */
  fundState: ['资金状态'],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof HEADINGS;

const ROLES = new Map<string, Role[]>();
for (const [role, headings] of Object.entries(HEADINGS) as [Role, readonly string[]][]) {
  for (const heading of headings) ROLES.set(heading, [...(ROLES.get(heading) ?? []), role]);
}

/** Roles whose notes say in what unit or on which side the figures are. */
const OF_MONEY = new Set<Role>(['in', 'out', 'amount', 'balance', 'fee']);

const rolesOf = (heading: string): readonly Role[] =>
  ROLES.get(heading) ?? rolesBesideNote(heading) ?? grammarRoles(heading);

/**
 * `借贷标志(1收2付)`, `交易日期(YYYY-MM-DD)`: what a note of format or code explains stays what it is. `账号(对方)` and
 * `日期(起息)` are something else.
 */
function rolesBesideNote(heading: string): readonly Role[] | undefined {
  const bare = heading.replaceAll(/\([^()]*\)/g, '');
  const roles = bare === heading ? undefined : ROLES.get(bare);
  if (roles === undefined || roles.some((role) => OF_MONEY.has(role))) return undefined;
  const explains = roles.includes('flow') ? OF_CODE : OF_FORMAT;
  return [...heading.matchAll(/\(([^()]*)\)/g)].every(([, note = '']) => explains.test(note)) ? roles : undefined;
}
const OWN = '本方|我方|本账户|本单位';
const OF_FORMAT = new RegExp(`^(?:[a-z\\d年月日时分秒:/.,_-]*|${OWN})$`);
/** The words of a direction, and what stands for them. */
const OF_CODE = new RegExp(`^(?:[a-z\\d借贷收付支进出入方款项记为是表示:;=/.,、+-]*|${OWN})$`);

/** Columns of a header row by role, in the order in which they are preferred. */
export type Columns = Partial<Record<Role, number[]>>;

export function columnsOf(cells: readonly string[]): Columns {
  const columns: Columns = {};
  const plain = cells.map(plainHeading);
  const preferred = (role: Role, index: number) => {
    const at = (HEADINGS[role] as readonly string[]).indexOf(plain[index] ?? '');
    return at < 0 ? HEADINGS[role].length : at;
  };
  for (const [index, heading] of plain.entries()) {
    for (const role of rolesOf(heading)) columns[role] = [...(columns[role] ?? []), index];
  }
  for (const role of Object.keys(columns) as Role[]) {
    columns[role]?.sort((one, other) => preferred(role, one) - preferred(role, other));
  }
  return withSides(columns, plain);
}

/** 入账金额 is the amount of a credit card's bill, and beside 出账金额 what came in. */
function withSides({ amount = [], ...columns }: Columns, plain: readonly string[]): Columns {
  const beside = columns.out !== undefined && columns.in === undefined;
  const came = beside ? amount.filter((index) => /^[入进来]账金额$/.test(plain[index] ?? '')) : [];
  const rest = amount.filter((index) => !came.includes(index));
  return { ...columns, ...(rest.length > 0 && { amount: rest }), ...(came.length > 0 && { in: came }) };
}

/** A row heads a statement when it says when, and how much. */
export const headsStatement = (columns: Columns): boolean =>
  columns.moment !== undefined &&
  (columns.amount !== undefined || columns.in !== undefined || columns.out !== undefined);

/** How much a header row tells: the number of columns that mean something. */
export const knownColumns = (columns: Columns): number => new Set(Object.values(columns).flat()).size;

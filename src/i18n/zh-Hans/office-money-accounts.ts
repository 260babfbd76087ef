import type { CashAccount } from '#ledger/booking.ts';

/** 资金账户: where an entity's money lies. */
export const moneyAccountWords = {
  heading: '资金账户',
  rules:
    '银行账户、支付宝和微信商户号、现金：款项进出的地方。一人登记，另一位复核人批准后，登记收付款时即可选用；批准后不再改动。账号不对外公开。',
  none: '还没有资金账户。请在下面登记第一个：对账从这里开始。',
  noneOfEntity: '这个核算主体还没有资金账户。',
  account: '账户',
  entity: '核算主体',
  entityHint: '账户是哪个单位的',
  kind: '种类',
  ledgerAccount: '会计科目',
  ledgerAccountHint: '不选则按种类；指定到人或单位的款项另有银行账户的，选受托代理',
  name: '名称',
  nameHint: '大家认得的叫法，例如“工行募捐专户”',
  number: '账号',
  numberHint: '照对账单上的写法：银行账号、商户号；现金可以不填',
  openedOn: '开户日期',
  propose: '登记资金账户',
  submit: '提交批准',
  approve: '批准启用',
  noNumber: '没有账号',
  opened: (day: string) => `${day} 开户`,
  filter: '查看',
  pending: '等我批准的资金账户',
  kinds: { bank: '银行账户', alipay: '支付宝', wechat: '微信', cash: '现金' },
  ledgerAccounts: {
    '100201': '100201 银行存款—自有',
    '100202': '100202 银行存款—受托代理',
    '1009': '1009 其他货币资金（支付宝、微信）',
    '1001': '1001 现金',
  } satisfies Record<CashAccount, string>,
} as const;

/** The account on the forms of entries that move cash. */
export const namedAccountWords = {
  received: '收款账户',
  paid: '付款账户',
  moved: '资金账户',
  hint: '款项进出的账户；可以不选，对账时再定。只列已批准的账户',
  ending: (name: string, last: string) => `${name}（尾号 ${last}）`,
  from: '转出账户',
  to: '转入账户',
  toHint: '只在账户间划转时选；转出账户在上面“基本情况”里选',
} as const;

/** What a clerk chooses from, by the code that is stored. */
export const choices = {
  display: { named: '实名', alias: '化名', masked: '隐去部分（如 张*）', anonymous: '匿名' },
  donorKind: {
    person: '个人',
    minor: '未成年人',
    enterprise: '企业',
    socialOrganisation: '社会组织或单位',
    pooled: '汇集（多人合捐）',
  },
  restriction: { unrestricted: '非定向', restricted: '定向', agency: '受托代理（指定到人或单位，本会不能更改）' },
  path: {
    throughEntity: '经接收单位入库或入账',
    handedOver: '接收后当场转交',
    directToRecipient: '直接送达使用单位（接收单位分配）',
    notStated: '原文未载',
  },
  provenance: { stated: '原数', rounded: '约数', derived: '推算' },
  fate: { held: '在库', unstated: '去向未载' },
  method: {
    invoice: '发票',
    agreement: '捐赠协议',
    customs: '报关单',
    marketPrice: '市场价',
    guidance: '政府指导价',
    donorStated: '捐赠人自报',
  },
  receiptKind: { none: '未开', issued: '已开', waived: '捐赠人放弃票据', cancelled: '已作废' },
  precision: {
    day: '某一天',
    period: '一段时间',
    notLaterThan: '不晚于',
    notEarlierThan: '不早于',
    notStated: '原文未载',
  },
  fundingSource: { fiscal: '财政资金', union: '工会经费', party: '党费', other: '其他非捐赠资金' },
  weight: { witnessed: '见证（捐赠人直接发放）', listed: '列示（他方报告）' },
  category: {
    gift: '捐赠',
    service: '服务',
    cover: '保险保障',
    publicMoney: '公款补助',
    organiserReport: '组织方自报合计',
  },
  direction: { in: '收', out: '支', through: '收支两讫', none: '不涉及金额' },
  basis: { household: '户', person: '人' },
  decision: { minutes: '会议纪要', approvalForm: '审批表', notStated: '原文未载' },
  appropriationDirection: { out: '拨出', report: '下级报告已发放', return: '退回结余' },
  form: { advance: '拨给下属单位（待其报告）', grant: '拨给独立单位' },
  adjustmentReason: {
    fee: '手续费',
    interest: '利息',
    writeOff: '报损',
    stocktakeShort: '盘亏',
    stocktakeOver: '盘盈',
    transfer: '账户间划转、移库',
  },
  organisationKind: {
    charity: '慈善组织',
    redCross: '红十字会',
    union: '工会',
    government: '机关事业单位',
    hospital: '医疗机构',
    enterprise: '企业',
    association: '协会、社会团体',
    group: '一类单位的统称',
    other: '其他',
  },
  subject: {
    organisation: '单位',
    fund: '专项资金',
    appeal: '募捐活动',
    programme: '发放项目',
    itemFamily: '物资类别',
    item: '物资品名',
  },
  confirmation: {
    bank: '银行流水',
    stock: '入库单或盘点',
    delivery: '签收单',
    person: '当事人确认或现金盘点',
    press: '公开报道',
  },
  reversalReason: {
    entryMistake: '录入有误',
    duplicate: '重复录入',
    refund: '退款退物',
    donorCorrection: '捐赠人更正',
    notReceived: '实际未收到',
    other: '其他',
  },
  paper: {
    registrationForm: '捐赠登记表',
    agreement: '捐赠协议',
    waybill: '随货同行单',
    inspection: '验收单',
    goodsReceipt: '入库单',
    goodsIssue: '出库单',
    deliveryNote: '签收单',
    acceptanceLetter: '捐赠接收函',
    bankSlip: '银行回单',
    handoverList: '三方交接清单',
    roster: '发放花名册',
    stocktake: '盘点表',
    decision: '会议纪要或审批表',
    press: '公开报道',
    other: '其他',
  },
  stream: { donation: '捐赠款物', funding: '其他资金' },
} as const;

/** The reason transfer, once it is known what it moves: own money to another account, own goods to another place. */
export const ownMoves = { money: '账户间划转', goods: '移库' } as const;

export type ChoiceName = keyof typeof choices;

/** The same without the form's advice, for what is only read. */
export const displays = { ...choices.display, masked: '隐去部分' } as const;
export const restrictions = { ...choices.restriction, agency: '受托代理' } as const;

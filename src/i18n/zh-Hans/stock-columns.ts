/** Columns of a ledger of stock (出入库台账). The first heading is ours; the others are read too. */
export const stockColumns = {
  day: ['日期', '出入库日期', '入库日期', '出库日期', '业务日期', '时间'],
  paper: ['单号', '单据号', '单据编号', '出库单号', '入库单号', '凭证号', '编号'],
  item: ['品名', '物资', '物品', '物资名称', '物品名称', '名称', '货物名称'],
  standard: ['规格标准', '规格', '规格型号', '型号'],
  measure: ['单位', '计量单位'],
  direction: ['类别', '出入库', '出入库类别', '收发类别', '业务类型', '方向', '类型'],
  quantity: ['数量', '出入库数量'],
  came: ['入库数量', '入库', '收入数量', '收入', '本期入库'],
  went: ['出库数量', '出库', '发出数量', '发出', '本期出库'],
  left: ['结存', '结存数量', '库存', '库存数量', '余量', '结余', '结余数量'],
  donor: ['来源', '捐赠人', '来源单位', '捐赠单位', '供货单位', '来货单位', '捐赠方'],
  receiver: ['去向', '领用单位', '接收单位', '领用人', '领取单位', '发往单位', '使用单位', '收货单位'],
  partner: ['往来单位', '来源/去向', '来源或去向', '来源去向', '单位名称'],
  note: ['备注', '摘要', '说明'],
} as const satisfies Record<string, readonly string[]>;

/** Words of the column 类别. */
export const stockDirections = {
  入库: 'in',
  入: 'in',
  收: 'in',
  收入: 'in',
  捐赠入库: 'in',
  接收: 'in',
  出库: 'out',
  出: 'out',
  发: 'out',
  发出: 'out',
  领用: 'out',
  领用出库: 'out',
  发放: 'out',
} as const;

export const stockExamples = [
  {
    day: '示例：2020-02-14（此行导入时跳过）',
    item: '登记簿中的品名',
    standard: '登记簿中的规格',
    measure: '只',
    came: '入库填这一列',
    left: '每行之后的结存；不记可不填',
    donor: '入库：捐赠人全称',
  },
  {
    day: '示例：2020-02-15（此行导入时跳过）',
    item: '登记簿中的品名',
    went: '出库填这一列',
    receiver: '出库：登记簿中的单位',
  },
] as const satisfies readonly Partial<Record<keyof typeof stockColumns, string>>[];

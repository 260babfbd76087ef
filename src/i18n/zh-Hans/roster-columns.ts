/** Columns of a roster of what was handed out (发放花名册). The first heading is ours; the others are read too. */
export const rosterColumns = {
  name: ['姓名', '户主', '户主姓名', '受助人', '领取人', '发放对象', '受益人', '受助人姓名', '家庭', '领款人'],
  number: ['身份证号', '身份证号码', '证件号', '证件号码', '公民身份号码', '户编号', '家庭编号', '工号'],
  amount: [
    '金额(元)',
    '金额',
    '发放金额',
    '慰问金',
    '补助金额',
    '救助金额',
    '实发金额',
    '发放标准',
    '领取金额',
    '慰问金额',
  ],
  item: ['物资', '品名', '物品', '物资名称', '物品名称', '名称', '发放物资'],
  standard: ['规格标准', '规格', '规格型号', '型号'],
  quantity: ['数量', '发放数量', '领取数量', '实发数量'],
  measure: ['单位', '计量单位'],
  proxy: ['代领人', '代领', '代领人姓名', '代领人签字'],
  note: ['备注', '说明'],
} as const satisfies Record<string, readonly string[]>;

/** Under the headings of the template; the first cell says that the row is an example. */
export const rosterExamples = [
  {
    name: '示例：张某某（此行导入时跳过）',
    number: '可不填；填了会查重',
    amount: '1000.00',
    proxy: '由他人代领的填代领人',
  },
  { name: '示例：李某某（此行导入时跳过）', item: '大米', standard: '10公斤/袋', quantity: '2', measure: '袋' },
] as const satisfies readonly Partial<Record<keyof typeof rosterColumns, string>>[];

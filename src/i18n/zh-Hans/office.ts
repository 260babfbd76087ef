/** Words of the office that stand on every page. Source language; the office is read in Simplified Chinese only. */
export const office = {
  name: '明账',
  room: '工作台',
  title: (page: string) => `${page} · 明账工作台`,
  skip: '跳到正文',
  menu: '主要栏目',
  signIn: '登录',
  signOut: '退出登录',
  changePassword: '更改密码',
  signedInAs: (name: string) => `${name}`,
  publicSite: '公开网站',
  email: '邮箱',
  password: '密码',
  signInHint: '使用管理员为您开通的邮箱和密码登录。',
  signInFailed: '邮箱或密码不对。请检查后重试；连续多次不对会暂停登录一段时间。',
  required: '必填',
  optional: '选填',
  none: '—',
  blank: '请选择',
  yes: '是',
  no: '否',
  summary: (count: number) => `有 ${count} 处需要修改，修改后再提交`,
  line: (line: number) => `第 ${line} 行`,
  back: '返回列表',
  goBack: '返回',
  add: '新增',
  edit: '修改',
  print: '打印',
  printHint: '按 Ctrl + P 打印，纸张选 A4。',
  search: '查找',
  searchHint: '编号、名称或来源',
  clear: '清除条件',
  pages: '翻页',
  older: '更早的 →',
  newest: '← 回到最新',
  allStatuses: '全部状态',
  empty: '还没有记录。',
  emptySearch: '没有符合条件的记录。换个词，或清除条件。',
  shortcuts: '快捷键：Alt + 字母（Firefox 为 Alt + Shift + 字母）',
  notFound: '没有这一页',
  notFoundHint: '地址可能写错了，或者这条记录不存在。',
  forbidden: '您没有这项权限',
  forbiddenHint: '一人经办、一人复核：不同的事由不同的人做。需要权限，请找管理员。',
  failed: '出了点问题',
  failedHint: '没有记录任何改动，或改动已完整记录。请返回上一页查看，再试一次。',
  notDone: '没有办成',
  tooLarge: '提交的内容太大。附件每个不超过 20 MB，其他内容不超过 1 MB。',
  tooManyFiles: '正在上传的附件太多，请稍后返回上一页再试。',
  yuan: '元',
  moneyUnit: (amount: string) => `${amount} 元`,
} as const;

export const navigation = {
  queue: '待办',
  donations: '捐赠',
  funding: '其他资金',
  batches: '慰问发放',
  issues: '物资出库',
  appropriations: '拨付',
  adjustments: '其他变动',
  listings: '见证与列示',
  reversals: '红字冲销',
  register: '登记簿',
  import: '导入',
  publish: '公示',
  displays: '公开更多',
  erasures: '撤下公开信息',
  users: '人员与权限',
  audit: '操作记录',
} as const;

/** The rooms of the menu behind the work queue. */
export const navigationGroups = [
  {
    words: '款物',
    rooms: [
      ...(['donations', 'import', 'funding', 'batches', 'issues', 'appropriations'] as const),
      ...(['adjustments', 'listings', 'reversals'] as const),
    ],
  },
  { words: '公示', rooms: ['publish', 'displays', 'erasures'] },
  { words: '管理', rooms: ['register', 'users', 'audit'] },
] as const satisfies readonly { words: string; rooms: readonly (keyof typeof navigation)[] }[];

/** One entry of each kind, as a clerk calls it. */
export const actNames = {
  donation: '捐赠',
  funding: '其他资金',
  batch: '慰问发放',
  issue: '物资出库',
  appropriation: '拨付',
  adjustment: '其他变动',
  listing: '见证或列示',
  registration: '登记事项',
  reversal: '红字冲销',
} as const;

export const statuses = {
  proposed: '待复核',
  returned: '已退回',
  withdrawn: '已撤回',
  approved: '待核实',
  confirmed: '待公示',
  published: '已公示',
  reversed: '已冲销',
} as const;

export const tasks = {
  approve: '等我复核',
  revise: '退回待改',
  confirm: '待核实',
  publish: '待公示',
  decideErasure: '待批准删除',
  decideDisplay: '待批准公开更多',
} as const;

export const roles = {
  recorder: '经办人',
  reviewer: '复核人',
  publisher: '公示人',
  auditor: '审计人员',
  administrator: '管理员',
} as const;

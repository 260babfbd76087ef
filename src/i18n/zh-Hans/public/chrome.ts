/** What frames every page. */
export const site = '善款物资公开账';
export const mark = '明账';
/** Stands on everything that a demonstration shows: it bears the name of a real organisation. */
export const demonstration = '演示：按 2020 年公开报道录入，经办人为虚构，不是该单位发布';
export const demonstrationLabel = '演示';
export const skip = '跳到正文';
export const menu = '目录';
export const mainNavigation = '主要栏目';
export const menuNavigation = '全部栏目';
export const breadcrumbs = '当前位置';
export const feed = '公示更新';
export const languages = '文字';
export const pages = '翻页';
export const previous = '上一页';
export const next = '下一页';
export const title = (page: string, publisher: string | undefined): string =>
  [page, `${publisher ?? ''}${site}`].join(' · ');

export const sections = {
  overview: '总览',
  gifts: '捐赠',
  search: '查找',
  disbursements: '发放',
  items: '物资',
  appropriations: '逐级拨付',
  notices: '公示',
  months: '月报和日报',
  verify: '怎样核对',
  receipt: '查我的捐赠',
  purchases: '物资采购',
  adjustments: '其他变动',
  funding: '非捐赠资金',
  witnessed: '见证',
  listed: '列示',
  organisations: '单位',
  funds: '专项资金',
  corrections: '更正说明',
  method: '数字怎么来的',
  data: '数据下载',
};
export type Section = keyof typeof sections;

export const groups = {
  accounts: '收支',
  apart: '另列，不计入捐赠合计',
  bodies: '单位与资金',
  checking: '公示与核对',
};

export const reuse = '数据可自由下载、转载，请注明出处。家庭信息不在任何公开文件中。';
/** On pages in other writing than the register's own. */
export const namesAsRegistered = '名称和原文按登记和来源所写，由简体字转写。';
export const position = (size: bigint, notice: string | undefined): string =>
  notice === undefined ? `账册共 ${size} 条` : `账册共 ${size} 条 · 第 ${notice} 期公示`;
export const logName = '账册标识';
export const printedFrom = '网页地址';
/** Always a way to reach somebody: the registered telephone, or the door and the post. */
export const contact = (publisher: string | undefined, telephone: string | undefined): string =>
  telephone === undefined
    ? `情况不符，请到${publisher ?? '慈善总会'}当面或来函反映（公开电话原文未载）。`
    : `情况不符，请告诉${publisher ?? '我们'}，公开电话：${telephone}。`;
/** On the page of another organisation: whose number this is, and whose not. */
export const ownContact = (organisation: string, telephone: string | undefined): string =>
  telephone === undefined ? `${organisation}的公开电话：账册没有登记。` : `${organisation}的公开电话：${telephone}。`;
export const publisherContact = (publisher: string | undefined, telephone: string | undefined): string =>
  telephone === undefined
    ? `本站由${publisher ?? '慈善总会'}公布。对本站的公示有疑问，请到${publisher ?? '慈善总会'}当面或来函反映（公开电话原文未载）。`
    : `本站由${publisher ?? '慈善总会'}公布。对本站的公示有疑问，请告诉${publisher ?? '慈善总会'}，公开电话：${telephone}。`;
export const emptyLog = '还没有公示。第一期公示发布后，收、支、结存和每一笔明细都会在这里。';

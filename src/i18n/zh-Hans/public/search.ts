export const description = '按捐赠人名称、编号、单位、物资、专项资金查找公开账册里的记录。';
export const lead =
  '可以查捐赠人的公开名称、编号、单位、物资、专项资金、捐赠意愿（定向、非定向）和发放、拨付批次。简体、繁体、全角、半角都可以。';
export const label = '查找';
export const hint =
  '几个词之间用空格隔开，都要符合，如“张 口罩”。名称只输一部分也可以；编号可以只输开头，也可以只输后面的数字。';
export const examples = '可以这样查：';
export const button = '查找';
export const hidden =
  '只显示姓氏的捐赠（如“王**”）不能按姓氏查找；显示为“爱心人士”“爱心学生”的，查这几个字就能全部列出，分不出是哪一位。要找自己的捐赠，可以按编号查找，或者凭捐赠接收单上的查询码用“查我的捐赠”。';
export const narrow = '缩小范围';
export const fields = { fund: '专项资金', kind: '类别', month: '月份', item: '款物' };
export const monthHint = '格式：2020-02';
export const any = '全部';
export const cash = '资金';
export const empty = '还没有公示，暂时没有可查找的记录。';

export const kinds = {
  organisation: '单位',
  fund: '专项资金',
  appeal: '募捐活动',
  itemFamily: '物资大类',
  item: '物资',
  intake: '捐赠',
  funding: '非捐赠资金',
  disbursement: '发放',
  appropriation: '拨付',
  listing: '列示与见证',
};

export const results = '查找结果';
export const searching = '正在查找……';
export const offline = '没有连上服务器，请检查网络后再试。';
export const unreadable = '查找用的文件没有读成，请稍后再试；如果一直这样，请告诉慈善总会。';
export const none = '没有找到。请核对有没有错字，或者少输几个字再试。';
export const remedies = '也可以：';
export const withoutConditions = (text: string): string => `去掉条件，只查“${text}”`;
export const onlyWord = (word: string): string => `只查“${word}”`;
export const browse = '从下面的目录进入';
export const ownGift = '凭查询码查我的捐赠';
export const noneFurther = '后面没有了。';
export const found = (count: number): string => `共找到 ${count} 条。`;
export const foundMore = (count: number): string =>
  `找到的多于 ${count} 条，先列最近入册的。多输几个字或者加上条件，可以缩小范围。`;
export const foundFurther = (count: number): string => `接着上一页，列出 ${count} 条。`;
export const cutShort = '账册较长，还没有查完。下面是已经查到的，更早的请点“继续查找”。';
export const next = '下一页';
export const goOn = '继续查找更早的记录';
export const toBeginning = '回到第一页';
export const voided = '已冲销，见更正说明';
/** Why a record was found whose own name has not every word. */
export const because = (reasons: string): string => `符合：${reasons}`;
export const reasons = {
  item: (name: string): string => `款物“${name}”`,
  family: (name: string): string => `物资大类“${name}”`,
  fund: (name: string): string => `专项资金“${name}”`,
  entity: (name: string): string => `单位“${name}”`,
  kind: (name: string): string => `类别“${name}”`,
  restriction: (name: string): string => `捐赠意愿“${name}”`,
  unnamed: (name: string): string => `捐赠人显示为“${name}”`,
  text: (text: string): string => `“${text}”`,
};
export const forgottenName = '捐赠人（已不再公开名称）';
export const number = (number: string): string => `编号 ${number}`;
export const leaf = (leaf: string): string => `册号 ${leaf}`;
export const separator = ' · ';
export const listSeparator = '、';
export const derived = (figure: string, how: string): string => `${figure}（${how}）`;
export const itemName = (_unit: string, name: string): string => name;
export const measure = (measure: string, _count: string): string => measure;

export const withoutScript =
  '查找在您的浏览器里进行，需要打开浏览器的脚本功能。不打开也可以从下面的目录进入，所有记录都在里面。';
export const listsHeading = '按目录查找';
export const lists = '不用查找，也可以从这些目录进入：';
export const giftLists = '捐赠明细，按入册顺序';
export const noticeLists = '各期公示';
export const monthLists = '按月份';
export const organisationsHeading = '单位';
export const itemsHeading = '物资';
export const fundsHeading = '专项资金';
export const allOf = (count: number): string => `查看全部 ${count} 个`;
export const privacyHeading = '查找时，服务器知道什么';
export const privacy =
  '您输入的字不会发送给服务器：浏览器取的是许多词共用的文件，服务器看得到取了哪些文件，但不能确定您查的是什么。网址里带着查找的字；打开、刷新或者转发这个网址，服务器和收到网址的人就能看到。';

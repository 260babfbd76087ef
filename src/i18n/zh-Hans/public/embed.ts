export const title = '嵌入别的网站';
export const description = '把一个专项资金的收、支、结存放到别的网站上，数字随公示更新，点一下就能回到这里核对。';
export const lead =
  '单位网站、媒体报道、公众号菜单页都可以放上这三个数字。数字随每期公示自动更新，点一下就回到本站核对，不需要我们同意。';
export const snippet = '把下面这段代码贴到网页里：';
export const snippetOf = (fund: string): string => `${fund}的嵌入代码`;
export const noAddress = '还没有公示，暂时没有可以嵌入的数字。';
export const empty = '还没有登记专项资金。';
export const preview = '样子';
export const frameTitle = (fund: string): string => `${fund}：收、支、结存`;
export const pageTitle = (fund: string): string => `${fund}（嵌入）`;
export const check = '到公开账册核对';
export const noMoney = '这个专项资金还没有资金往来，物资见公开账册。';

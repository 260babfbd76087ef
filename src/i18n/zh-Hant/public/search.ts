// Made from the simplified source by `npm run words`; change that one.
export const description = '按捐贈人名稱、編號、單位、物資、專項資金查找公開賬冊裡的記錄。';
export const lead =
  '可以查捐贈人的公開名稱、編號、單位、物資、專項資金、捐贈意願（定向、非定向）和發放、撥付批次。簡體、繁體、全角、半角都可以。';
export const label = '查找';
export const hint =
  '幾個詞之間用空格隔開，都要符合，如「張 口罩」。名稱只輸一部分也可以；編號可以只輸開頭，也可以只輸後面的數字。';
export const examples = '可以這樣查：';
export const button = '查找';
export const hidden =
  '只顯示姓氏的捐贈（如「王**」）不能按姓氏查找；顯示為「愛心人士」「愛心學生」的，查這幾個字就能全部列出，分不出是哪一位。要找自己的捐贈，可以按編號查找，或者憑捐贈接收單上的查詢碼用「查我的捐贈」。';
export const narrow = '縮小範圍';
export const fields = { fund: '專項資金', kind: '類別', month: '月份', item: '款物' };
export const monthHint = '格式：2020-02';
export const any = '全部';
export const cash = '資金';
export const empty = '還沒有公示，暫時沒有可查找的記錄。';

export const kinds = {
  organisation: '單位',
  fund: '專項資金',
  appeal: '募捐活動',
  itemFamily: '物資大類',
  item: '物資',
  intake: '捐贈',
  funding: '非捐贈資金',
  disbursement: '發放',
  appropriation: '撥付',
  listing: '列示與見證',
};

export const results = '查找結果';
export const searching = '正在查找……';
export const offline = '沒有連上服務器，請檢查網絡後再試。';
export const unreadable = '查找用的文件沒有讀成，請稍後再試；如果一直這樣，請告訴慈善總會。';
export const none = '沒有找到。請核對有沒有錯字，或者少輸幾個字再試。';
export const remedies = '也可以：';
export const withoutConditions = (text: string): string => `去掉條件，只查「${text}」`;
export const onlyWord = (word: string): string => `只查「${word}」`;
export const browse = '從下面的目錄進入';
export const ownGift = '憑查詢碼查我的捐贈';
export const noneFurther = '後面沒有了。';
export const found = (count: number): string => `共找到 ${count} 條。`;
export const foundMore = (count: number): string =>
  `找到的多於 ${count} 條，先列最近入冊的。多輸幾個字或者加上條件，可以縮小範圍。`;
export const foundFurther = (count: number): string => `接着上一頁，列出 ${count} 條。`;
export const cutShort = '賬冊較長，還沒有查完。下面是已經查到的，更早的請點「繼續查找」。';
export const next = '下一頁';
export const goOn = '繼續查找更早的記錄';
export const toBeginning = '回到第一頁';
export const voided = '已沖銷，見更正說明';
/** Why a record was found whose own name has not every word. */
export const because = (reasons: string): string => `符合：${reasons}`;
export const reasons = {
  item: (name: string): string => `款物「${name}」`,
  family: (name: string): string => `物資大類「${name}」`,
  fund: (name: string): string => `專項資金「${name}」`,
  entity: (name: string): string => `單位「${name}」`,
  kind: (name: string): string => `類別「${name}」`,
  restriction: (name: string): string => `捐贈意願「${name}」`,
  unnamed: (name: string): string => `捐贈人顯示為「${name}」`,
  text: (text: string): string => `「${text}」`,
};
export const forgottenName = '捐贈人（已不再公開名稱）';
export const number = (number: string): string => `編號 ${number}`;
export const leaf = (leaf: string): string => `冊號 ${leaf}`;
export const separator = ' · ';
export const listSeparator = '、';
export const derived = (figure: string, how: string): string => `${figure}（${how}）`;
export const itemName = (_unit: string, name: string): string => name;
export const measure = (measure: string, _count: string): string => measure;

export const withoutScript =
  '查找在您的瀏覽器裡進行，需要打開瀏覽器的腳本功能。不打開也可以從下面的目錄進入，所有記錄都在裡面。';
export const listsHeading = '按目錄查找';
export const lists = '不用查找，也可以從這些目錄進入：';
export const giftLists = '捐贈明細，按入冊順序';
export const noticeLists = '各期公示';
export const monthLists = '按月份';
export const organisationsHeading = '單位';
export const itemsHeading = '物資';
export const fundsHeading = '專項資金';
export const allOf = (count: number): string => `查看全部 ${count} 個`;
export const privacyHeading = '查找時，服務器知道什麼';
export const privacy =
  '您輸入的字不會發送給服務器：瀏覽器取的是許多詞共用的文件，服務器看得到取了哪些文件，但不能確定您查的是什麼。網址裡帶着查找的字；打開、刷新或者轉發這個網址，服務器和收到網址的人就能看到。';

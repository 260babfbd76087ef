// Made from the simplified source by `npm run words`; change that one.
import type { ReceiptCodeMistake } from '#log/receipt-code.ts';

export const description = '用捐贈接收單上的查詢碼，查自己的那一筆在不在公開賬冊裡。';
export const lead = '輸入捐贈接收單上的查詢碼，查您的那一筆有沒有入冊、怎麼記的、去了哪裡。';
export const label = '查詢碼';
export const hint = '28 個字母和數字，每 4 個一組。大小寫、有沒有短橫都可以。';
export const button = '查詢';
export const needsScript =
  '查詢碼只在您的瀏覽器裡使用，不會發送出去，所以需要打開瀏覽器的腳本功能。也可以聯繫慈善總會（方式見本頁末尾），核實身份後查詢。';
export const empty = '賬冊還沒有開始，暫時沒有可查的捐贈。';
export const searching = '正在查詢……';
export const offline = '沒有連上服務器，請檢查網絡後再試。';

export const mistakes: Record<ReceiptCodeMistake, string> = {
  empty: '請輸入查詢碼。',
  length: '查詢碼應為 28 個字母和數字，請核對有沒有漏寫或多寫。',
  symbol: '查詢碼裡有不會出現的符號，請對照接收單再看一遍。字母 O 與數字 0、字母 I、L 與數字 1 可以混寫，其餘不行。',
  check: '查詢碼有一處寫錯了，請對照接收單再看一遍。',
};
export const notFound = '公開賬冊裡沒有這個查詢碼。可能這一筆還在待核實，沒有公示；也可能查詢碼屬於另一本賬冊。';
export const notYet = '請稍後再查，或向慈善總會詢問，方式見本頁末尾。';
export const notYetSigned = '這一筆正在入冊，公開賬冊還沒有寫到它。';
export const tryAgain = '賬冊正在更新，兩個文件不是同一時刻的。請過幾分鐘再查一次。';
export const unreadable = '服務器上的一個文件讀不懂，沒有查成。請稍後再試；如果一直這樣，請把下面的提示告訴慈善總會。';
export const among = (count: number): string =>
  count === 0 ? '這次沒有取到查詢記錄。' : `這次取的文件裡有 ${count} 條查詢記錄，服務器只知道您查的可能是其中一條。`;
export const spoiled = '查到了記錄，但它與公開賬冊對不上，不能作數。請把下面的代碼告訴慈善總會。';
export const sealedWrong = '這一筆在賬冊中，但隨附的說明打不開。請告訴慈善總會。';

export const nameErased = '捐贈人名稱已按要求不再公開，隨附的付款流水號也一併刪除。';

export const found = '查到了：這一筆在公開賬冊中';
export const proven = (leaf: string, size: string): string => `冊號 ${leaf}，在 ${size} 條的公開賬冊中，位置和內容都對`;
export const nameProven = '捐贈人姓名（名稱）與公開賬冊中的加密摘要相符';
export const nameOtherwise = '隨附的捐贈人姓名（名稱）與公開賬冊中的加密摘要不符，請告訴慈善總會';
export const corrected = '這一筆已經更正（紅字沖銷），原因見更正說明。';
export const refunded = '退款：這一筆已退還捐贈人（紅字沖銷），不再計入合計。';
export const replaces = (earlier: string, standing: string): string =>
  `此前的冊號 ${earlier} 登記有誤，已更正（紅字沖銷）；以冊號 ${standing} 這一筆為準。您的查詢碼不變。`;
export const numberedAnew = (now: string, first: string): string => `${now}（首次登記為 ${first}）`;
export const nameCorrected = '捐贈人名稱更正過：下面是首次登記時的名稱，與這一筆在公開賬冊中的加密摘要不同。';
export const sealedAtFirst =
  '付款流水號和捐贈人名稱是首次登記時隨查詢碼封存的；如果更正的正是這兩項，請以慈善總會的書面答覆為準。';
export const toCorrection = '看更正說明';
export const compareHeading = '請核對只有您知道的';
export const compare =
  '下面幾項請與您自己的轉賬記錄或交接單比較。有一項不對，就說明這個查詢碼不是您這一筆的，或者記錯了，請告訴慈善總會。';
export const notRecorded = '沒有登記';
export const erased = '已刪除';
export const unopened = '打不開';
export const voidedFate = '已沖銷，不計入合計';
export const refundedFate = '退款：已退還捐贈人，不計入合計';
export const beforeVoiding = (said: string): string => `沖銷前：${said}`;
export const valuedTogether = '幾種物資合併折價，計一次';
export const fields = {
  number: '編號',
  name: '捐贈人',
  reference: '付款流水號',
  date: '日期',
  content: '捐贈內容',
  valuation: '物資折價（不是資金）',
  entity: '接收單位',
  fund: '專項資金',
  restriction: '捐贈意願',
  confirmed: '核對',
  fate: '去向',
};
export const whereIsIt = '看這一筆在公開賬冊中的位置';
export const whereNote = '點開後，服務器會知道您看了哪一頁，但不知道是哪一筆。';

export const privacyHeading = '查詢時，服務器知道什麼';
export const privacy: string[] = [
  '查詢碼不會離開您的瀏覽器：網址裡 # 後面的部分不發送，計算全部在本機進行。',
  '服務器只看到您取了一個文件，裡面有一批查詢記錄；它只知道您查的可能是其中一條。入冊的捐贈不多時，全部查詢記錄都在這一個文件裡；查詢後會寫明這一批有多少條。',
  '除此以外，查詢時只取對每位查詢的人都相同的文件，次序也相同。',
];
export const lostHeading = '查詢碼丟了';
export const lost = '查詢碼只印一次，慈善總會也不留存。丟失的，請本人聯繫慈善總會，核實身份後可以開具一份離線證明。';

// Made from the simplified source by `npm run words`; change that one.
import type { VerifyCode } from '#log/verify-error.ts';

export const description = '用您自己的瀏覽器核對：簽名、每一筆的位置、全部合計。';
export const lead =
  '不必相信我們，也不必相信這個網站。下面的核對在您自己的瀏覽器裡進行：下載公開賬冊，驗簽名，逐筆重算，把得數和網頁上的數字比較。';

export const keyHeading = '賬冊公鑰';
export const keyNote =
  '核對從公鑰開始。請與慈善總會印在公示表、捐贈接收單上的公鑰比較；兩處一致，才說明您核對的是同一本賬冊。';
export const noKey = '賬冊還沒有開始，暫時沒有可核對的內容。';

export const whole = '從第一筆起全部核對';
export const newest = (notice: string): string => `只核對第 ${notice} 期`;
export const running = '正在核對……';
export const progress = (done: string, size: string): string => `已核對 ${done} / ${size} 條`;
export const progressLabel = '核對進度';
export const needsScript = '在網頁上核對需要打開瀏覽器的腳本功能。也可以用命令行核對：';
export const offline = '沒有連上服務器，請檢查網絡後再試。';

export const results = {
  signature: (origin: string): string => `簽名有效，賬冊標識 ${origin}`,
  leaves: (checked: string, size: string): string => `${checked} 條內容與簽名一致，賬冊共 ${size} 條`,
  totals: (rows: string): string => `逐筆重算，${rows} 行合計與每一期公示的數字一致`,
  file: '重算得數與下載文件 balances.json 一致',
  pages: (figures: string, pages: string): string => `重算得數與 ${pages} 個網頁上的 ${figures} 個數字一致`,
  bookedOnly: '見證、列示的數字要從第一筆起全部核對時才重算',
  remembered: (size: string): string => `與您上次核對時的 ${size} 條相比，只有增加，沒有改動`,
  first: '這是您第一次用這個瀏覽器核對。下次會檢查賬冊是否只增不改',
  noMemory: '這個瀏覽器不讓網頁保存數據，所以沒有和上次核對時比較，這次也沒有記下',
  notRemembered: '這個瀏覽器沒有讓網頁記下這次的結果，下次不能和這次比較',
  laterVersion: '賬冊中有新版格式的記錄：簽名和位置已核對，合計要用新版程序核對',
  passed: '核對通過',
  failed: '核對不通過',
};
export const brokenOff = '核對沒有做完：程序遇到沒有料到的錯誤。不能算通過。';
export const otherNotice = '網頁和賬冊不是同一期：公示剛剛更新。請刷新網頁，再核對一次。';
export const failedAt = (place: string): string => `位置：${place}`;
export const whatToDo = '請把這個結果截圖，告訴慈善總會，也可以請審計或媒體用命令行再核對一次。';

export const one = '核對某一筆';
export const oneLabel = '冊號';
export const oneHint = '冊號寫在每一筆的開頭，從 0 開始。';
export const oneButton = '核對這一筆';
export const oneOutside = (size: string): string => `沒有這個冊號。賬冊共 ${size} 條，冊號從 0 到最後一條。`;
export const oneIncluded = (leaf: string, size: string): string =>
  `冊號 ${leaf} 在 ${size} 條的公開賬冊中，位置和內容都對`;
export const toEntry = '看這一筆的網頁';
export const oneContent = '賬冊中的原文（代碼和數字；文字另存，可依法隱去）';
export const kindLabel = '種類';
export const codeLabel = '代碼';
export const voidsLabel = '沖銷';
export const amountsLabel = '數額';
export const noticeNumber = (notice: string): string => `第 ${notice} 期公示`;
export const roles = { balance: '結存', price: '價款' };

export const what = '核對了什麼';
export const steps: string[] = [
  '檢查點的簽名由賬冊公鑰簽出。',
  '賬冊現有筆數的每個哈希文件，都由現有的全部記錄重新算出，逐字節相同，直到簽名裡的根哈希。只核對某一期時，重算的是那一期以來的記錄，一直算到根哈希。',
  '每一筆都是規定格式，沒有多餘內容；借貸相等；沖銷的正好是原數。',
  '逐筆相加，得數與每一期公示的數字、下載文件、網頁上的數字都相同。',
  '和您上次核對時相比，賬冊只增加，沒有改動。',
  '公開的文字另存，不在這裡核對；生成網頁時，與賬冊中的摘要一致的才顯示。',
];
export const notWhat = '核對不能說明什麼，見';

export const commandLineHeading = '用命令行核對';
export const commandLine = 'npm run -s mingzhang -- verify';
/** Stands where the script that knows this page's address did not run. */
export const ownLog = '本頁所在網址/log';
export const commandLineNote =
  '程序公開；賬冊採用 C2SP 通用格式，別人寫的工具也能核對簽名和位置。除了上面的核對（不含與網頁數字、與上次結果的比較），命令行還核對三樣：以前各期還留着的文件，都是現在文件的開頭部分；公開的每段文字，與那一筆在賬冊中的摘要相符；捐贈查詢文件裡的每一筆都在賬冊中，每個文件至少有 64 個查詢碼（總數較少時合為一個文件）。';

export const codesHeading = '核對不通過時，各種提示是什麼意思';
export const codesCaption = '代碼不變，程序和網頁用同一套。';
export const code = '代碼';
export const meaning = '意思';

export type PageCode = 'balancesDiffer' | 'pageMissing' | 'figureMissing' | 'pageDiffers' | 'rolledBack' | 'rewritten';

export const codes: Record<VerifyCode | PageCode, string> = {
  malformedKey: '公鑰的寫法不對，無法用來驗簽名。',
  malformedNote: '簽名文件的寫法不對，可能在傳輸中損壞。',
  unsigned: '檢查點上沒有賬冊公鑰的簽名：這不是我們簽發的賬冊，或者公鑰不是這本賬冊的。',
  badSignature: '簽名與內容不符：檢查點被改過，或者不是由這把密鑰簽出。',
  malformedCheckpoint: '檢查點的寫法不對。',
  otherOrigin: '檢查點屬於另一本賬冊。',
  missingFile: '賬冊的一個文件讀不到。已經公開的文件不應該消失。',
  malformedTile: '一個哈希文件的長度不對。',
  malformedBundle: '一個記錄文件的寫法不對。',
  wrongTile: '一個哈希文件與記錄算出來的不同：記錄或哈希被改過。',
  wrongRoot: '全部記錄算出來的根哈希與簽名的不同：有記錄被改動、增加或刪除。',
  malformedProof: '證明文件的寫法不對。',
  wrongProof: '證明不成立：這一筆不在簽名的賬冊裡，或者內容被改過。',
  earlierDiffers: '以前某一期留下的文件與現在的不一致：有記錄後來被改過。',
  malformedOpening: '一個公開文字的文件寫法不對。',
  wrongOpening: '一段公開的文字與賬冊中的摘要對不上：文字被改過，或者不屬於這一筆。',
  malformedBucket: '一個捐贈查詢文件的寫法不對。',
  wrongBucket: '捐贈查詢文件裡的一筆與賬冊對不上。',
  bucketTooSmall: '一個捐贈查詢文件裡的查詢碼少於 64 個，服務器可能猜出查的是哪一筆。',
  leafTooLarge: '一筆記錄超過規定長度。',
  malformedLeaf: '一筆記錄不合規定格式。',
  notCanonical: '一筆記錄不是規定的唯一寫法。',
  unknownVersion: '一筆記錄是本程序不認識的新版格式：在賬冊裡，但合計要用新版程序核對。',
  unbalanced: '一筆記錄借貸不相等。',
  unknownAccount: '一筆記錄用了沒有登記的科目。',
  unknownEntity: '一筆記錄用了沒有登記或不記賬的核算主體。',
  unknownFund: '一筆記錄用了沒有登記的專項資金。',
  unknownUnit: '一筆記錄用了沒有登記的物資。',
  unknownCode: '一筆記錄用了沒有登記的代碼。',
  registeredOtherwise: '同一個代碼前後登記的意思不同。',
  voidsNothing: '一筆沖銷沒有對應的原記錄。',
  voidedTwice: '同一筆記錄被沖銷了兩次。',
  notTheNegative: '沖銷的數額與原記錄不相反。',
  doesNotAddUp: '一筆記錄寫明的數字與它的分錄不一致。',
  wrongNotice: '公示的期數或分頁不連續。',
  statementDiffers: '某一期公示的合計與逐筆相加的不同。',
  balancesDiffer: '下載文件 balances.json 與賬冊算出來的不同。',
  pageMissing: '一個要核對的網頁或文件打不開，或者不是規定的格式。',
  figureMissing: '網頁上少了應有的數字。',
  pageDiffers: '網頁上的數字與賬冊算出來的不同。',
  rolledBack: '賬冊比您上次核對時短了：有已經公開的記錄不見了。',
  rewritten: '您上次核對過的記錄被改動了：現在的賬冊不是從那時接着記的。',
};

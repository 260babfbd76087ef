import type { VerifyCode } from '#log/verify-error.ts';

export const description = '用您自己的浏览器核对：签名、每一笔的位置、全部合计。';
export const lead =
  '不必相信我们，也不必相信这个网站。下面的核对在您自己的浏览器里进行：下载公开账册，验签名，逐笔重算，把得数和网页上的数字比较。';

export const keyHeading = '账册公钥';
export const keyNote =
  '核对从公钥开始。请与慈善总会印在公示表、捐赠接收单上的公钥比较；两处一致，才说明您核对的是同一本账册。';
export const noKey = '账册还没有开始，暂时没有可核对的内容。';

export const whole = '从第一笔起全部核对';
export const newest = (notice: string): string => `只核对第 ${notice} 期`;
export const running = '正在核对……';
export const progress = (done: string, size: string): string => `已核对 ${done} / ${size} 条`;
export const progressLabel = '核对进度';
export const needsScript = '在网页上核对需要打开浏览器的脚本功能。也可以用命令行核对：';
export const offline = '没有连上服务器，请检查网络后再试。';

export const results = {
  signature: (origin: string): string => `签名有效，账册标识 ${origin}`,
  leaves: (checked: string, size: string): string => `${checked} 条内容与签名一致，账册共 ${size} 条`,
  totals: (rows: string): string => `逐笔重算，${rows} 行合计与每一期公示的数字一致`,
  file: '重算得数与下载文件 balances.json 一致',
  pages: (figures: string, pages: string): string => `重算得数与 ${pages} 个网页上的 ${figures} 个数字一致`,
  bookedOnly: '见证、列示的数字要从第一笔起全部核对时才重算',
  remembered: (size: string): string => `与您上次核对时的 ${size} 条相比，只有增加，没有改动`,
  first: '这是您第一次用这个浏览器核对。下次会检查账册是否只增不改',
  noMemory: '这个浏览器不让网页保存数据，所以没有和上次核对时比较，这次也没有记下',
  notRemembered: '这个浏览器没有让网页记下这次的结果，下次不能和这次比较',
  laterVersion: '账册中有新版格式的记录：签名和位置已核对，合计要用新版程序核对',
  passed: '核对通过',
  failed: '核对不通过',
};
export const brokenOff = '核对没有做完：程序遇到没有料到的错误。不能算通过。';
export const otherNotice = '网页和账册不是同一期：公示刚刚更新。请刷新网页，再核对一次。';
export const failedAt = (place: string): string => `位置：${place}`;
export const whatToDo = '请把这个结果截图，告诉慈善总会，也可以请审计或媒体用命令行再核对一次。';

export const one = '核对某一笔';
export const oneLabel = '册号';
export const oneHint = '册号写在每一笔的开头，从 0 开始。';
export const oneButton = '核对这一笔';
export const oneOutside = (size: string): string => `没有这个册号。账册共 ${size} 条，册号从 0 到最后一条。`;
export const oneIncluded = (leaf: string, size: string): string =>
  `册号 ${leaf} 在 ${size} 条的公开账册中，位置和内容都对`;
export const toEntry = '看这一笔的网页';
export const oneContent = '账册中的原文（代码和数字；文字另存，可依法隐去）';
export const kindLabel = '种类';
export const codeLabel = '代码';
export const voidsLabel = '冲销';
export const amountsLabel = '数额';
export const noticeNumber = (notice: string): string => `第 ${notice} 期公示`;
export const roles = { balance: '结存', price: '价款' };

export const what = '核对了什么';
export const steps: string[] = [
  '检查点的签名由账册公钥签出。',
  '账册现有笔数的每个哈希文件，都由现有的全部记录重新算出，逐字节相同，直到签名里的根哈希。只核对某一期时，重算的是那一期以来的记录，一直算到根哈希。',
  '每一笔都是规定格式，没有多余内容；借贷相等；冲销的正好是原数。',
  '逐笔相加，得数与每一期公示的数字、下载文件、网页上的数字都相同。',
  '和您上次核对时相比，账册只增加，没有改动。',
  '公开的文字另存，不在这里核对；生成网页时，与账册中的摘要一致的才显示。',
];
export const notWhat = '核对不能说明什么，见';

export const commandLineHeading = '用命令行核对';
export const commandLine = 'npm run -s mingzhang -- verify';
/** Stands where the script that knows this page's address did not run. */
export const ownLog = '本页所在网址/log';
export const commandLineNote =
  '程序公开；账册采用 C2SP 通用格式，别人写的工具也能核对签名和位置。除了上面的核对（不含与网页数字、与上次结果的比较），命令行还核对三样：以前各期还留着的文件，都是现在文件的开头部分；公开的每段文字，与那一笔在账册中的摘要相符；捐赠查询文件里的每一笔都在账册中，每个文件至少有 64 个查询码（总数较少时合为一个文件）。';

export const codesHeading = '核对不通过时，各种提示是什么意思';
export const codesCaption = '代码不变，程序和网页用同一套。';
export const code = '代码';
export const meaning = '意思';

export type PageCode = 'balancesDiffer' | 'pageMissing' | 'figureMissing' | 'pageDiffers' | 'rolledBack' | 'rewritten';

export const codes: Record<VerifyCode | PageCode, string> = {
  malformedKey: '公钥的写法不对，无法用来验签名。',
  malformedNote: '签名文件的写法不对，可能在传输中损坏。',
  unsigned: '检查点上没有账册公钥的签名：这不是我们签发的账册，或者公钥不是这本账册的。',
  badSignature: '签名与内容不符：检查点被改过，或者不是由这把密钥签出。',
  malformedCheckpoint: '检查点的写法不对。',
  otherOrigin: '检查点属于另一本账册。',
  missingFile: '账册的一个文件读不到。已经公开的文件不应该消失。',
  malformedTile: '一个哈希文件的长度不对。',
  malformedBundle: '一个记录文件的写法不对。',
  wrongTile: '一个哈希文件与记录算出来的不同：记录或哈希被改过。',
  wrongRoot: '全部记录算出来的根哈希与签名的不同：有记录被改动、增加或删除。',
  malformedProof: '证明文件的写法不对。',
  wrongProof: '证明不成立：这一笔不在签名的账册里，或者内容被改过。',
  earlierDiffers: '以前某一期留下的文件与现在的不一致：有记录后来被改过。',
  malformedOpening: '一个公开文字的文件写法不对。',
  wrongOpening: '一段公开的文字与账册中的摘要对不上：文字被改过，或者不属于这一笔。',
  malformedBucket: '一个捐赠查询文件的写法不对。',
  wrongBucket: '捐赠查询文件里的一笔与账册对不上。',
  bucketTooSmall: '一个捐赠查询文件里的查询码少于 64 个，服务器可能猜出查的是哪一笔。',
  leafTooLarge: '一笔记录超过规定长度。',
  malformedLeaf: '一笔记录不合规定格式。',
  notCanonical: '一笔记录不是规定的唯一写法。',
  unknownVersion: '一笔记录是本程序不认识的新版格式：在账册里，但合计要用新版程序核对。',
  unbalanced: '一笔记录借贷不相等。',
  unknownAccount: '一笔记录用了没有登记的科目。',
  unknownEntity: '一笔记录用了没有登记或不记账的核算主体。',
  unknownFund: '一笔记录用了没有登记的专项资金。',
  unknownUnit: '一笔记录用了没有登记的物资。',
  unknownCode: '一笔记录用了没有登记的代码。',
  registeredOtherwise: '同一个代码前后登记的意思不同。',
  voidsNothing: '一笔冲销没有对应的原记录。',
  voidedTwice: '同一笔记录被冲销了两次。',
  notTheNegative: '冲销的数额与原记录不相反。',
  doesNotAddUp: '一笔记录写明的数字与它的分录不一致。',
  wrongNotice: '公示的期数或分页不连续。',
  statementDiffers: '某一期公示的合计与逐笔相加的不同。',
  balancesDiffer: '下载文件 balances.json 与账册算出来的不同。',
  pageMissing: '一个要核对的网页或文件打不开，或者不是规定的格式。',
  figureMissing: '网页上少了应有的数字。',
  pageDiffers: '网页上的数字与账册算出来的不同。',
  rolledBack: '账册比您上次核对时短了：有已经公开的记录不见了。',
  rewritten: '您上次核对过的记录被改动了：现在的账册不是从那时接着记的。',
};

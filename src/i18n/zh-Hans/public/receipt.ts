import type { ReceiptCodeMistake } from '#log/receipt-code.ts';

export const description = '用捐赠接收单上的查询码，查自己的那一笔在不在公开账册里。';
export const lead = '输入捐赠接收单上的查询码，查您的那一笔有没有入册、怎么记的、去了哪里。';
export const label = '查询码';
export const hint = '28 个字母和数字，每 4 个一组。大小写、有没有短横都可以。';
export const button = '查询';
export const needsScript =
  '查询码只在您的浏览器里使用，不会发送出去，所以需要打开浏览器的脚本功能。也可以联系慈善总会（方式见本页末尾），核实身份后查询。';
export const empty = '账册还没有开始，暂时没有可查的捐赠。';
export const searching = '正在查询……';
export const offline = '没有连上服务器，请检查网络后再试。';

export const mistakes: Record<ReceiptCodeMistake, string> = {
  empty: '请输入查询码。',
  length: '查询码应为 28 个字母和数字，请核对有没有漏写或多写。',
  symbol: '查询码里有不会出现的符号，请对照接收单再看一遍。字母 O 与数字 0、字母 I、L 与数字 1 可以混写，其余不行。',
  check: '查询码有一处写错了，请对照接收单再看一遍。',
};
export const notFound = '公开账册里没有这个查询码。可能这一笔还在待核实，没有公示；也可能查询码属于另一本账册。';
export const notYet = '请稍后再查，或向慈善总会询问，方式见本页末尾。';
export const notYetSigned = '这一笔正在入册，公开账册还没有写到它。';
export const tryAgain = '账册正在更新，两个文件不是同一时刻的。请过几分钟再查一次。';
export const unreadable = '服务器上的一个文件读不懂，没有查成。请稍后再试；如果一直这样，请把下面的提示告诉慈善总会。';
export const among = (count: number): string =>
  count === 0 ? '这次没有取到查询记录。' : `这次取的文件里有 ${count} 条查询记录，服务器只知道您查的可能是其中一条。`;
export const spoiled = '查到了记录，但它与公开账册对不上，不能作数。请把下面的代码告诉慈善总会。';
export const sealedWrong = '这一笔在账册中，但随附的说明打不开。请告诉慈善总会。';

export const nameErased = '捐赠人名称已按要求不再公开，随附的付款流水号也一并删除。';

export const found = '查到了：这一笔在公开账册中';
export const proven = (leaf: string, size: string): string => `册号 ${leaf}，在 ${size} 条的公开账册中，位置和内容都对`;
export const nameProven = '捐赠人姓名（名称）与公开账册中的加密摘要相符';
export const nameOtherwise = '随附的捐赠人姓名（名称）与公开账册中的加密摘要不符，请告诉慈善总会';
export const corrected = '这一笔已经更正（红字冲销），原因见更正说明。';
export const refunded = '退款：这一笔已退还捐赠人（红字冲销），不再计入合计。';
export const replaces = (earlier: string, standing: string): string =>
  `此前的册号 ${earlier} 登记有误，已更正（红字冲销）；以册号 ${standing} 这一笔为准。您的查询码不变。`;
export const numberedAnew = (now: string, first: string): string => `${now}（首次登记为 ${first}）`;
export const nameCorrected = '捐赠人名称更正过：下面是首次登记时的名称，与这一笔在公开账册中的加密摘要不同。';
export const sealedAtFirst =
  '付款流水号和捐赠人名称是首次登记时随查询码封存的；如果更正的正是这两项，请以慈善总会的书面答复为准。';
export const toCorrection = '看更正说明';
export const compareHeading = '请核对只有您知道的';
export const compare =
  '下面几项请与您自己的转账记录或交接单比较。有一项不对，就说明这个查询码不是您这一笔的，或者记错了，请告诉慈善总会。';
export const notRecorded = '没有登记';
export const erased = '已删除';
export const unopened = '打不开';
export const voidedFate = '已冲销，不计入合计';
export const refundedFate = '退款：已退还捐赠人，不计入合计';
export const beforeVoiding = (said: string): string => `冲销前：${said}`;
export const valuedTogether = '几种物资合并折价，计一次';
export const fields = {
  number: '编号',
  name: '捐赠人',
  reference: '付款流水号',
  date: '日期',
  content: '捐赠内容',
  valuation: '物资折价（不是资金）',
  entity: '接收单位',
  fund: '专项资金',
  restriction: '捐赠意愿',
  confirmed: '核对',
  fate: '去向',
};
export const whereIsIt = '看这一笔在公开账册中的位置';
export const whereNote = '点开后，服务器会知道您看了哪一页，但不知道是哪一笔。';

export const privacyHeading = '查询时，服务器知道什么';
export const privacy: string[] = [
  '查询码不会离开您的浏览器：网址里 # 后面的部分不发送，计算全部在本机进行。',
  '服务器只看到您取了一个文件，里面有一批查询记录；它只知道您查的可能是其中一条。入册的捐赠不多时，全部查询记录都在这一个文件里；查询后会写明这一批有多少条。',
  '除此以外，查询时只取对每位查询的人都相同的文件，次序也相同。',
];
export const lostHeading = '查询码丢了';
export const lost = '查询码只印一次，慈善总会也不留存。丢失的，请本人联系慈善总会，核实身份后可以开具一份离线证明。';

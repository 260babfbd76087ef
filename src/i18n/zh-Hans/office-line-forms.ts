import { appropriationWords, batchWords, headerWords, purchaseWords } from './office-forms.ts';
import { namedAccountWords } from './office-money-accounts.ts';

/** What a form that begins with a line of a statement calls the fields it speaks of. */
export const lineFieldWords: Readonly<Record<string, string>> = {
  entity: headerWords.entity,
  fund: headerWords.fund,
  moneyAccount: namedAccountWords.paid,
  occurredFrom: '日期',
  sourceReference: headerWords.sourceReference,
  total: batchWords.total,
  title: batchWords.title,
  recipients: batchWords.recipients,
  basis: batchWords.basis,
  headcount: batchWords.headcount,
  supplier: purchaseWords.supplier,
  restriction: batchWords.restriction,
  unit: purchaseWords.unit,
  quantity: purchaseWords.quantity,
  priceFen: purchaseWords.price,
  allotment: appropriationWords.allotment,
  purpose: appropriationWords.purpose,
  receiver: appropriationWords.receiver,
  amount: '金额',
};

/** Above a form that begins with a line of a statement: what the line told, and what only a person knows. */
export const lineFilledWords = {
  filled: (fields: readonly string[]) => `已按流水填好：${fields.join('、')}。`,
  left: (fields: readonly string[]) => `还要您选定或填写：${fields.join('、')}。`,
  together: '提交后与这笔流水一并交另一人复核，复核通过即入账并核对上。',
  fundUsual: '专项资金按流水摘要或以往常用的选好，请核对。',
} as const;

/** Of an appropriation whose receiver is not in the register. */
export const lineReceiverWords = {
  unknown: (name: string) => `流水写的对方是“${name}”，登记簿里没有这个单位，所以接收单位还空着。`,
  other: '登记簿里是别的写法的，请直接在下面选。',
  register: (name: string) => `登记“${name}”`,
  keeps: '已填的内容会保留，登记后回到这里。',
  waiting: (name: string) => `“${name}”已提交登记，等另一人复核；复核通过后才能选作接收单位。`,
  look: '已复核，重新读取单位',
  heading: '为拨付登记接收单位',
  registered: (name: string) => `已提交登记“${name}”，等另一人复核。拨付单里已填的内容都还在。`,
  back: '回到拨付单继续填写',
  keptHint: '提交后回到拨付单，那里已填的内容都保留着。',
} as const;

/** Of a grant to fewer families than may be published alone. */
export const fewFamiliesWords = {
  heading: (least: bigint) => `不足 ${least} 户（人）的，不能单独登记`,
  why: (least: bigint) =>
    `公开时会让人认出是谁，所以每一批至少 ${least} 户（人）。这笔流水只发了几户的，请选一种办法：`,
  join: '并入已有的一批',
  joinProposed: '还没有复核：请经办人修改，把这几户的人数和金额加进去，再与几笔流水一起核对。',
  joinApproved: '这几户已经含在里面的，直接与流水核对；没有含在里面的，不能再加。',
  match: '与这笔流水核对',
  none: '现在没有还没对上流水的慰问发放可以并入。',
  together: '与别的流水合成一批',
  togetherHow: (least: bigint) =>
    `同类发放的几笔流水合起来满 ${least} 户的：另录一张慰问发放，金额填几笔的合计；提交后在对账的“账上无流水”里打开它，勾选这几笔流水一起确认。`,
  togetherLink: '另录一张慰问发放',
  wait: '等满了再登记',
  waitHow: '先搁置这笔流水，注明原因；它仍计入待核实，凑满后在“已搁置”里重新处理。',
  park: '搁置这笔流水',
  note: (least: bigint) => `不足 ${least} 户，等与同类发放合并成一批再登记`,
} as const;

/** A line that was put aside beside a record that no statement shows, both of the same amount. */
export const sameMoneyWords = {
  heading: '可能是同一笔：',
  apart: (days: number) => (days === 0 ? '金额相同，同一天' : `金额相同，相差 ${days} 天`),
  parked: '已搁置的流水',
  record: '账上无流水的记录',
  hint: '只是提示，没有配对。核对后在下面勾选，合计相符时确认，再由另一人复核；不是同一笔的，不必理会。',
  open: '去核对',
  mark: '可能是同一笔',
} as const;

/** What takes longer than a second. */
export const underwayWords = {
  one: '正在办理，请不要关闭页面。',
  many: '正在办理 {count} 笔，请不要关闭页面。',
  took: '已用 {seconds} 秒',
} as const;

import type { Flow } from '../statement.ts';
import { HEADINGS } from './columns.ts';
import { simplifiedWords } from './plain-heading.ts';

/** 借 and 贷 are bookkeeping: a red amount goes the other way. Elsewhere a minus only repeats the word. */
interface FlowWord {
  flow: Flow;
  redFlips: boolean;
}

const WORDS: Record<string, FlowWord> = {};
const enter = (flow: Flow, redFlips: boolean, words: readonly string[]) => {
  for (const word of words) WORDS[word] = { flow, redFlips };
};
enter('in', true, ['贷', '贷方', '贷记', 'c', 'cr', 'credit', 'crdt']);
enter('out', true, ['借', '借方', '借记', 'd', 'dr', 'debit', 'dbit']);
enter('in', true, ['收入', '收', '来账', '转入', '存入', '入账', '收款', '进', '进账', '+', 'in']);
enter('out', false, ['支出', '支', '往账', '转出', '支取', '出账', '付款', '付', '出', '扣账', '-', 'out']);
enter('in', true, ['存款', '存', '存现', '收方', '流入', '汇入']);
enter('out', false, ['取款', '取', '取现', '付方', '流出', '汇出', '付出']);
enter('neutral', false, ['不计收支', '不计入收支', '中性交易', '中性', '其他', '其它', '/', '--']);

/** `贷 Cr`, `C-贷` and `收入(+)` say it twice; undefined for a word that says nothing of the direction. */
export function flowWord(cell: string): FlowWord | undefined {
  if (cell.length > LONGEST_WORD) return undefined;
  const stated = plain(cell);
  const whole = WORDS[stated];
  if (whole !== undefined) return whole;
  const parts = stated.match(/\p{Script=Han}+|[a-z]+|\+|-(?=\)?$)|[^()/-]/gu) ?? [];
  const [first, ...others] = parts.map((part) => WORDS[part]);
  return others.length > 0 && others.every((other) => other?.flow === first?.flow) ? first : undefined;
}
const LONGEST_WORD = 20;

/** Columns that say nothing but the direction; 交易类型 may say other things as well. */
export const saysFlowAlone = (heading: string): boolean =>
  (HEADINGS.flow as readonly string[]).includes(heading) && !(HEADINGS.kind as readonly string[]).includes(heading);

/**
 * A credit card's bill without signs says the direction by how its description begins. Undefined when it does not.
 */
export function flowOfDescription(text: string): Flow | undefined {
  const stated = plain(text);
  if (/^(?:退货|退款|信用卡还款|还款|存入|存款|转入|入账|返现|返还|结息|调减|冲正|撤销|奖励)/.test(stated)) return 'in';
  if (/^(?:消费|取现|支取|预借现金|转出|手续费|年费|利息|违约金|分期|代扣|缴费|调增)/.test(stated)) return 'out';
  return undefined;
}

/** 还款 is paid from an account, and to a card. */
export const saysRepayment = (text: string): boolean => /^[([【]?(?:信用卡)?还款/.test(plain(text));

/**
 * The same of words that mostly go one way on any account: 还款 is paid from one and to the other, 退款 a merchant pays, and
 * 消费帮扶捐款 is a gift.
 */
export function surelyFlowOfDescription(text: string): Flow | undefined {
  const stated = plain(text).replace(/^[([【]/, '');
  if (/^消费(?:帮扶|扶贫|券)|捐|善款|爱心/.test(stated)) return undefined;
  if (/^(?:存入|转入)/.test(stated)) return 'in';
  return /^(?:消费|取现|支取|转出)/.test(stated) ? 'out' : undefined;
}

const plain = (cell: string): string => simplifiedWords(cell.normalize('NFKC').replaceAll(/[\s`]/g, '').toLowerCase());

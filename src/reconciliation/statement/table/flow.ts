import type { Flow } from '../statement.ts';

/** 借 and 贷 are bookkeeping: a red amount goes the other way. Elsewhere a minus only repeats the word. */
interface FlowWord {
  flow: Flow;
  redFlips: boolean;
}

const WORDS: Record<string, FlowWord> = {};
const enter = (flow: Flow, redFlips: boolean, words: readonly string[]) => {
  for (const word of words) WORDS[word] = { flow, redFlips };
};
enter('in', true, ['贷', '贷方', 'c', 'cr', 'credit']);
enter('out', true, ['借', '借方', 'd', 'dr', 'debit']);
enter('in', true, ['收入', '收', '来账', '转入', '存入', '入账', '收款', '+']);
enter('out', false, ['支出', '支', '往账', '转出', '支取', '出账', '付款', '-']);
enter('neutral', false, ['不计收支', '中性交易', '中性']);

/** Undefined for a word that says nothing of the direction. */
export const flowWord = (cell: string): FlowWord | undefined => WORDS[plain(cell)];

/** Columns that say nothing but the direction: what they leave open is neither. */
export const saysFlowAlone = (heading: string): boolean => /收\/?支|^借\/?贷/.test(heading);

/**
 * A credit card's bill without signs says the direction by how its description begins. Undefined when it does not.
 */
export function flowOfDescription(text: string): Flow | undefined {
  const stated = plain(text);
  if (/^(?:退货|退款|信用卡还款|还款|存入|存款|转入|入账|返现|返还|结息|调减|冲正|撤销|奖励)/.test(stated)) return 'in';
  if (/^(?:消费|取现|支取|预借现金|转出|手续费|年费|利息|违约金|分期|代扣|缴费|调增)/.test(stated)) return 'out';
  return undefined;
}

const plain = (cell: string): string => cell.normalize('NFKC').replaceAll(/[\s`]/g, '').toLowerCase();

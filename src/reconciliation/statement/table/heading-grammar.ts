import type { Role } from './columns.ts';

/** Words for money in and money out: 借 and 贷 are the bank's books, the others the customer's. */
export const IN_WORDS = '贷方|贷记|收入|存入|转入|收款|存款|入账|进账|来账|收方';
export const OUT_WORDS = '借方|借记|支出|支取|转出|付款|付出|取款|提款|出账|扣账|往账|付方';

const BEFORE = '(?:交易|记账|本次|本币|人民币)?';
const MONEY = '(?:发生金额|交易金额|发生额|交易额|金额|发生|额)?';
const IN = new RegExp(`^${BEFORE}(?:${IN_WORDS})${MONEY}$`);
const OUT = new RegExp(`^${BEFORE}(?:${OUT_WORDS})${MONEY}$`);
const AMOUNT = /^(?:交易|记账|发生|本次|本币|人民币|账单|收付|结算)?(?:金额|发生额|交易额)$/;
const BALANCE = /^(?:账户|账面|交易后|记账后|本次|当前|交易|账号|存款)(?:余额|结余)$/;
const MOMENT = /^(?:银行)?(?:交易|记账|入账|发生|会计|账务|业务|到账|完成|过账)(?:日期|时间|日)?(?:[/-]?时间)?$/;

/** Amounts in another unit or currency are not what the cells say; a clerk must say what they are. */
const OTHER_UNIT = /[百千万亿]元|美元|欧元|港[币元]|日元|英镑|^(?:usd|eur|hkd|jpy|gbp)$/;

type Side = 'in' | 'out' | undefined;
const sideOf = (words: string): Side => (IN.test(words) ? 'in' : OUT.test(words) ? 'out' : undefined);

/**
 * What a heading that no list has must hold, by how it is put together: `贷方(收入)金额`, `支出/借方发生额`,
 * `交易金额(收入)`, and `收入/支出金额` of one column with signs. Of a heading as `plainHeading` gives it.
 */
export function grammarRoles(heading: string): readonly Role[] {
  const base = heading.replaceAll(/\([^()]*\)/g, '').replace(/\/(?:人民币)?元$/, '');
  const said = [...heading.matchAll(/\(([^()]*)\)/g)].map(([, note = '']) => note);
  if (said.some((note) => OTHER_UNIT.test(note))) return [];
  const notes = said.map(sideOf);
  const parts = base.split('/').map(sideOf);
  const sides = new Set(parts);
  if (parts.length > 1 && sides.has('in') && sides.has('out') && !sides.has(undefined)) return ['amount', 'flow'];
  const [side] = sides.size === 1 ? parts : [];
  if (side !== undefined) return notes.some((note) => note !== undefined && note !== side) ? [] : [side];
  if (AMOUNT.test(base)) {
    const noted = new Set(notes.filter((note) => note !== undefined));
    const [only] = noted;
    return only !== undefined && noted.size === 1 ? [only] : ['amount'];
  }
  if (BALANCE.test(base)) return ['balance'];
  return base !== '' && /日|时间/.test(base) && MOMENT.test(base) ? ['moment'] : [];
}

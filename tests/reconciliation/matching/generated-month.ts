import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';

/** A month of gifts and the statement of the same month, with which line is which gift known. */
export interface Month {
  lines: BankLine[];
  records: BookRecord[];
  /** Id of the gift by id of the line, entered or not; absent where the line is of none. */
  truth: Map<string, string>;
  /** Lines whose gift was entered. */
  matchable: number;
  /** Lines that are alike for everybody: amount, day and name. */
  alike: (one: string, other: string) => boolean;
}

/** Numbers from 0 up to, not including, 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'.split('');
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志强'.split('');
const TRADES = ['科技', '商贸', '实业', '建筑', '医疗器械', '物业管理'];
const PLACES = ['衡阳', '湘江', '雁峰', '石鼓', '蒸湘', '珠晖'];
const AMOUNTS = [100_00n, 200_00n, 500_00n, 1_000_00n, 2_000_00n, 10_000_00n];

/**
 * `count` gifts: most in round amounts, so that many are equal; names that banks mask or cut, typos, lines days late,
 * numbers left out or copied from another slip, gifts that never arrived, money nobody entered, payments through 支付宝,
 * and people who give the same twice on one day.
 */
export function generatedMonth(count: number, seed: number): Month {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const lines: BankLine[] = [];
  const records: BookRecord[] = [];
  const truth = new Map<string, string>();
  const accounts = new Map<string, string>();
  /** Of all gifts, those that nobody entered too. */
  const byId = new Map<string, BookRecord>();
  const people = Math.max(20, Math.floor(count / 2));
  for (let at = 0; at < count; at++) {
    const person = Math.floor(random() * people);
    const company = person % 7 === 0;
    const name = company
      ? `${PLACES[person % 6]}${SURNAMES[person % 20]}${GIVEN[person % 28]}${TRADES[person % 6]}有限公司`
      : `${SURNAMES[person % 20]}${GIVEN[(person * 7) % 28]}${person % 3 === 0 ? '' : GIVEN[(person * 11) % 28]}`;
    const account = `62${String(person).padStart(8, '0')}`;
    const day = 1 + Math.floor(random() * 26);
    const amountFen = random() < 0.7 ? pick(AMOUNTS) : BigInt(1 + Math.floor(random() * 1_000_000));
    const number = `DN202507${String(at).padStart(6, '0')}`;
    const again = random() < 0.03;
    for (let copy = 0; copy < (again ? 2 : 1); copy++) {
      const record: BookRecord = {
        id: `r${at}-${copy}`,
        day: dayOf(day),
        flow: 'in',
        amountFen,
        references: [`${number}${copy || ''}`],
        name,
        accounts: accounts.has(name) && random() < 0.6 ? [accounts.get(name) ?? ''] : [],
        fundWords: ['青石镇'],
      };
      byId.set(record.id, record);
      if (random() < 0.96) records.push(record);
      if (random() < 0.04) continue;
      const late = random() < 0.7 ? 0 : Math.floor(random() * 9);
      const throughService = random() < 0.08;
      const line: BankLine = {
        id: `l${at}-${copy}`,
        day: dayOf(day + late),
        flow: 'in',
        amountFen,
        references: [],
        purpose: purposeOf(record, random, number, at),
        ...(!throughService && { name: asBanksWrite(name, company, random), account }),
      };
      lines.push(line);
      truth.set(line.id, record.id);
    }
    if (random() < 0.5) accounts.set(name, account);
  }
  // What is no gift: interest, fees, money to others.
  for (let at = 0; at < count / 20; at++) {
    lines.push({
      id: `x${at}`,
      day: dayOf(1 + (at % 28)),
      flow: pick(['in', 'out'] as const),
      amountFen: pick(AMOUNTS),
      references: [],
      purpose: pick(['结息', '手续费', '货款', '']),
    });
  }
  const keyOf = (id: string) => {
    const found = byId.get(id);
    return found && `${found.amountFen} ${found.day} ${found.name}`;
  };
  const entered = new Set(records.map(({ id }) => id));
  const matchable = [...truth.values()].filter((id) => entered.has(id)).length;
  return { lines, records, truth, matchable, alike: (one, other) => keyOf(one) === keyOf(other) };
}

const dayOf = (date: number): string =>
  `2025-${date > 31 ? '08' : '07'}-${String(date > 31 ? date - 31 : date).padStart(2, '0')}`;

function asBanksWrite(name: string, company: boolean, random: () => number): string {
  const dice = random();
  if (!company && dice < 0.15) return `*${name.slice(1)}`;
  if (dice < 0.2) return `${name}（个人）`;
  if (company && dice < 0.3) return name.replace('有限公司', '有限责任公司');
  if (company && dice < 0.35) return name.replace(/.$/, '');
  return name;
}

/** A tenth give the number, some of them a neighbour's from an old slip. */
function purposeOf(record: BookRecord, random: () => number, number: string, at: number): string {
  const dice = random();
  if (dice < 0.1) return `捐款 ${record.references[0]}`;
  if (dice < 0.11 && at > 3) return `捐款 ${number.slice(0, 8)}${String(at - 3).padStart(6, '0')}`;
  return dice < 0.4 ? '捐款 青石镇' : '爱心捐款';
}

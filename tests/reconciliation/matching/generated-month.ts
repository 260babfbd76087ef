import type { MatchOptions } from '#reconciliation/matching/match.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';
import { chance } from './chance.ts';
import { asBanksWrite, asClerksWrite, GIVEN, PLACES, SURNAMES, TRADES } from './generated-names.ts';

export type Kind =
  | 'plain'
  | 'late'
  | 'renamed'
  | 'masked'
  | 'unnamed'
  | 'numbered'
  | 'wrongNumber'
  | 'equal'
  | 'split'
  | 'joint'
  | 'settlement'
  | 'order'
  | 'refund'
  | 'transfer'
  | 'fee'
  | 'interest';

/** One thing that happened, with what the bank and the books hold of it. */
export interface Happening {
  kind: Kind;
  /** Giver, amount and day: what is equal in these is the same to everybody. */
  looks: string;
  lines: BankLine[];
  records: BookRecord[];
}

/** A month of gifts and the statements of the same month, with what belongs together known. */
export interface Month {
  lines: BankLine[];
  records: BookRecord[];
  options: MatchOptions;
  happenings: Happening[];
}

const OWN = '示例市慈善总会';
const AMOUNTS = [100_00n, 200_00n, 500_00n, 1_000_00n, 2_000_00n, 10_000_00n];
const WORD = '青石镇';
const DAYS = 26;

interface Person {
  id: string;
  name: string;
  isCompany: boolean;
  account: string;
  /** The clerk confirmed the account before. */
  isKnown: boolean;
}

/**
 * About `count` gifts: most in round amounts, so that many are equal; names that banks mask, cut or write in traditional
 * characters and clerks type by sound; lines days late; numbers left out or copied from another slip; gifts that never
 * arrived, money nobody entered; people of one name, people who give the same twice on one day or every week; gifts paid
 * in parts, or several paid at once; payouts of a payment service net of its fee, or its own statement with withdrawals;
 * transfers, fees, interest and refunds.
 */
export function generatedMonth(count: number, seed: number): Month {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const people = peopleOf(Math.max(20, Math.floor(count / 2)), random);
  const happenings: Happening[] = [];
  const serviceHasStatement = seed % 2 === 0;
  const paidByService = new Map<number, BookRecord[]>();
  let made = 0;
  const nextId = (letter: string) => `${letter}${seed}-${String(made++).padStart(5, '0')}`;

  const gift = (person: Person, day: number, amountFen: bigint, given: Partial<BookRecord> = {}): BookRecord => ({
    id: nextId('r'),
    what: 'gift',
    day: dayOf(day),
    flow: 'in',
    amountFen,
    references: [`DN202507${String(made).padStart(6, '0')}`],
    name: asClerksWrite(person.name, person.isCompany, random),
    // Now and then a clerk enters a giver anew.
    giver: random() < 0.03 ? `${person.id}-again` : person.id,
    accounts: person.isKnown ? [person.account] : [],
    fund: 'relief',
    fundWords: [WORD],
    ...given,
  });
  const line = (day: number, amountFen: bigint, given: Partial<BankLine> = {}): BankLine => ({
    id: nextId('l'),
    moneyAccount: 'main',
    channel: 'bank',
    day: dayOf(day),
    flow: 'in',
    amountFen,
    references: [],
    purpose: pick(['', '爱心捐款', `捐款 ${WORD}`]),
    ...given,
  });
  const paid = (person: Person): Partial<BankLine> => ({
    name: asBanksWrite(person.name, person.isCompany, random),
    account: person.account,
  });
  const lateness = () => (random() < 0.75 ? 0 : Math.floor(random() * 9));
  const happened = (kind: Kind, looks: string, lines: BankLine[], records: BookRecord[]) => {
    const entered = random() < 0.96 ? records : [];
    const arrived = random() < 0.96 ? lines : [];
    happenings.push({ kind, looks, lines: arrived, records: entered });
  };
  const simple = (person: Person, day: number, amountFen: bigint, usual?: Kind) => {
    const record = gift(person, day, amountFen);
    const late = lateness();
    const through = random() < 0.06;
    const dice = random();
    const numbered = dice < 0.1;
    const wrong = dice >= 0.1 && dice < 0.12;
    const old = String(Math.max(1, made - 1 - Math.floor(random() * 20))).padStart(6, '0');
    const arrival = line(day + late, amountFen, {
      ...(through ? { name: '财付通支付科技有限公司', account: '243300133' } : paid(person)),
      ...(numbered && {
        purpose: `捐款 ${random() < 0.3 ? record.references[0]?.toLowerCase() : record.references[0]}`,
      }),
      ...(wrong && { purpose: `捐款 DN202507${old}` }),
    });
    const kind: Kind = wrong
      ? 'wrongNumber'
      : numbered
        ? 'numbered'
        : through
          ? 'unnamed'
          : late > 0
            ? 'late'
            : arrival.name?.includes('*')
              ? 'masked'
              : arrival.name === record.name
                ? 'plain'
                : 'renamed';
    happened(usual ?? kind, `${person.id} ${amountFen} ${record.day}`, [arrival], [record]);
  };

  for (let at = 0; at < count; at++) {
    const person = pick(people);
    const day = 1 + Math.floor(random() * DAYS);
    const amountFen = random() < 0.7 ? pick(AMOUNTS) : BigInt(1 + Math.floor(random() * 1_000_000));
    const dice = random();
    if (dice < 0.03) for (let copy = 0; copy < 2; copy++) simple(person, day, amountFen, 'equal');
    else if (dice < 0.05) for (let week = day % 7; week <= DAYS; week += 7) simple(person, week + 1, 100_00n);
    else if (dice < 0.08) {
      const first = (amountFen * BigInt(1 + Math.floor(random() * 8))) / 10n + 1n;
      const parts = [first, amountFen - first].filter((part) => part > 0n);
      const lines = parts.map((part, place) => line(day + place * Math.floor(random() * 3), part, paid(person)));
      happened('split', nextId('s'), lines, [gift(person, day, amountFen)]);
    } else if (dice < 0.11) {
      const amounts = [amountFen, pick(AMOUNTS), ...(random() < 0.3 ? [pick(AMOUNTS)] : [])];
      const records = amounts.map((part) => gift(person, day, part));
      const sum = amounts.reduce((all, part) => all + part, 0n);
      happened('joint', nextId('s'), [line(day + (random() < 0.7 ? 0 : 1), sum, paid(person))], records);
    } else if (dice < 0.25) {
      const order = `4200001234${String(made).padStart(18, '0')}`;
      const record = gift(person, day, amountFen, {
        channel: 'wechat',
        references: [`DN202507${String(made).padStart(6, '0')}`, ...(random() < 0.7 ? [order] : [])],
      });
      if (serviceHasStatement) {
        const arrival = line(day, amountFen, {
          moneyAccount: 'wechat',
          channel: 'wechat',
          references: [order],
          name: person.name.replace(/^./, '*'),
          purpose: '微信支付',
        });
        happened('order', `${person.id} ${amountFen} ${record.day}`, [arrival], [record]);
      } else paidByService.set(day, [...(paidByService.get(day) ?? []), record]);
    } else if (dice < 0.26) {
      const out: Partial<BookRecord & BankLine> = { flow: 'out' };
      happened(
        'refund',
        `${person.id} -${amountFen} ${dayOf(day)}`,
        [line(day, amountFen, { ...paid(person), ...out, purpose: '退款' } as Partial<BankLine>)],
        [gift(person, day, amountFen, { ...out, what: 'refund' } as Partial<BookRecord>)],
      );
    } else simple(person, day, amountFen);
  }

  for (const [day, records] of paidByService) {
    const gross = records.reduce((sum, record) => sum + record.amountFen, 0n);
    const feeFen = (gross * 6n + 500n) / 1_000n;
    const { name: _, giver: __, ...rest } = gift(pick(people), day, feeFen, { channel: 'wechat' });
    const fee: BookRecord = { ...rest, what: 'fee', flow: 'out', accounts: [], fundWords: [], references: [] };
    const payout = line(day + 1, gross - feeFen, {
      name: '财付通支付科技有限公司',
      account: '243300133',
      purpose: '微信支付商户结算款',
    });
    happenings.push({
      kind: 'settlement',
      looks: payout.id,
      lines: random() < 0.96 ? [payout] : [],
      // Some gifts of the day, or the fee, are not entered yet.
      records: [...records, fee].filter(() => random() < 0.99),
    });
  }
  if (serviceHasStatement) {
    for (let day = 3; day <= DAYS; day += 5) {
      const amountFen = BigInt(100_000 + Math.floor(random() * 5_000_000));
      happenings.push({
        kind: 'transfer',
        looks: nextId('s'),
        lines: [
          line(day, amountFen, {
            moneyAccount: 'wechat',
            channel: 'wechat',
            flow: 'out',
            kind: '提现',
            name: OWN,
            purpose: '',
          }),
          line(day + Math.floor(random() * 3), amountFen, {
            name: '财付通支付科技有限公司',
            account: '243300133',
            kind: '提现',
            purpose: '',
          }),
        ],
        records: [],
      });
    }
  }
  for (let at = 0; at < 4; at++) {
    const [day, amountFen] = [1 + Math.floor(random() * DAYS), pick([50_000_00n, 100_000_00n, 20_000_00n, 10_000_00n])];
    const numbered = random() < 0.6;
    happenings.push({
      kind: 'transfer',
      looks: nextId('s'),
      lines: [
        line(day, amountFen, { flow: 'out', name: OWN, ...(numbered && { account: '530002' }), purpose: '内部转账' }),
        line(day + Math.floor(random() * 2), amountFen, {
          moneyAccount: 'agency',
          name: OWN,
          ...(numbered && { account: '530001' }),
          purpose: '内部转账',
        }),
      ],
      records: [],
    });
  }
  for (let at = 0; at < 6; at++)
    happenings.push({
      kind: 'fee',
      looks: nextId('s'),
      lines: [
        line(1 + at * 4, BigInt(pick([50, 100, 550])), { flow: 'out', kind: '手续费', purpose: '对公跨行汇款 手续费' }),
      ],
      records: [],
    });
  happenings.push({
    kind: 'interest',
    looks: nextId('s'),
    lines: [line(21, BigInt(1 + Math.floor(random() * 100_000)), { kind: '结 息', purpose: '' })],
    records: [],
  });

  return {
    lines: happenings.flatMap(({ lines }) => lines),
    records: happenings.flatMap(({ records }) => records),
    happenings,
    options: {
      ownAccounts: [
        { moneyAccount: 'main', channel: 'bank', number: '530001', names: [OWN] },
        { moneyAccount: 'agency', channel: 'bank', number: '530002', names: [OWN] },
        { moneyAccount: 'wechat', channel: 'wechat', number: '1600000001', names: [OWN] },
      ],
      rules: [
        { id: 'fees', moneyAccount: 'main', flow: 'out', words: '手续费', makes: 'fee', validFrom: '2025-01-01' },
        { id: 'interest', moneyAccount: 'main', flow: 'in', words: '结息', makes: 'interest', validFrom: '2025-01-01' },
      ],
    },
  };
}

/** Some of them of one name; a seventh are companies. */
function peopleOf(count: number, random: () => number): Person[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const people: Person[] = [];
  for (let at = 0; at < count; at++) {
    const isCompany = random() < 1 / 7;
    const name =
      people.length > 0 && random() < 0.04
        ? pick(people)
        : {
            isCompany,
            name: isCompany
              ? `${pick(PLACES)}${pick(SURNAMES)}${pick(GIVEN)}${pick(TRADES)}有限公司`
              : `${pick(SURNAMES)}${pick(GIVEN)}${random() < 0.3 ? '' : pick(GIVEN)}`,
          };
    people.push({
      id: `d${at}`,
      name: name.name,
      isCompany: name.isCompany,
      account: `62${String(at).padStart(14, '0')}`,
      isKnown: random() < 0.4,
    });
  }
  return people;
}

const dayOf = (date: number): string =>
  `2025-${date > 31 ? '08' : '07'}-${String(date > 31 ? date - 31 : date).padStart(2, '0')}`;

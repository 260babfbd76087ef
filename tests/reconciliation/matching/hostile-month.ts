import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';
import { chance } from './chance.ts';
import type { Happening, Kind, Month } from './generated-month.ts';
import { GIVEN, SURNAMES } from './generated-names.ts';

/** What people like to give, what a canteen's day or a union's due comes to for many colleagues alike, and anything. */
const HABITS = [100_00n, 200_00n, 520_00n, 66_666n, 8_888n, 12_345n, 194_910n, 131_400n];
/** Sums that mean something, to many who know nothing of each other. */
const LUCKY = [16_888n, 20_088n, 51_888n, 52_013n, 88_618n, 131_452n, 1_314_520n, 5_201_314n];
const DUES = [21_437n, 18_762n, 140_957n];
const DAYS = 26;

/**
 * A month in which a ninth of all lines never came and a ninth of all gifts was never entered, with few given names, so
 * that masks fit many; sums that bring luck, to strangers on one day; odd amounts that many colleagues give, or one giver every week; money that came back and was sent
 * again; gifts entered twice, by another day, name or amount; accounts that a family shares. A matcher that is less than
 * strict is wrong here every month.
 */
export function hostileMonth(count: number, seed: number): Month {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const given = GIVEN.slice(0, 12);
  const people = Array.from({ length: Math.max(6, Math.floor(count / 2)) }, (_, at) => ({
    id: `d${at}`,
    name: `${pick(SURNAMES.slice(0, 6))}${random() < 0.4 ? '' : pick(given)}${pick(given)}`,
    // Two of a family by one account.
    account: `62${String(random() < 0.8 ? at : at >> 1).padStart(14, '0')}`,
    isKnown: random() < 0.3,
  }));
  const happenings: Happening[] = [];
  let made = 0;
  const nextId = (letter: string) => `${letter}${seed}-${String(made++).padStart(5, '0')}`;
  type Person = (typeof people)[number];

  const gift = (person: Person, day: number, amountFen: bigint): BookRecord => ({
    id: nextId('r'),
    what: 'gift',
    day: dayOf(day),
    flow: 'in',
    amountFen,
    references: [`DN202507${String(made).padStart(6, '0')}`],
    name: person.name,
    ...(random() < 0.8 && { giver: person.id }),
    accounts: person.isKnown ? [person.account] : [],
    fundWords: ['青石镇'],
  });
  const line = (person: Person, day: number, amountFen: bigint, flow: 'in' | 'out' = 'in'): BankLine => ({
    id: nextId('l'),
    moneyAccount: 'main',
    channel: 'bank',
    day: dayOf(day),
    flow,
    amountFen,
    references: [],
    purpose: pick(['', '捐款 青石镇']),
    name: masked(person.name, random),
    ...(random() < 0.7 && { account: person.account }),
  });
  const happened = (kind: Kind, looks: string, lines: BankLine[], records: BookRecord[]) =>
    happenings.push({
      kind,
      looks,
      lines: random() < 0.89 ? lines : [],
      records: random() < 0.89 ? records : [],
    });
  const simple = (person: Person, day: number, amountFen: bigint) => {
    const record = gift(person, day, amountFen);
    const late = random() < 0.5 ? 0 : Math.floor(random() * 9);
    const arrival = line(person, day + late, amountFen);
    const kind = late > 0 ? 'late' : arrival.name?.includes('*') ? 'masked' : 'plain';
    happened(kind, `${person.id} ${amountFen} ${record.day}`, [arrival], [record]);
  };

  for (let at = 0; at < count; at++) {
    const person = pick(people);
    const day = 1 + Math.floor(random() * DAYS);
    const sort = random();
    const amountFen =
      sort < 0.2
        ? pick(HABITS)
        : sort < 0.35
          ? pick(LUCKY)
          : sort < 0.45
            ? pick(DUES)
            : BigInt(10_000 + Math.floor(random() * 990_000));
    const dice = random();
    if (dice < 0.06) for (let week = day % 7; week <= DAYS; week += 7) simple(person, week + 1, amountFen);
    else if (dice < 0.12) {
      // Of a wrong account number: the money came back, and was sent again.
      const [back, again] = [day + Math.floor(random() * 4), day + 4 + Math.floor(random() * 4)];
      const lines = [
        line(person, day, amountFen),
        line(person, back, amountFen, 'out'),
        line(person, again, amountFen),
      ];
      happened('refund', nextId('s'), lines, [gift(person, random() < 0.5 ? day : again, amountFen)]);
    } else if (dice < 0.18) {
      const [first, second] = [gift(person, day, amountFen), gift(person, day + Math.floor(random() * 3), amountFen)];
      const typed = { ...first, name: `${person.name.slice(0, 1)}${pick(given)}` };
      happened('equal', nextId('s'), [line(person, day, amountFen)], [random() < 0.5 ? typed : first, second]);
    } else if (dice < 0.22) {
      // Entered with two digits the wrong way round, and once more as it should be.
      simple(person, day, amountFen);
      happened('equal', nextId('s'), [], [gift(person, day, amountFen + 9n)]);
    } else if (dice < 0.26) {
      // Of a family, each the same sum on a day of their own.
      const other = pick(people.filter(({ account }) => account === person.account));
      simple(person, day, amountFen);
      simple(other, day + Math.floor(random() * 5), amountFen);
    } else if (dice < 0.32) {
      // On 20 May two strangers choose the same: the one's line never came, the other's gift was never entered.
      const isStranger = ({ name, account }: Person) =>
        name !== person.name && name.slice(1) === person.name.slice(1) && account !== person.account;
      const stranger = people.find(isStranger);
      if (stranger === undefined) continue;
      const sum = pick(LUCKY);
      happened('equal', nextId('s'), [], [gift(person, day, sum)]);
      happened('equal', nextId('s'), [line(stranger, day, sum)], []);
    } else simple(person, day, amountFen);
  }
  return {
    lines: happenings.flatMap(({ lines }) => lines),
    records: happenings.flatMap(({ records }) => records),
    happenings,
    options: {},
  };
}

/** `*三丰`, `张*丰`, `张**`, `**丰`, each as often as another bank has it. */
function masked(name: string, random: () => number): string {
  const dice = random();
  if (dice < 0.5) return name;
  if (dice < 0.7) return `*${name.slice(1)}`;
  if (dice < 0.8) return `${name[0]}${'*'.repeat(name.length - 1)}`;
  if (dice < 0.9) return `${'*'.repeat(name.length - 1)}${name.at(-1)}`;
  return name.length === 3 ? `${name[0]}*${name[2]}` : `${name[0]}*`;
}

const dayOf = (date: number): string =>
  `2025-${date > 31 ? '08' : '07'}-${String(date > 31 ? date - 31 : date).padStart(2, '0')}`;

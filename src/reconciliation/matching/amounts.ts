import { readDay } from './days.ts';
import { addTo, firstFrom } from './groups.ts';
import type { BankLine, BookRecord, Surroundings } from './subject.ts';

/** Whoever gives the same again does it within weeks; around what is open as many days are looked at. */
export const DAYS_AROUND = 14;

/**
 * What people choose, anywhere in the digits: love and for ever (520, 521, 1314), wealth all along (168), soon rich (518),
 * farewell (886), every day of a year (365), any digit twice (66, 88, 99), three in a row up or down, a year at the beginning.
 */
const CHOSEN =
  /52[01]|1314|168|518|886|365|(\d)\1|012|123|234|345|456|567|678|789|987|876|765|654|543|432|321|210|^(?:19|20)\d\d/;

/**
 * Whether people do not choose such an amount: 200.00, 520.13 and 168.88 are given by many, 1,409.57 hardly by two. Five
 * digits without the zeros at the end, three of them different, none of what people like within, and not in whole tens.
 */
export function isTelling(amountFen: bigint): boolean {
  const digits = String(amountFen).replace(/0+$/, '');
  return digits.length >= 5 && new Set(digits).size >= 3 && amountFen % 10_00n !== 0n && !CHOSEN.test(digits);
}

/**
 * Whether a line and a gift of one day are the only ones of a telling amount in these weeks, whichever way and account, and
 * whatever became of the others: money that came back and was sent again, or an entry that was made twice, shows as another
 * of the same amount. Of another day nothing is said: whoever gave an odd sum may give it again, and one of the two may be
 * missing here or there.
 */
export function readAmounts(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  around: Surroundings,
): (line: BankLine, record: BookRecord) => boolean {
  const daysOf = new Map<bigint, { day: number }[]>();
  for (const all of [lines, records, around.lines, around.records]) {
    for (const { amountFen, day } of all) if (isTelling(amountFen)) addTo(daysOf, amountFen, { day: readDay(day) });
  }
  for (const all of daysOf.values()) if (all.length > 2) all.sort((one, other) => one.day - other.day);
  return (line, record) => {
    if (record.what !== 'gift' || line.flow !== 'in' || line.amountFen !== record.amountFen) return false;
    if (line.day !== record.day) return false;
    const all = daysOf.get(line.amountFen) ?? [];
    if (all.length <= 2) return all.length === 2;
    const day = readDay(line.day);
    const third = all[firstFrom(all, day - DAYS_AROUND) + 2];
    return third === undefined || third.day > day + DAYS_AROUND;
  };
}

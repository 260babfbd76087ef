import { type Day, isDay } from '#ledger/day.ts';
import { type Figure, negative, readFigure } from '../figure.ts';
import type { Flow } from '../statement.ts';

/** The standard has a comma and nothing else; some banks write a point for it, or points between thousands. */
const AMOUNT = String.raw`(\d{1,3}(?:\.\d{3})+,\d*|\d+(?:,\d*|\.\d{1,2})?)(?![\d.,])`;
/**
 * :61: — value date, entry date, mark, funds code, amount, type, the owner's reference // the bank's. Some leave out the
 * type, and NONREF begins like one.
 */
const LINE = new RegExp(
  String.raw`^(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?${AMOUNT}\s*(?:(?!NONREF)([NFS][A-Z0-9 ]{3}))?(.*)$`,
);
const BALANCE = new RegExp(String.raw`^([CD])(\d{6})([A-Z]{3})?${AMOUNT}`);
const COUNT_AND_SUM = new RegExp(String.raw`^(\d+)([A-Z]{3})${AMOUNT}`);
/** Undefined for what is none. */
const figureOf = (stated: string): Figure | undefined =>
  readFigure(stated.includes(',') ? stated.replace(/,$/, '') : stated.replace('.', ','), ',');
const NO_REFERENCE = /^(?:NONREF|NOTPROVIDED)?$/;

export interface Movement {
  day: Day;
  valueDay?: Day;
  /** A value date that is in no calendar, as 30 February of banks that count 30 days a month. */
  outsideCalendar?: string;
  flow: Flow;
  amount: Figure;
  kind?: string;
  references: string[];
  serial?: string;
}

/** Undefined when the line is none. RC and RD take back a credit and a debit: they flip the flow. */
export function readMovement(lines: readonly string[]): Movement | undefined {
  const [first = '', second = '', ...rest] = lines.map((line) => line.trim());
  const alone = LINE.exec(first);
  // A line that was wrapped before its amount goes on in the next.
  const [, value, entry, mark = '', , stated, type = '', references = ''] = alone ?? LINE.exec(first + second) ?? [];
  const more = alone === null ? rest : [second, ...rest];
  const kind = type.trim();
  if (value === undefined || stated === undefined) return undefined;
  const amount = figureOf(stated);
  if (amount === undefined) return undefined;
  const valueDay = dayOfCentury(value);
  const day = entry === undefined ? valueDay : entryDay(value, entry);
  const known = [day, valueDay].find((each) => isDay(each)) ?? lastOfMonth(valueDay);
  if (known === undefined) return undefined;
  const [own = '', bank = ''] = references.split('//');
  const supplementary = more.filter((line) => line !== '');
  return {
    day: isDay(day) ? day : known,
    ...(isDay(valueDay) ? { valueDay } : { outsideCalendar: valueDay }),
    flow: mark === 'C' || mark === 'RD' || mark === 'EC' ? 'in' : 'out',
    amount,
    ...(kind !== '' && { kind }),
    ...(bank.trim() !== '' && { serial: bank.trim() }),
    references: [own.trim(), ...supplementary].filter((reference) => !NO_REFERENCE.test(reference)),
  };
}

/** :60F:, :62F:, :64: — mark, date, currency, amount. Some banks leave the currency to the first of them. */
export function readBalance(text: string): { figure: Figure; currency?: string; day?: Day } | undefined {
  const [, mark, date = '', currency, stated] = BALANCE.exec(text.trim()) ?? [];
  const figure = figureOf(stated ?? '');
  if (figure === undefined) return undefined;
  const day = dayOfCentury(date);
  return {
    figure: mark === 'D' ? negative(figure) : figure,
    ...(currency !== undefined && { currency }),
    ...(isDay(day) && { day }),
  };
}

/** :90D: and :90C: of MT942 — how many, currency, how much. */
export function readCountAndSum(text: string): { count: Figure; sum: Figure; currency: string } | undefined {
  const [, count = '', currency, stated = ''] = COUNT_AND_SUM.exec(text.trim()) ?? [];
  const [lines, sum] = [readFigure(count), figureOf(stated)];
  return currency === undefined || !lines || !sum ? undefined : { count: lines, sum, currency };
}

/** SWIFT: 80 to 99 are of the last century. */
const dayOfCentury = (digits: string): string =>
  `${Number(digits.slice(0, 2)) >= 80 ? '19' : '20'}${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;

/** The entry date has no year: of the value date's, or of the one next to it across New Year. */
function entryDay(value: string, entry: string): string {
  const valueDay = dayOfCentury(value);
  const year = Number(valueDay.slice(0, 4));
  const apart = Number(entry.slice(0, 2)) - Number(value.slice(2, 4));
  const shift = apart > 6 ? -1 : apart < -6 ? 1 : 0;
  return `${year + shift}-${entry.slice(0, 2)}-${entry.slice(2, 4)}`;
}

function lastOfMonth(day: string): Day | undefined {
  for (const date of ['29', '28']) if (isDay(`${day.slice(0, 8)}${date}`)) return `${day.slice(0, 8)}${date}`;
  return undefined;
}

import { type Occurred, type Precision, parseDay } from '#ledger/day.ts';
import { parseYuan } from '#ledger/money.ts';
import { type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { isGoods, parseMeasured } from '#ledger/unit.ts';
import type { Values } from '#office/forms/values.ts';
import type { UnitWords } from '#office/units.ts';

/** How many, or which of a row. */
function parseCount(stated: string): Result<bigint> {
  const read = parseMeasured(stated, 0, '');
  if (read.ok || read.refusals.some(({ kind }) => kind === 'amountTooLarge')) return read;
  return refused({ kind: 'countMalformed', values: { stated: stated.slice(0, 40) } });
}

const PRECISIONS: readonly Precision[] = ['day', 'period', 'notLaterThan', 'notEarlierThan', 'notStated'];

/** Reads what was typed into what a slice takes, and gathers what cannot be read, each with the name of its input. */
export interface FormReader {
  readonly values: Values;
  readonly refusals: Refusal[];
  refuse(name: string, refusal: Omit<Refusal, 'field' | 'line'>): void;
  text(name: string): string | undefined;
  /** The text, or a refusal and the empty string. */
  required(name: string): string;
  ticked(name: string): boolean;
  money(name: string): bigint | undefined;
  quantity(name: string, unit: string, units: UnitWords): bigint | undefined;
  /** Money or a quantity, as the unit is. */
  amount(name: string, unit: string, units: UnitWords): bigint | undefined;
  count(name: string): bigint | undefined;
  /** `latest` as in parseDay; left out, a day in the future is refused. */
  day(name: string, latest?: 'any'): string | undefined;
  /** One of `codes`; when nothing was chosen `usual`, else a refusal and the first code. */
  choice<T extends string>(name: string, codes: readonly T[], usual?: T): T;
  optionalChoice<T extends string>(name: string, codes: readonly T[]): T | undefined;
  occurred(): Occurred;
}

export function readForm(values: Values): FormReader {
  const refusals: Refusal[] = [];
  const text = (name: string) => values.get(name) || undefined;
  const refuse = (name: string, refusal: Omit<Refusal, 'field' | 'line'>) => {
    const line = /\.(\d+)\./.exec(name)?.[1];
    refusals.push({ ...refusal, field: name, ...(line !== undefined && { line: Number(line) }) });
  };
  const parsed = <T>(name: string, parse: (stated: string) => Result<T>): T | undefined => {
    const stated = text(name);
    if (stated === undefined) return undefined;
    const result = parse(stated);
    if (result.ok) return result.value;
    for (const refusal of result.refusals) refuse(name, refusal);
    return undefined;
  };
  const optionalChoice = <T extends string>(name: string, codes: readonly T[]): T | undefined => {
    const stated = text(name);
    if (stated === undefined) return undefined;
    const code = codes.find((each) => each === stated);
    if (code === undefined) refuse(name, { kind: 'choiceUnknown', values: { stated: stated.slice(0, 40) } });
    return code;
  };
  const day = (name: string, latest?: 'any') =>
    parsed(name, (stated) => (latest ? parseDay(stated, latest) : parseDay(stated)));

  return {
    values,
    refusals,
    refuse,
    text,
    required(name) {
      const stated = text(name);
      if (stated === undefined) refuse(name, { kind: 'fieldRequired' });
      return stated ?? '';
    },
    ticked: (name) => values.get(name) === 'yes',
    money: (name) => parsed(name, parseYuan),
    quantity: (name, unit, units) =>
      parsed(name, (stated) => parseMeasured(stated, units.scale(unit), units.measure(unit))),
    amount: (name, unit, units) =>
      parsed(name, (stated) =>
        isGoods(unit) ? parseMeasured(stated, units.scale(unit), units.measure(unit)) : parseYuan(stated),
      ),
    count: (name) => parsed(name, parseCount),
    day,
    optionalChoice,
    choice(name, codes, usual) {
      const before = refusals.length;
      const code = optionalChoice(name, codes) ?? usual;
      if (code === undefined && refusals.length === before) refuse(name, { kind: 'fieldRequired' });
      return code ?? (codes[0] as (typeof codes)[number]);
    },
    occurred() {
      const precision = optionalChoice('occurred', PRECISIONS) ?? 'day';
      const from = day('occurredFrom');
      const to = day('occurredTo');
      if (precision === 'day') return { precision, ...(from && { from, to: from }) };
      if (precision === 'notLaterThan') return { precision, ...((to ?? from) && { to: (to ?? from) as string }) };
      if (precision === 'notEarlierThan') return { precision, ...(from && { from }) };
      if (precision === 'period') return { precision, ...(from && { from }), ...(to && { to }) };
      return { precision };
    },
  };
}

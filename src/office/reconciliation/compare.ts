import type { WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import { readNames } from '#reconciliation/matching/names.ts';
import { pinyinSound } from '#reconciliation/matching/pinyin.ts';
import { nameFeature } from '#reconciliation/matching/score.ts';
import { plainName, plainReference } from '#reconciliation/matching/texts.ts';
import { signed } from './work-items.ts';

/** A fact that a line and a record both tell, side by side. */
export interface ComparedFact {
  fact: 'day' | 'amount' | 'name' | 'reference' | 'account';
  /** Undefined where one side says nothing of it. */
  same: boolean | undefined;
}

/** What agrees between a movement and an act, and what does not. */
export function compared(line: WorkLine, act: WorkRecord): ComparedFact[] {
  const { occurred } = act;
  const day = occurred.precision === 'day' ? occurred.from : undefined;
  return [
    { fact: 'day', same: day === undefined ? undefined : day === line.day },
    { fact: 'amount', same: signed(line) === signed(act) },
    { fact: 'name', same: line.counterparty.name === undefined || !namesParty(act) ? undefined : sameName(line, act) },
    { fact: 'reference', same: namesNumber(line, act) || undefined },
    { fact: 'account', same: act.account === undefined ? undefined : act.account.id === line.account.id },
  ];
}

export const sameName = ({ counterparty }: WorkLine, act: WorkRecord): boolean =>
  counterparty.name !== undefined &&
  partiesOf(act).some((party) => plainName(counterparty.name ?? '') === plainName(party));

/** A batch and an adjustment are called by what they are for, and name nobody. */
const namesParty = ({ kind }: WorkRecord): boolean => kind !== 'batch' && kind !== 'adjustment';

/** An appropriation may have several receivers, any of whom a line may name. */
const partiesOf = (act: WorkRecord): string[] =>
  act.kind === 'appropriation' ? [partyOf(act), ...partyOf(act).split('、')] : [partyOf(act)];

/** Whom the record is about. */
export const partyOf = ({ party, title }: WorkRecord): string => party ?? title;

/** Whatever the matcher takes for a likeness: a mask, the same sound, a company's name with and without its legal form. */
export function likeName({ counterparty }: WorkLine, act: WorkRecord): boolean {
  const names = readNames(pinyinSound);
  return nameFeature(names.of({ name: counterparty.name ?? '' }), names.of({ name: partyOf(act) })) !== undefined;
}

/** Whether the line tells a number of the act. */
export function namesNumber(line: WorkLine, act: WorkRecord): boolean {
  const said = plainReference([...line.references, line.purpose ?? '', line.kind ?? ''].join('|'));
  return numbersOf(act).some((number) => said.includes(plainReference(number)));
}

const numbersOf = ({ number, paymentReference, sourceReference }: WorkRecord): string[] =>
  [number, paymentReference, sourceReference].filter((each): each is string => /\d{4}/.test(each ?? ''));

/** Text cut into parts, each with whether it tells one of the numbers: they are marked where they stand. */
export function withNumbers(text: string, act: WorkRecord | undefined): { text: string; marked: boolean }[] {
  const numbers = act ? numbersOf(act).filter((number) => text.includes(number)) : [];
  const [number] = numbers;
  if (number === undefined) return [{ text, marked: false }];
  const at = text.indexOf(number);
  return [
    { text: text.slice(0, at), marked: false },
    { text: number, marked: true },
    { text: text.slice(at + number.length), marked: false },
  ].filter((part) => part.text !== '');
}

/** Columns in which rows that look alike differ: the cells of these are marked. */
export function varying<Row, Column extends string>(
  rows: readonly Row[],
  columns: Readonly<Record<Column, (row: Row) => string>>,
): Set<Column> {
  const names = Object.keys(columns) as Column[];
  return new Set(names.filter((name) => new Set(rows.map((row) => columns[name](row))).size > 1));
}

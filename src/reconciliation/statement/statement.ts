import type { Day } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { Figure } from './figure.ts';

/** in: to the account; out: from it; neutral: the file counts it as neither (an own transfer within the service). */
export type Flow = 'in' | 'out' | 'neutral';

/** One movement, as the bank or the payment service wrote it down. */
export interface StatementLine {
  /** Line of the file, row of the sheet, or place among the entries of an XML file, from 1. */
  place: number;
  day: Day;
  /** HH:MM:SS, where the file says. */
  time?: string;
  valueDay?: Day;
  flow: Flow;
  /** Never negative: a reversal flips the flow. */
  amount: Figure;
  /** ISO 4217; 人民币 is CNY. */
  currency: string;
  /** What the service keeps of it; the amount is gross. */
  fee?: Figure;
  /** Of the account after this line. */
  balance?: Figure;
  /** The bank's own number of this movement, one per account. */
  serial?: string;
  /** Numbers by which it may be known elsewhere: order, voucher, gift, end-to-end. */
  references: string[];
  counterparty?: Counterparty;
  /** What kind the bank says it is: 结息, 提现, NTRF. */
  kind?: string;
  /** Purpose, summary and remarks, in the order of the file, without repetition. */
  purpose?: string;
  /** Own account, where each line says it. */
  account?: string;
}

export interface Counterparty {
  name?: string;
  account?: string;
  bank?: string;
}

/** A figure that the file states of itself. */
export interface StatedFigure {
  what:
    | 'opening'
    | 'closing'
    | 'lines'
    | 'linesIn'
    | 'linesOut'
    | 'linesNeutral'
    | 'sumIn'
    | 'sumOut'
    | 'sumNeutral'
    /** Of one column with all amounts: what it adds up, with signs or without, the format leaves open. */
    | 'sumAmounts'
    | 'sumFees';
  figure: Figure;
  currency?: string;
  place: number;
  /** Words of the file for it. */
  field: string;
  /** Whether a difference blocks the import: the format may call its own figure indicative. */
  binding: boolean;
}

/** Days that a statement says it is of, whether anything moved on them or not; what it leaves out is unset. */
export interface StatedPeriod {
  firstDay?: Day;
  lastDay?: Day;
  /** When the file was made: of what came after, it says nothing. */
  madeOn?: Day;
}

export interface StatementHead {
  /** Name of the format, such as `icbc-corporate`, `camt.053.001.08`, `mt940`. */
  format: string;
  account?: string;
  accountName?: string;
  currency?: string;
  /** Of a workbook, the name of its sheet. */
  sheet?: string;
  /** Of a table with a column for each, what it calls money in and money out. */
  sides?: { in: string; out: string };
}

/**
 * What a reader says while it goes through a file once. `statement` begins one; a file may hold several, and lines
 * before the first belong to none. `period` adds to what the one that began says of its days. `refused` names a place that cannot be read (`movement` where it was to be a line) or
 * what the file contradicts; the lines that can be read follow all the same, so that their sums stand beside the refusal.
 * `noted` is for the clerk to know.
 */
export type StatementEvent =
  | { kind: 'statement'; head: StatementHead }
  | { kind: 'period'; period: StatedPeriod }
  | { kind: 'line'; line: StatementLine }
  | { kind: 'stated'; stated: StatedFigure }
  | { kind: 'refused'; refusal: Refusal; movement?: true }
  | { kind: 'noted'; note: Refusal };

/** Bytes that can be read more than once: what they are is seen before they are read. */
export interface StatementFile {
  name: string;
  bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** Reads a file of one format in one pass and in flat memory. Throws only what is no fault of the file. */
export type StatementReader = (file: StatementFile) => AsyncIterable<StatementEvent>;

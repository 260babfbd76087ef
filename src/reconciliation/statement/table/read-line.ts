import type { Refusal } from '#ledger/refusal.ts';
import { type Figure, isBlankFigure, magnitude, negative, readFigure, ZERO } from '../figure.ts';
import type { Counterparty, Flow, StatementLine } from '../statement.ts';
import { plainHeading, type Role } from './columns.ts';
import { flowOfDescription, flowWord, saysFlowAlone } from './flow.ts';
import type { Header } from './header.ts';
import { type Moment, readMoment, readMonthDay } from './moment.ts';
import { currencyCode, type Preamble } from './preamble.ts';

/** What one row comes to: a movement, nothing (a note between the lines), or what is wrong with it. */
export type ReadRow = { line: StatementLine } | { refusal: Refusal } | undefined;

/** Reads the rows under a header, each by what its columns hold. */
export class RowReader {
  readonly #header: Header;
  readonly #preamble: Preamble;

  constructor(header: Header, preamble: Preamble) {
    this.#header = header;
    this.#preamble = preamble;
  }

  read(cells: readonly string[], place: number): ReadRow {
    const moment = this.#moment(cells);
    const stated = this.#amounts(cells);
    if (stated === undefined && moment.day === undefined) return undefined;
    if (stated === undefined || 'refusal' in stated) {
      // A title between the lines has no figure, and no day that could be read.
      const refusal = stated?.refusal ?? { kind: 'statementAmountMissing' };
      return { refusal: { ...refusal, line: place } };
    }
    if (moment.day === undefined) {
      const [index = 0] = this.#header.columns.moment ?? [];
      const values = { stated: (cells[index] ?? '').trim().slice(0, 40) };
      return { refusal: { kind: 'statementDayUnreadable', field: this.#heading(index), line: place, values } };
    }
    const { flow, amount } = stated;
    return { line: { place, day: moment.day, flow, amount, ...this.#beside(cells, moment, flow) } as StatementLine };
  }

  #beside(
    cells: readonly string[],
    moment: Moment,
    flow: Flow,
  ): Omit<StatementLine, 'place' | 'day' | 'flow' | 'amount'> {
    const valueDay = readMoment(this.#first(cells, 'valueDay') ?? '')?.day;
    const fee = readFigure(this.#first(cells, 'fee') ?? '');
    const balance = readFigure(this.#first(cells, 'balance') ?? '');
    const serial = this.#first(cells, 'serial');
    const counterparty = this.#counterparty(cells, flow);
    const kind = this.#first(cells, 'kind');
    const purpose = this.#all(cells, 'purpose').join(' ');
    const account = this.#first(cells, 'account');
    return {
      currency: this.#currency(cells),
      references: this.#all(cells, 'reference').filter((number) => !/^0+$/.test(number)),
      ...(moment.time !== undefined && { time: moment.time }),
      ...(valueDay !== undefined && { valueDay }),
      ...(fee && fee.digits !== 0n && { fee: magnitude(fee) }),
      ...(balance && { balance }),
      ...(serial !== undefined && !/^0+$/.test(serial) && { serial }),
      ...(counterparty && { counterparty }),
      ...(kind !== undefined && { kind }),
      ...(purpose !== '' && { purpose }),
      ...(account !== undefined && { account }),
    };
  }

  /** The day from the first column that has one, the time of day from the first that has one. */
  #moment(cells: readonly string[]): Moment {
    const moment: Moment = {};
    for (const index of this.#header.columns.moment ?? []) {
      const cell = cells[index] ?? '';
      const found = readMoment(cell) ?? this.#ofBillYear(cell);
      if (moment.day === undefined && found?.day !== undefined) {
        moment.day = found.day;
        if (found.time !== undefined) moment.time = found.time;
      }
      if (moment.time === undefined && found?.time !== undefined && found.day === undefined) moment.time = found.time;
    }
    return moment;
  }

  /** In a bill of January, a line of December is of the year before. */
  #ofBillYear(cell: string): Moment | undefined {
    const { year, month } = this.#preamble;
    if (year === undefined || month === undefined) return undefined;
    const ofMonth = Number(/^\s*(\d{1,2})/.exec(cell)?.[1] ?? month);
    const day = readMonthDay(cell, ofMonth > month ? year - 1 : year);
    return day === undefined ? undefined : { day };
  }

  #amounts(cells: readonly string[]): { flow: Flow; amount: Figure } | { refusal: Refusal } | undefined {
    const { in: ins, out: outs } = this.#header.columns;
    return ins === undefined || outs === undefined ? this.#oneColumn(cells) : this.#twoColumns(cells, ins, outs);
  }

  #twoColumns(cells: readonly string[], ins: readonly number[], outs: readonly number[]) {
    const [came, went] = [this.#figure(cells, ins), this.#figure(cells, outs)];
    if (came === undefined && went === undefined) return undefined;
    for (const side of [came, went]) if (side && 'refusal' in side) return side;
    const [credit, debit] = [came as Side | undefined, went as Side | undefined].map((side) => ({
      figure: side?.figure ?? ZERO,
      index: side?.index,
    }));
    if (credit === undefined || debit === undefined) return undefined;
    if (credit.figure.digits !== 0n && debit.figure.digits !== 0n) {
      return { refusal: { kind: 'statementBothWays', field: this.#heading(debit.index ?? 0) } };
    }
    const side =
      debit.figure.digits === 0n && (credit.figure.digits !== 0n || debit.index === undefined) ? credit : debit;
    const flow: Flow = side === credit ? 'in' : 'out';
    // 支出金额（-元） says that a minus is how its amounts are written; elsewhere it is a red entry.
    const red =
      side.figure.digits < 0n && !/-元/.test((this.#header.headings[side.index ?? 0] ?? '').normalize('NFKC'));
    return { flow: red ? opposite(flow) : flow, amount: magnitude(side.figure) };
  }

  #oneColumn(cells: readonly string[]) {
    const { amount: amounts = [], in: ins = [], out: outs = [], flow: flows = [] } = this.#header.columns;
    const side = this.#figure(cells, [...amounts, ...ins, ...outs]);
    if (side === undefined || 'refusal' in side) return side;
    const { figure, index } = side;
    const amount = magnitude(figure);
    for (const column of flows) {
      const word = flowWord(cells[column] ?? '');
      if (word) return { flow: figure.digits < 0n && word.redFlips ? opposite(word.flow) : word.flow, amount };
      if (saysFlowAlone(this.#heading(column))) return { flow: 'neutral' as const, amount };
    }
    if (ins.includes(index)) return { flow: figure.digits < 0n ? ('out' as const) : ('in' as const), amount };
    if (outs.includes(index)) return { flow: figure.digits < 0n ? ('in' as const) : ('out' as const), amount };
    if (UNSIGNED.has(this.#heading(index))) {
      const purpose = this.#first(cells, 'purpose') ?? '';
      const flow = flowOfDescription(purpose);
      if (flow !== undefined) return { flow, amount };
      return {
        refusal: {
          kind: 'statementFlowUnknown',
          field: this.#heading(index),
          values: { stated: purpose.slice(0, 40) },
        },
      };
    }
    const charged = this.#preamble.creditCard ? negative(figure) : figure;
    return { flow: charged.digits < 0n ? ('out' as const) : ('in' as const), amount };
  }

  /** The first cell of these columns that holds a figure; refused when one is filled and is none. */
  #figure(cells: readonly string[], columns: readonly number[]): Side | { refusal: Refusal } | undefined {
    let unreadable: Refusal | undefined;
    for (const index of columns) {
      const cell = cells[index] ?? '';
      if (isBlankFigure(cell)) continue;
      const figure = readFigure(cell);
      if (figure) return { figure, index };
      unreadable ??= {
        kind: 'statementAmountUnreadable',
        field: this.#heading(index),
        values: { stated: cell.trim().slice(0, 40) },
      };
    }
    return unreadable && { refusal: unreadable };
  }

  #currency(cells: readonly string[]): string {
    const named = this.#first(cells, 'currency');
    if (named !== undefined) return currencyCode(named);
    const [index = 0] = this.#header.columns.amount ?? [];
    const [, code] = /^\s*([A-Z]{3})\s*[-+\d]/.exec(cells[index] ?? '') ?? [];
    return code ?? this.#preamble.currency ?? 'CNY';
  }

  /** Where a bank names both sides, the other one is whoever we are not. */
  #counterparty(cells: readonly string[], flow: Flow): Counterparty | undefined {
    const side = flow === 'out' ? 'payee' : 'payer';
    const name = this.#first(cells, 'name') ?? this.#first(cells, `${side}Name`);
    const account = this.#first(cells, 'counterAccount') ?? this.#first(cells, `${side}Account`);
    const bank = this.#first(cells, 'counterBank') ?? this.#first(cells, `${side}Bank`);
    if (name === undefined && account === undefined && bank === undefined) return undefined;
    return {
      ...(name !== undefined && { name }),
      ...(account !== undefined && { account }),
      ...(bank !== undefined && { bank }),
    };
  }

  #first(cells: readonly string[], role: Role): string | undefined {
    return this.#all(cells, role)[0];
  }

  /** Filled cells of a role, each text once. */
  #all(cells: readonly string[], role: Role): string[] {
    const filled = (this.#header.columns[role] ?? []).map((index) => plainText(cells[index] ?? ''));
    return [...new Set(filled.filter((cell) => cell !== '' && !/^[-/—]+$/.test(cell)))];
  }

  #heading(index: number): string {
    return plainHeading(this.#header.headings[index] ?? '');
  }
}

interface Side {
  figure: Figure;
  index: number;
}

/** Columns whose amounts carry no sign and stand beside none. */
const UNSIGNED = new Set(['入账币种/金额', '交易币种/金额']);

const opposite = (flow: Flow): Flow => (flow === 'in' ? 'out' : flow === 'out' ? 'in' : 'neutral');

/** A leading backtick, tab or apostrophe keeps a spreadsheet from taking a number for one. */
const plainText = (cell: string): string =>
  cell
    .replace(/^[`'\t]+/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

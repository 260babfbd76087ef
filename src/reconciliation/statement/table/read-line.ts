import type { Refusal } from '#ledger/refusal.ts';
import { type Figure, isBlankFigure, magnitude, negative, readFigure, ZERO } from '../figure.ts';
import type { Counterparty, Flow, StatementLine } from '../statement.ts';
import { plainHeading, type Role } from './columns.ts';
import { type Conventions, flowColumns, headingSaysMinus, PLAIN_CONVENTIONS } from './conventions.ts';
import { flowOfDescription, flowWord, saysFlowAlone } from './flow.ts';
import type { Header } from './header.ts';
import { type Moment, readBareTime, readMoment, readMonthDay, readSerialDay } from './moment.ts';
import { currencyCode, type Preamble } from './preamble.ts';
import { totalsOf } from './totals.ts';

/** What one row comes to: a movement, nothing (a note between the lines), or what is wrong with it. */
export type ReadRow = { line: StatementLine } | { refusal: Refusal } | undefined;

/** Reads the rows under a header, each by what its columns hold. */
export class RowReader {
  readonly #header: Header;
  readonly #preamble: Preamble;
  readonly #conventions: Conventions;
  /** As the line before had it. */
  #ownAccount: string | undefined;
  /** Row after row has the same. */
  #lastCurrency = { word: 'CNY', code: 'CNY' };

  constructor(header: Header, preamble: Preamble, conventions: Conventions = PLAIN_CONVENTIONS) {
    this.#header = header;
    this.#preamble = preamble;
    this.#conventions = conventions;
  }

  read(cells: readonly string[], place: number): ReadRow {
    const moment = this.#moment(cells);
    if (moment.day === undefined && this.#isRemark(cells)) return undefined;
    const stated = this.#amounts(cells);
    if (stated === undefined && moment.day === undefined) {
      return this.#isCutOff(cells) ? { refusal: { kind: 'statementRowIncomplete', line: place } } : undefined;
    }
    if (stated === undefined || 'refusal' in stated) {
      // A title between the lines has no figure, and no day that could be read.
      const refusal = stated?.refusal ?? { kind: 'statementAmountMissing', field: this.#amountHeadings() };
      return { refusal: { ...refusal, line: place } };
    }
    if (moment.day === undefined) {
      return { refusal: { ...this.#dayRefusal(cells), line: place } };
    }
    const { flow, amount } = stated;
    return { line: { place, day: moment.day, flow, amount, ...this.#beside(cells, moment, flow) } as StatementLine };
  }

  /** A day that ends with the year is one as soon as somebody says in what order. */
  #dayRefusal(cells: readonly string[]): Refusal {
    const columns = this.#header.columns.moment ?? [];
    if (columns.every((index) => isBlankFigure(cells[index] ?? '')))
      return { kind: 'statementDayMissing', field: this.#heading(columns[0] ?? 0) };
    const endsWithYear = columns.find((index) => readMoment(cells[index] ?? '', 'dayMonthYear')?.day !== undefined);
    const wrong = columns.find((index) => {
      const cell = cells[index] ?? '';
      return !isBlankFigure(cell) && readMoment(cell)?.time === undefined;
    });
    const index = endsWithYear ?? wrong ?? columns[0] ?? 0;
    const kind = endsWithYear === undefined ? 'statementDayUnreadable' : 'statementDayOrderUnclear';
    return { kind, field: this.#heading(index), values: { stated: (cells[index] ?? '').trim().slice(0, 40) } };
  }

  /** Whether any column of days holds one. */
  hasDay(cells: readonly string[]): boolean {
    return this.#moment(cells).day !== undefined;
  }

  /** Whether any column of amounts holds one that is not zero, or what should be one. */
  hasAmount(cells: readonly string[]): boolean {
    const { amount = [], in: ins = [], out: outs = [] } = this.#header.columns;
    return [...amount, ...ins, ...outs].some((index) => {
      const cell = cells[index] ?? '';
      return !isBlankFigure(cell) && readFigure(cell)?.digits !== 0n;
    });
  }

  /** `复核：李四` where an amount would stand, in a row that has none; `金额：200.00` is one, but for a total in words. */
  #isRemark(cells: readonly string[]): boolean {
    const { amount = [], in: ins = [], out: outs = [], balance = [] } = this.#header.columns;
    const filled = [...amount, ...ins, ...outs, ...balance].flatMap((at) =>
      isBlankFigure(cells[at] ?? '') ? [] : [(cells[at] ?? '').normalize('NFKC')],
    );
    return (
      filled.length > 0 &&
      filled.every(
        (cell) =>
          LABELLED.test(cell) &&
          (readFigure(cell.replace(LABELLED, '')) === undefined || totalsOf([cell], 0, true).length > 0),
      )
    );
  }

  /** The beginning of a movement, as where a download broke off: not all columns, and a day or own account that stops short. */
  #isCutOff(cells: readonly string[]): boolean {
    if (cells.length >= this.#header.headings.length) return false;
    const { moment = [], account = [] } = this.#header.columns;
    const last = cells.at(-1) ?? '';
    const inDay = moment.includes(cells.length - 1) && BEGINNING_OF_A_DAY.test(last);
    const own = this.#ownAccount;
    const inAccount = own !== undefined && account.includes(cells.length - 1) && last !== '' && own.startsWith(last);
    const begun = own !== undefined && account.some((index) => (cells[index] ?? '') === own);
    return inDay || inAccount || begun;
  }

  #beside(
    cells: readonly string[],
    moment: Moment,
    flow: Flow,
  ): Omit<StatementLine, 'place' | 'day' | 'flow' | 'amount'> {
    const valueDay = readMoment(this.#first(cells, 'valueDay') ?? '', this.#conventions.dayOrder)?.day;
    const fee = readFigure(this.#first(cells, 'fee') ?? '');
    const balance = readFigure(this.#first(cells, 'balance') ?? '');
    const serial = this.#first(cells, 'serial');
    const counterparty = this.#counterparty(cells, flow);
    const kind = this.#first(cells, 'kind');
    const purpose = this.#all(cells, 'purpose').join(' ');
    const account = this.#first(cells, 'account');
    this.#ownAccount = account;
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
    const stated = (this.#header.columns.moment ?? []).map((index) => cells[index] ?? '');
    for (const cell of stated) {
      const found = readMoment(cell, this.#conventions.dayOrder) ?? this.#ofBillYear(cell);
      if (moment.day === undefined && found?.day !== undefined) {
        moment.day = found.day;
        if (found.time !== undefined) moment.time = found.time;
      }
      if (moment.time === undefined && found?.time !== undefined && found.day === undefined) moment.time = found.time;
    }
    if (moment.day === undefined) return { ...moment, ...this.#serialDay(cells) };
    const time = moment.time ?? firstOf(stated, readBareTime);
    return time === undefined ? moment : { ...moment, time };
  }

  #serialDay(cells: readonly string[]): Moment | undefined {
    const { serialColumn } = this.#conventions;
    return serialColumn === undefined ? undefined : readSerialDay(cells[serialColumn] ?? '');
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
    const amount = magnitude(side.figure);
    if (side.figure.digits >= 0n) return { flow, amount };
    // A minus is how payments are written, as the heading says or the file proves; elsewhere it is a red entry.
    const written = flow === 'out' ? this.#writtenWithMinus(side.index) : this.#headingSaysMinus(side.index);
    return { flow: written ? flow : opposite(flow), amount };
  }

  #writtenWithMinus(index: number | undefined): boolean {
    return this.#headingSaysMinus(index) || this.#conventions.minusIsPayment;
  }

  #headingSaysMinus(index: number | undefined): boolean {
    return headingSaysMinus(this.#header.headings[index ?? 0] ?? '');
  }

  #oneColumn(cells: readonly string[]) {
    const { amount: amounts = [], in: ins = [], out: outs = [] } = this.#header.columns;
    const side = this.#figure(cells, [...amounts, ...ins, ...outs]);
    if (side === undefined || 'refusal' in side) return side;
    const { figure, index } = side;
    const amount = magnitude(figure);
    const moved = this.#fundState(cells) ?? this.#refund(cells, index);
    if (moved !== undefined) return { flow: moved, amount };
    for (const column of flowColumns(this.#header, this.#conventions)) {
      const word = flowWord(cells[column] ?? '');
      const red = figure.digits < 0n && word?.redFlips && !(word.flow === 'out' && this.#conventions.minusIsPayment);
      if (word) return { flow: red ? opposite(word.flow) : word.flow, amount };
      const heading = this.#heading(column);
      const told = column === this.#conventions.flowColumn;
      if (!told && !saysFlowAlone(heading)) continue;
      const stated = plainText(cells[column] ?? '');
      // 收/支 is left out where a service counts a row as neither; 借 or 贷 every movement of an account has.
      if (stated === '' && !told && !/借|\//.test(heading.replace('收/支', '')))
        return { flow: 'neutral' as const, amount };
      const values = { stated: stated.slice(0, 40) };
      return { refusal: { kind: 'statementFlowUnknown', field: heading, values } };
    }
    if (ins.includes(index)) return { flow: figure.digits < 0n ? ('out' as const) : ('in' as const), amount };
    if (outs.includes(index)) {
      const red = figure.digits < 0n && !this.#writtenWithMinus(index);
      return { flow: red ? ('in' as const) : ('out' as const), amount };
    }
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
    const charged = this.#conventions.charges ? negative(figure) : figure;
    return { flow: charged.digits < 0n ? ('out' as const) : ('in' as const), amount };
  }

  /** 支付宝's older export: 已收入 and 已支出 moved, all else was moved within, is waiting or was closed. */
  #fundState(cells: readonly string[]): Flow | undefined {
    if (this.#header.columns.fundState === undefined) return undefined;
    const stated = this.#first(cells, 'fundState');
    return stated === '已收入' ? 'in' : stated === '已支出' ? 'out' : 'neutral';
  }

  /** What a merchant pays back is out of what it 实收, with a minus or without. */
  #refund(cells: readonly string[], index: number): Flow | undefined {
    return this.#heading(index) === '商家实收' && this.#first(cells, 'kind')?.startsWith('退款') ? 'out' : undefined;
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
    if (named !== undefined) {
      if (named !== this.#lastCurrency.word) this.#lastCurrency = { word: named, code: currencyCode(named) };
      return this.#lastCurrency.code;
    }
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

  /** `收入、支出`: where an amount would stand. */
  #amountHeadings(): string {
    const { amount = [], in: ins = [], out: outs = [] } = this.#header.columns;
    const sides =
      ins.length > 0 && outs.length > 0 ? [ins[0] ?? 0, outs[0] ?? 0] : [[...amount, ...ins, ...outs][0] ?? 0];
    return sides.map((index) => this.#heading(index)).join('、');
  }

  #heading(index: number): string {
    return plainHeading(this.#header.headings[index] ?? '');
  }
}

const LABELLED = /^\s*\p{Script=Han}{2,10}\s{0,9}:/u;

/** `2026`, `202611`, `2026-11-0`, `20261106 11:30:0`. */
const BEGINNING_OF_A_DAY = /^\d{4}[-/.]?\d{0,2}[-/.]?\d{0,2}(?:[ T]\d{0,2}(?::\d{0,2}){0,2})?$/;

const firstOf = <T>(cells: readonly string[], read: (cell: string) => T | undefined): T | undefined =>
  cells.map(read).find((found) => found !== undefined);

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

import { type Day, dayAfter } from '#ledger/day.ts';
import { oldEncodingOf } from '../old-encoding.ts';
import type { StatedFigure, StatementEvent, StatementFile, StatementLine } from '../statement.ts';
import { encodingOf, linesOf } from '../text.ts';
import { type Details, readDetails, readNonSwift } from './details.ts';
import { type Field, fieldsOf } from './fields.ts';
import { readBalance, readCountAndSum, readMovement } from './movement.ts';

/** Reads MT940 customer statements and MT942 interim reports, one or several in a file. */
export async function* readMt940(file: StatementFile): AsyncGenerator<StatementEvent> {
  const encoding = await encodingOf(file, await oldEncodingOf(file));
  const messages = new Messages();
  for await (const field of fieldsOf(linesOf(file, encoding))) yield* messages.take(field);
  yield* messages.end();
}

/** Goes through the fields, and holds one line back until its :86: is read. */
class Messages {
  #begun = false;
  /** It has its closing balance: what opens is another, though banks leave out its :20:. */
  #ended = false;
  #account: string | undefined;
  #currency = '';
  #interim = false;
  #opened: Day | undefined;
  /** First entry day of the statement. */
  #moved: Day | undefined;
  /** What the bank dates an opening balance with, as far as the file has shown; and with what the last statement closed. */
  #opensOn: 'firstDay' | 'evening' | undefined;
  #closed: { day: Day; account: string | undefined } | undefined;
  #line: StatementLine | undefined;

  *take(field: Field): Generator<StatementEvent> {
    const [text = ''] = field.lines;
    if (field.tag === '86' || field.tag === 'NS') this.#describe(field);
    else yield* this.end();
    if (field.tag === '20') {
      this.#anew();
      this.#account = undefined;
      this.#interim = false;
    }
    if (this.#ended && /^(?:25|28|60)/.test(field.tag)) this.#anew();
    // Between the lines it is a mistyped :86:.
    if (field.tag.startsWith('25') && !this.#begun) this.#account = text.trim();
    if (field.tag === '34F' || field.tag === '13D') this.#interim = true;
    if (field.tag.startsWith('60')) this.#interim = false;
    // An interim report has no balance to name its currency; its floor limit does.
    if (field.tag === '34F') this.#currency = text.slice(0, 3);
    if (field.tag.startsWith('60') || field.tag.startsWith('62')) yield* this.#balance(field, text);
    if (field.tag === '61') yield* this.#movement(field);
    if (field.tag.startsWith('90')) yield* this.#total(field, text);
  }

  #anew(): void {
    this.#begun = false;
    this.#ended = false;
    this.#opened = undefined;
    this.#moved = undefined;
  }

  *end(): Generator<StatementEvent> {
    if (this.#line) yield { kind: 'line', line: this.#line };
    this.#line = undefined;
  }

  *#begin(currency = this.#currency): Generator<StatementEvent> {
    this.#currency = currency;
    if (this.#begun) return;
    this.#begun = true;
    const account = this.#account === undefined ? {} : { account: this.#account };
    yield { kind: 'statement', head: { format: this.#interim ? 'mt942' : 'mt940', ...account, currency } };
  }

  *#balance({ tag, place }: Field, text: string): Generator<StatementEvent> {
    const balance = readBalance(text);
    if (balance === undefined) {
      yield { kind: 'refused', refusal: { kind: 'statementBalanceUnreadable', field: `:${tag}:`, line: place } };
      return;
    }
    yield* this.#begin(balance.currency);
    const what: StatedFigure['what'] = tag.startsWith('60') ? 'opening' : 'closing';
    this.#ended = what === 'closing';
    const { figure, currency = this.#currency } = balance;
    yield { kind: 'stated', stated: { what, figure, currency, place, field: `:${tag}:`, binding: true } };
    yield* this.#period(tag, balance.day);
  }

  *#period(tag: string, day: Day | undefined): Generator<StatementEvent> {
    if (day === undefined) return;
    if (tag === '60F') this.#opened = day;
    if (tag !== '62F' || this.#opened === undefined || day < this.#opened) return;
    const opened = this.#opened;
    this.#opensOn = this.#opening(opened, day) ?? this.#opensOn;
    const firstDay = opened === day || this.#opensOn === 'firstDay' ? opened : dayAfter(opened);
    this.#closed = { day, account: this.#account };
    yield { kind: 'period', period: { firstDay, lastDay: day } };
  }

  /**
   * A balance from which a statement goes on is that of the evening before it, as the standard has it; some banks date it
   * with the statement's first day instead. Which, this statement tells by a line on that day, by the day the one before
   * it closed on, or by a calendar month from its first to its last day; undefined where it does not.
   */
  #opening(opened: Day, closed: Day): 'firstDay' | 'evening' | undefined {
    if (this.#moved === opened) return 'firstDay';
    if (this.#closed?.account === this.#account && this.#closed !== undefined) {
      if (this.#closed.day === opened) return 'evening';
      if (dayAfter(this.#closed.day) === opened) return 'firstDay';
    }
    const month = opened.endsWith('-01') && opened.slice(0, 7) === closed.slice(0, 7);
    return month && dayAfter(closed).endsWith('-01') ? 'firstDay' : undefined;
  }

  *#movement({ place, lines }: Field): Generator<StatementEvent> {
    yield* this.#begin();
    const movement = readMovement(lines);
    if (movement === undefined) {
      const values = { stated: (lines[0] ?? '').trim().slice(0, 60) };
      yield {
        kind: 'refused',
        refusal: { kind: 'statementMovementUnreadable', field: ':61:', line: place, values },
        movement: true,
      };
      return;
    }
    const { outsideCalendar, ...moved } = movement;
    if (outsideCalendar !== undefined) {
      const values = { stated: outsideCalendar, day: moved.day };
      yield { kind: 'noted', note: { kind: 'statementDayOutsideCalendar', field: ':61:', line: place, values } };
    }
    if (this.#moved === undefined || moved.day < this.#moved) this.#moved = moved.day;
    this.#line = { place, currency: this.#currency, ...moved };
  }

  *#total({ tag, place }: Field, text: string): Generator<StatementEvent> {
    const total = readCountAndSum(text);
    if (total === undefined) return;
    yield* this.#begin(total.currency);
    const [lines, sum] = tag === '90C' ? (['linesIn', 'sumIn'] as const) : (['linesOut', 'sumOut'] as const);
    const beside = { currency: total.currency, place, field: `:${tag}:`, binding: true };
    yield { kind: 'stated', stated: { what: lines, figure: total.count, ...beside } };
    yield { kind: 'stated', stated: { what: sum, figure: total.sum, ...beside } };
  }

  #describe({ tag, lines }: Field): void {
    if (this.#line === undefined) return;
    const details: Details = tag === 'NS' ? readNonSwift(lines) : readDetails(lines);
    const references = [...new Set([...this.#line.references, ...details.references])];
    const purpose = [this.#line.purpose, details.purpose].filter((text) => text !== undefined).join(' ');
    this.#line = { ...this.#line, ...details, references, ...(purpose !== '' && { purpose }) };
  }
}

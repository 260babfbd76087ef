import { isDay } from '#ledger/day.ts';
import { type Figure, magnitude, readFigure, ZERO } from '../figure.ts';
import { oldEncodingOf } from '../old-encoding.ts';
import type { StatementEvent, StatementFile, StatementLine } from '../statement.ts';
import { type Encoding, encodingOf, headOf } from '../text.ts';
import { MarkupUnended } from './markup.ts';
import { type Token, tokensOf } from './tokens.ts';

/**
 * Reads OFX 1 (SGML, closing tags left out) and 2 (XML): bank and credit card statements (OFX 2.2, sections 11 and 12).
 * Amounts may have any number of decimals.
 */
export async function* readOfx(file: StatementFile): AsyncGenerator<StatementEvent> {
  const statements = new Statements();
  try {
    for await (const token of tokensOf(file, await readableEncoding(file))) yield* statements.take(token);
  } catch (cause) {
    if (!(cause instanceof MarkupUnended)) throw cause;
    yield* statements.breaksOff('statementMarkupUnended', cause.place);
  }
  yield* statements.end();
}

/** OFX 1 says CHARSET:1252 or 936, OFX 2 has an XML declaration; most say 1252, whatever they are in. */
async function readableEncoding(file: StatementFile): Promise<Encoding> {
  const head = Buffer.from(await headOf(file, 1_024)).toString('latin1');
  const isChinese = /CHARSET:\s*(?:936|GB)/i.test(head) || /encoding=["']GB/i.test(head);
  return encodingOf(file, isChinese ? 'gb18030' : await oldEncodingOf(file));
}

/** Of a bank account, a credit card, and the cash of an investment account. */
const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS']);
/** Of a movement; nothing else is kept of it. */
const FIELDS = new Set([
  ...['TRNAMT', 'DTPOSTED', 'DTAVAIL', 'DTUSER', 'TRNTYPE', 'FITID', 'CURSYM', 'REFNUM', 'CHECKNUM', 'SRVRTID'],
  ...['NAME', 'PAYEE', 'ACCTID', 'MEMO'],
]);
const LISTS = new Set(['BANKTRANLIST', 'INVTRANLIST']);

class Statements {
  #begun = 0;
  #currency = '';
  #account: string | undefined;
  #announced = true;
  /** Fields of the movement that is being read. */
  #movement: { place: number; fields: Map<string, string> } | undefined;
  #madeOn: string | undefined;
  #inBalance = false;
  /** Within ORIGCURRENCY stands what an amount was before it was converted; within CURRENCY, what it is in. */
  #inOriginal = false;
  /** Its code, until its severity is read: information and warnings come with what was asked for (3.1.5). */
  #status: { code: string; place: number } | undefined;
  #refusals = 0;

  *take({ name, closes, text, place }: Token): Generator<StatementEvent> {
    if (STATEMENTS.has(name) && !closes) {
      this.#begun += 1;
      this.#announced = false;
      this.#currency = '';
      this.#account = undefined;
    }
    if (name === 'DTSERVER' && !closes) this.#madeOn = momentOf(text)?.day;
    if (name === 'STATUS') {
      yield* this.#statusEnds();
      if (!closes) this.#status = { code: '0', place };
    } else if (this.#status && !closes) {
      if (name === 'CODE') this.#status = { code: text, place };
      if (name === 'SEVERITY' && /^(?:INFO|WARN)$/i.test(text)) this.#status = undefined;
    }
    if (this.#begun === 0) return;
    if (name === 'STMTTRN') {
      this.#inOriginal = false;
      yield* this.#movementEnds();
      if (!closes) this.#movement = { place, fields: new Map() };
      return;
    }
    if (LISTS.has(name) || name === 'LEDGERBAL') yield* this.#movementEnds();
    if (name === 'LEDGERBAL') this.#inBalance = !closes;
    if (this.#movement) {
      if (name === 'ORIGCURRENCY') this.#inOriginal = !closes;
      if (this.#inOriginal) return;
      if (text !== '' && FIELDS.has(name)) this.#movement.fields.set(name, text);
      return;
    }
    if (name === 'CURDEF' && !closes) this.#currency = text;
    if (name === 'ACCTID' && this.#account === undefined) this.#account = text;
    if (this.#inBalance && name === 'BALAMT') yield* this.#balance(text, place);
    if (LISTS.has(name) && !closes) yield* this.#announce();
    const day = momentOf(text)?.day;
    if (day === undefined || !(name === 'DTSTART' || name === 'DTEND')) return;
    yield* this.#announce();
    const madeOn = this.#madeOn && { madeOn: this.#madeOn };
    yield { kind: 'period', period: { ...(name === 'DTSTART' ? { firstDay: day } : { lastDay: day }), ...madeOn } };
  }

  *end(): Generator<StatementEvent> {
    yield* this.#statusEnds();
    yield* this.#movementEnds();
    yield* this.#announce();
    if (this.#begun === 0 && this.#refusals === 0) yield { kind: 'refused', refusal: { kind: 'statementNone' } };
  }

  /** The rest of the file cannot be read. */
  *breaksOff(kind: string, line: number): Generator<StatementEvent> {
    this.#refusals += 1;
    yield { kind: 'refused', refusal: { kind, line } };
  }

  /** A server that refused the request answers with a status and no statement. */
  *#statusEnds(): Generator<StatementEvent> {
    const status = this.#status;
    this.#status = undefined;
    if (status === undefined || status.code === '0') return;
    this.#refusals += 1;
    yield {
      kind: 'refused',
      refusal: { kind: 'statementServerRefused', line: status.place, values: { code: status.code.slice(0, 20) } },
    };
  }

  *#announce(): Generator<StatementEvent> {
    if (this.#announced) return;
    this.#announced = true;
    const account = this.#account === undefined ? {} : { account: this.#account };
    yield { kind: 'statement', head: { format: 'ofx', ...account, currency: this.#currency } };
  }

  /** The only balance a statement must have, and the closing one; there is no opening one to check it against. */
  *#balance(text: string, place: number): Generator<StatementEvent> {
    yield* this.#announce();
    const figure = readAmount(text);
    if (figure === undefined) return;
    const currency = this.#currency === '' ? {} : { currency: this.#currency };
    yield {
      kind: 'stated',
      stated: { what: 'closing', figure, ...currency, place, field: 'LEDGERBAL', binding: true },
    };
  }

  *#movementEnds(): Generator<StatementEvent> {
    const movement = this.#movement;
    if (movement === undefined) return;
    this.#movement = undefined;
    yield* this.#announce();
    const { place, fields } = movement;
    const read = lineOf(place, fields, this.#currency, this.#account);
    yield 'refusal' in read
      ? { kind: 'refused', refusal: { ...read.refusal, line: place }, movement: true }
      : { kind: 'line', line: read.line };
  }
}

function lineOf(place: number, fields: ReadonlyMap<string, string>, currency: string, account: string | undefined) {
  const stated = fields.get('TRNAMT') ?? '';
  const amount = readAmount(stated);
  const values = { stated: stated.slice(0, 40) };
  if (amount === undefined) return { refusal: { kind: 'statementAmountUnreadable', field: 'TRNAMT', values } };
  const posted = fields.get('DTPOSTED') ?? '';
  // Where the day of posting is left empty, the day the money was there, or that it was sent on.
  const moment = momentOf(posted === '' ? (fields.get('DTAVAIL') ?? fields.get('DTUSER') ?? '') : posted);
  if (moment === undefined) {
    return { refusal: { kind: 'statementDayUnreadable', field: 'DTPOSTED', values: { stated: posted.slice(0, 40) } } };
  }
  const name = fields.get('NAME') ?? fields.get('PAYEE');
  const counterAccount = fields.get('ACCTID');
  const purpose = fields.get('MEMO');
  const kind = fields.get('TRNTYPE');
  const serial = fields.get('FITID');
  const line: StatementLine = {
    place,
    ...moment,
    flow: amount.digits < 0n ? 'out' : 'in',
    amount: magnitude(amount),
    currency: fields.get('CURSYM') ?? currency,
    ...(serial !== undefined && { serial }),
    references: ['REFNUM', 'CHECKNUM', 'SRVRTID'].flatMap((each) => fields.get(each) ?? []),
    ...((name !== undefined || counterAccount !== undefined) && {
      counterparty: {
        ...(name !== undefined && { name }),
        ...(counterAccount !== undefined && { account: counterAccount }),
      },
    }),
    ...(kind !== undefined && { kind }),
    ...(purpose !== undefined && { purpose }),
    ...(account !== undefined && { account }),
  };
  return { line };
}

/**
 * OFX 3.2.8: a point or a comma before the decimals, never separators of thousands, never a currency sign. Where both
 * marks stand in an amount all the same, the last one is before the decimals.
 */
function readAmount(text: string): Figure | undefined {
  const stated = text.trim();
  // A mark without digits is how some print nothing, beside the balance of a day.
  if (/^[.,]$/.test(stated)) return ZERO;
  if (/^[+-]?\d*(?:[.,]\d*)?$/.test(stated)) return readFigure(stated.replace(',', '.'));
  const both = stated.includes('.') && stated.includes(',') && /^[+-]?\d[\d.,]*$/.test(stated);
  return both ? readFigure(stated, stated.lastIndexOf(',') > stated.lastIndexOf('.') ? ',' : '.') : undefined;
}

/** `20071015`, `20071015021529.000[-8:PST]`: the day as the bank writes it. */
function momentOf(text: string): { day: string; time?: string } | undefined {
  const [, year, month, date, hour, minute, second] =
    /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?/.exec(text.trim()) ?? [];
  const day = `${year}-${month}-${date}`;
  if (!isDay(day)) return undefined;
  return {
    day,
    ...(hour !== undefined && hour + minute + second !== '000000' && { time: `${hour}:${minute}:${second}` }),
  };
}

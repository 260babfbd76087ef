import { type Day, dayBefore, isDay } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { type Figure, magnitude, negative, readFigure } from '../figure.ts';
import { oldEncodingOf } from '../old-encoding.ts';
import type { Counterparty, Flow, StatedPeriod, StatementEvent, StatementFile, StatementLine } from '../statement.ts';
import { type Encoding, encodingOf, headOf, textOf } from '../text.ts';
import { all, at, type Element, elementsOf, textAt, XmlBroken } from '../xml-elements.ts';
import { EntrySummary, isBooked } from './entry-summary.ts';

/** Messages of the ISO 20022 family that are no statement of booked entries. */
const OTHER_MESSAGES: Record<string, string> = {
  BkToCstmrAcctRpt: 'camt.052',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
};

/** The last two hold elements of the same names, which say nothing of the statement. */
const WANTED = new Set([
  ...['MsgPgntn', 'StmtPgntn', 'CreDtTm', 'FrToDt', 'Acct', 'Bal', 'TxsSummry', 'Ntry'],
  ...['Intrst', 'SplmtryData'],
]);

/** Reads CAMT.053 (ISO 20022 BankToCustomerStatement, versions 02 to 13), with or without its namespace. */
export async function* readCamt(file: StatementFile): AsyncGenerator<StatementEvent> {
  const reading = new Reading();
  try {
    for await (const found of elementsOf(textOf(file, await readableEncoding(file)), WANTED)) {
      yield* 'opened' in found ? reading.opened(found.opened) : reading.closed(found.closed);
      if (reading.ended) return;
    }
    yield* reading.ends();
    if (!reading.begun) yield { kind: 'refused', refusal: { kind: 'statementNone' } };
  } catch (cause) {
    if (!(cause instanceof XmlBroken)) throw cause;
    yield { kind: 'refused', refusal: { kind: 'statementXmlBroken', line: cause.place } };
  }
}

/** What the bytes say, since converters leave the XML declaration as it was; of what is no Unicode, what that says. */
async function readableEncoding(file: StatementFile): Promise<Encoding> {
  const head = Buffer.from(await headOf(file, 200)).toString('latin1');
  const [, declared = ''] = /^[^<]*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head) ?? [];
  if (/^gb/i.test(declared)) return encodingOf(file, 'gb18030');
  if (/^(?:iso-8859-1|windows-1252)$/i.test(declared)) return encodingOf(file, 'windows-1252');
  return encodingOf(file, await oldEncodingOf(file));
}

class Reading {
  begun = false;
  /** The message is none of ours, and has been refused. */
  ended = false;
  #format = 'camt.053';
  /** Held back until the account is known. */
  #head: { account?: string; accountName?: string; currency?: string } = {};
  #period: StatedPeriod = {};
  #announced = false;
  /** Of a message in several parts. */
  #isPage = false;
  #summary = new EntrySummary();
  /** Day of its closing balance. */
  #closes: Day | undefined;

  *opened({ name, attributes }: Element): Generator<StatementEvent> {
    const [, version] = /(camt\.\d{3}\.\d{3}\.\d{2})/.exec(Object.values(attributes).join(' ')) ?? [];
    if (version !== undefined) this.#format = version;
    // The first versions end in V01.
    const other = OTHER_MESSAGES[name.replace(/V\d+$/, '')];
    if (other !== undefined) {
      this.ended = true;
      const format = this.#format.startsWith(other) ? this.#format : other;
      yield { kind: 'statement', head: { format } };
      yield { kind: 'refused', refusal: { kind: 'statementIsAdvice', values: { format } } };
    }
    if (name === 'Stmt') {
      yield* this.ends();
      this.begun = true;
      this.#announced = false;
      this.#head = {};
      this.#period = {};
      this.#closes = undefined;
      this.#summary = new EntrySummary();
      this.#summary.isOfPages = this.#isPage;
    }
  }

  *closed(element: Element): Generator<StatementEvent> {
    if (element.name === 'MsgPgntn') this.#isPage = isPageOfSeveral(element);
    if (!this.begun) return;
    if (element.name === 'StmtPgntn') this.#summary.isOfPages ||= isPageOfSeveral(element);
    if (!this.#announced && (element.name === 'CreDtTm' || element.name === 'FrToDt')) this.#says(element);
    if (element.name === 'Acct' && !this.#announced) this.#head = accountOf(element);
    if (element.name === 'TxsSummry') this.#summary.states(element);
    if (element.name !== 'Bal' && element.name !== 'Ntry') return;
    yield* this.#announce();
    if (element.name === 'Ntry') yield* this.#entry(element);
    else {
      if (BALANCES[balanceCode(element)] === 'closing') this.#closes = dayOf(at(element, 'Dt'));
      yield* balance(element, this.#head.currency);
    }
  }

  /** The statement that was begun, if any. */
  *ends(): Generator<StatementEvent> {
    if (!this.begun) return;
    yield* this.#announce();
    yield* this.#summary.held();
  }

  *#announce(): Generator<StatementEvent> {
    if (this.#announced) return;
    this.#announced = true;
    yield { kind: 'statement', head: { format: this.#format, ...this.#head } };
    yield { kind: 'period', period: this.#period };
  }

  #says(element: Element): void {
    if (element.name === 'CreDtTm') {
      const madeOn = element.text.trim().slice(0, 10);
      if (isDay(madeOn)) this.#period.madeOn = madeOn;
      return;
    }
    const firstDay = textAt(element, 'FrDtTm')?.slice(0, 10) ?? textAt(element, 'FrDt');
    const until = textAt(element, 'ToDtTm') ?? textAt(element, 'ToDt');
    const lastDay = until?.slice(0, 10);
    if (firstDay !== undefined && isDay(firstDay)) this.#period.firstDay = firstDay;
    // Midnight ends the day before.
    if (lastDay !== undefined && isDay(lastDay))
      this.#period.lastDay = until?.slice(10, 19) === 'T00:00:00' ? dayBefore(lastDay) : lastDay;
  }

  /** One entry is one line, as the bank booked it, however many payments it bundles. */
  *#entry(element: Element): Generator<StatementEvent> {
    const { place } = element;
    const read = this.#lineOf(element);
    if ('refused' in read) {
      this.#summary.unreadable();
      yield { kind: 'refused', refusal: { ...read.refused, line: place }, movement: true };
      return;
    }
    if (read.noted) yield { kind: 'noted', note: { ...read.noted, line: place } };
    if (read.line) yield { kind: 'line', line: read.line };
  }

  #lineOf(element: Element): { line?: StatementLine; noted?: Refusal } | { refused: Refusal } {
    const refused = (kind: string, field: string, stated = '') => ({
      refused: { kind, field, values: { stated: stated.slice(0, 40) } },
    });
    const amount = amountOf(element, this.#head.currency);
    if (amount === undefined) return refused('statementAmountUnreadable', '<Amt>', textAt(element, 'Amt'));
    const mark = textAt(element, 'CdtDbtInd');
    if (mark !== 'CRDT' && mark !== 'DBIT') return refused('statementFlowUnknown', '<CdtDbtInd>', mark);
    const flow: Flow = mark === 'CRDT' ? 'in' : 'out';
    const status = textAt(element, 'Sts', 'Cd') ?? textAt(element, 'Sts');
    const moved = { flow, amount: magnitude(amount.figure), currency: amount.currency ?? '' };
    const valueDay = dayOf(at(element, 'ValDt'));
    // Only what is not there gives way to the next: a day that cannot be read is another one.
    const told = ['BookgDt', 'ValDt'].map((name) => at(element, name)).find((each) => each && statedIn(each) !== '');
    if (told && dayOf(told) === undefined) return refused('statementDayUnreadable', `<${told.name}>`, statedIn(told));
    const ownDay = dayOf(told) ?? dayOfDetails(element);
    const day = ownDay ?? this.#closes ?? this.#period.lastDay ?? this.#period.madeOn;
    if (day === undefined) return refused('statementDayUnreadable', '<BookgDt>');
    this.#summary.add({ ...moved, status, reverses: /^(?:true|1)$/.test(textAt(element, 'RvslInd') ?? '') });
    if (!isBooked(status)) return { noted: { kind: 'statementEntryNotBooked', values: { status: status ?? '' } } };
    const { account } = this.#head;
    return {
      line: {
        place: element.place,
        day,
        ...(valueDay !== undefined && { valueDay }),
        ...moved,
        ...described(element, flow),
        ...(account !== undefined && { account }),
      },
      ...(ownDay === undefined && { noted: { kind: 'statementDayOfStatement', field: '<BookgDt>', values: { day } } }),
    };
  }
}

function accountOf(element: Element) {
  const account =
    textAt(element, 'Id', 'IBAN') ?? textAt(element, 'Id', 'Othr', 'Id') ?? textAt(element, 'Id', 'PrtryAcct', 'Id');
  const accountName = textAt(element, 'Nm') ?? textAt(element, 'Ownr', 'Nm');
  const currency = textAt(element, 'Ccy');
  return {
    ...(account !== undefined && { account }),
    ...(accountName !== undefined && { accountName }),
    ...(currency !== undefined && { currency }),
  };
}

/** ISO 20022 BalanceType: booked opening and closing; PRCD is the closing balance of the statement before. */
const BALANCES: Record<string, 'opening' | 'closing'> = { OPBD: 'opening', PRCD: 'opening', CLBD: 'closing' };

const balanceCode = (element: Element): string =>
  textAt(element, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(element, 'Tp', 'Cd') ?? '';

function* balance(element: Element, accountCurrency: string | undefined): Generator<StatementEvent> {
  const code = balanceCode(element);
  const what = BALANCES[code];
  if (what === undefined) return;
  const amount = amountOf(element, accountCurrency);
  const { place } = element;
  if (amount === undefined) {
    yield { kind: 'refused', refusal: { kind: 'statementBalanceUnreadable', field: `<Bal> ${code}`, line: place } };
    return;
  }
  const { figure } = amount;
  const currency = amount.currency === undefined ? {} : { currency: amount.currency };
  const signed = textAt(element, 'CdtDbtInd') === 'DBIT' ? negative(figure) : figure;
  yield { kind: 'stated', stated: { what, figure: signed, ...currency, place, field: `<Bal> ${code}`, binding: true } };
}

type Described = Pick<StatementLine, 'references'> &
  Partial<Pick<StatementLine, 'serial' | 'counterparty' | 'kind' | 'purpose'>>;

function described(element: Element, flow: Flow): Described {
  const details = all(element, 'NtryDtls').flatMap((each) => all(each, 'TxDtls'));
  const serial = textAt(element, 'AcctSvcrRef') ?? textAt(element, 'NtryRef');
  const references = details.flatMap((detail) =>
    REFERENCES.map((name) => textAt(detail, 'Refs', name)).filter(
      (found) => found !== undefined && !NO_REFERENCE.test(found),
    ),
  ) as string[];
  const counterparty = details.length === 1 ? otherSide(details[0], flow) : undefined;
  const words = [
    ...details.flatMap((detail) => [
      ...all(at(detail, 'RmtInf'), 'Ustrd').map(({ text }) => text.trim()),
      textAt(detail, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref'),
      textAt(detail, 'AddtlTxInf'),
    ]),
    textAt(element, 'AddtlNtryInf'),
  ].filter((text) => text !== undefined && text !== '');
  const kind = textAt(element, 'BkTxCd', 'Prtry', 'Cd') ?? textAt(element, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd');
  return {
    references: [...new Set(references)],
    ...(serial !== undefined && { serial }),
    ...(counterparty && { counterparty }),
    ...(kind !== undefined && { kind }),
    ...(words.length > 0 && { purpose: [...new Set(words)].join(' ') }),
  };
}

const REFERENCES = ['EndToEndId', 'InstrId', 'TxId', 'MsgId', 'UETR'];
const NO_REFERENCE = /^NOTPROVIDED$/;

function otherSide(detail: Element | undefined, flow: Flow): Counterparty | undefined {
  const side = flow === 'in' ? 'Dbtr' : 'Cdtr';
  const parties = at(detail, 'RltdPties');
  const name =
    textAt(parties, side, 'Nm') ?? textAt(parties, side, 'Pty', 'Nm') ?? textAt(parties, `Ultmt${side}`, 'Nm');
  const account = textAt(parties, `${side}Acct`, 'Id', 'IBAN') ?? textAt(parties, `${side}Acct`, 'Id', 'Othr', 'Id');
  const agent = at(detail, 'RltdAgts', `${side}Agt`, 'FinInstnId');
  const bank = textAt(agent, 'Nm') ?? textAt(agent, 'BICFI') ?? textAt(agent, 'BIC');
  if (name === undefined && account === undefined && bank === undefined) return undefined;
  return {
    ...(name !== undefined && { name }),
    ...(account !== undefined && { account }),
    ...(bank !== undefined && { bank }),
  };
}

/** xs:decimal: no separators, no currency sign; the currency of the account where none is written. */
function amountOf(element: Element, accountCurrency?: string): { figure: Figure; currency?: string } | undefined {
  const amount = at(element, 'Amt');
  const text = amount?.text.trim() ?? '';
  const figure = /^[+-]?\d+(?:\.\d+)?$|^\.\d+$/.test(text) ? readFigure(text) : undefined;
  const currency = amount?.attributes.Ccy ?? accountCurrency;
  return figure && { figure, ...(currency !== undefined && { currency }) };
}

/** The day as written: a time zone behind it does not move it. */
function dayOf(element: Element | undefined): string | undefined {
  const day = (textAt(element, 'Dt') ?? textAt(element, 'DtTm'))?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : undefined;
}

/** All that stands in an element of a day. */
const statedIn = ({ text, children }: Element): string =>
  [text, ...children.map((child) => child.text)].map((each) => each.trim()).join('');

/** Neither day of an entry is mandatory: of its payments, the day they were settled, accepted or made. */
function dayOfDetails(element: Element): Day | undefined {
  const days = at(element, 'NtryDtls', 'TxDtls', 'RltdDts');
  for (const name of ['IntrBkSttlmDt', 'AccptncDtTm', 'TxDtTm']) {
    const day = textAt(days, name)?.slice(0, 10);
    if (day !== undefined && isDay(day)) return day;
  }
  return undefined;
}

/** The summary of such a page is not of its entries alone. */
const isPageOfSeveral = (element: Element): boolean =>
  Number(textAt(element, 'PgNb') ?? 1) !== 1 || /^(?:false|0)$/.test(textAt(element, 'LastPgInd') ?? '');

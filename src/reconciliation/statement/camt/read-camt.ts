import { dayBefore, isDay } from '#ledger/day.ts';
import { type Figure, magnitude, negative, readFigure } from '../figure.ts';
import type {
  Counterparty,
  Flow,
  StatedFigure,
  StatedPeriod,
  StatementEvent,
  StatementFile,
  StatementLine,
} from '../statement.ts';
import { type Encoding, encodingOf, headOf, textOf } from '../text.ts';
import { all, at, type Element, elementsOf, textAt, XmlBroken } from './elements.ts';

/** Messages of the ISO 20022 family that are no statement of booked entries. */
const OTHER_MESSAGES: Record<string, string> = {
  BkToCstmrAcctRpt: 'camt.052',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
};

const WANTED = new Set(['CreDtTm', 'FrToDt', 'Acct', 'Bal', 'TxsSummry', 'Ntry']);

/** Reads CAMT.053 (ISO 20022 BankToCustomerStatement, versions 02 to 13), with or without its namespace. */
export async function* readCamt(file: StatementFile): AsyncGenerator<StatementEvent> {
  const reading = new Reading();
  try {
    for await (const found of elementsOf(textOf(file, await declaredEncoding(file)), WANTED)) {
      yield* 'opened' in found ? reading.opened(found.opened) : reading.closed(found.closed);
      if (reading.ended) return;
    }
    if (!reading.begun) yield { kind: 'refused', refusal: { kind: 'statementNone' } };
  } catch (cause) {
    if (!(cause instanceof XmlBroken)) throw cause;
    yield { kind: 'refused', refusal: { kind: 'statementXmlBroken', line: cause.place } };
  }
}

/** What the XML declaration says, else what the bytes say. */
async function declaredEncoding(file: StatementFile): Promise<Encoding> {
  const head = Buffer.from(await headOf(file, 200)).toString('latin1');
  const [, declared = ''] = /^[^<]*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head) ?? [];
  if (/^(?:iso-8859-1|windows-1252|us-ascii)$/i.test(declared)) return 'windows-1252';
  if (/^gb/i.test(declared)) return 'gb18030';
  return encodingOf(file, 'windows-1252');
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
      this.begun = true;
      this.#announced = false;
      this.#head = {};
      this.#period = {};
    }
  }

  *closed(element: Element): Generator<StatementEvent> {
    if (!this.begun) return;
    if (!this.#announced && (element.name === 'CreDtTm' || element.name === 'FrToDt')) this.#says(element);
    else if (element.name === 'Acct' && !this.#announced) this.#head = accountOf(element);
    else yield* this.#announce();
    if (element.name === 'Bal') yield* balance(element);
    if (element.name === 'TxsSummry') yield* summary(element);
    if (element.name === 'Ntry') yield* entry(element, this.#head.account);
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

function* balance(element: Element): Generator<StatementEvent> {
  const code = textAt(element, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(element, 'Tp', 'Cd') ?? '';
  const what = BALANCES[code];
  if (what === undefined) return;
  const amount = amountOf(element);
  const { place } = element;
  if (amount === undefined) {
    yield { kind: 'refused', refusal: { kind: 'statementBalanceUnreadable', field: `<Bal> ${code}`, line: place } };
    return;
  }
  const { figure, currency } = amount;
  const signed = textAt(element, 'CdtDbtInd') === 'DBIT' ? negative(figure) : figure;
  yield { kind: 'stated', stated: { what, figure: signed, ...currency, place, field: `<Bal> ${code}`, binding: true } };
}

function* summary(element: Element): Generator<StatementEvent> {
  const parts: [string, StatedFigure['what'], StatedFigure['what']][] = [
    ['TtlNtries', 'lines', 'lines'],
    ['TtlCdtNtries', 'linesIn', 'sumIn'],
    ['TtlDbtNtries', 'linesOut', 'sumOut'],
  ];
  for (const [name, lines, sum] of parts) {
    const part = at(element, name);
    if (part === undefined) continue;
    const { place } = part;
    const count = readFigure(textAt(part, 'NbOfNtries') ?? '');
    if (count)
      yield { kind: 'stated', stated: { what: lines, figure: count, place, field: `<${name}>`, binding: true } };
    const total = readFigure(textAt(part, 'Sum') ?? '');
    if (total && sum !== 'lines')
      yield { kind: 'stated', stated: { what: sum, figure: total, place, field: `<${name}>`, binding: true } };
  }
}

/** One entry is one line, as the bank booked it, however many payments it bundles. */
function* entry(element: Element, account: string | undefined): Generator<StatementEvent> {
  const { place } = element;
  const refused = (kind: string, field: string, stated = ''): StatementEvent => ({
    kind: 'refused',
    refusal: { kind, field, line: place, values: { stated: stated.slice(0, 40) } },
    movement: true,
  });
  const amount = amountOf(element);
  if (amount === undefined) return yield refused('statementAmountUnreadable', '<Amt>', textAt(element, 'Amt'));
  const mark = textAt(element, 'CdtDbtInd');
  if (mark !== 'CRDT' && mark !== 'DBIT') return yield refused('statementFlowUnknown', '<CdtDbtInd>', mark);
  const status = textAt(element, 'Sts', 'Cd') ?? textAt(element, 'Sts');
  if (status === 'PDNG' || status === 'INFO') {
    return yield { kind: 'noted', note: { kind: 'statementEntryNotBooked', line: place, values: { status } } };
  }
  const [day, valueDay] = [dayOf(at(element, 'BookgDt')), dayOf(at(element, 'ValDt'))];
  const booked = day ?? valueDay;
  if (booked === undefined)
    return yield refused('statementDayUnreadable', '<BookgDt>', textAt(element, 'BookgDt', 'Dt'));
  const flow: Flow = mark === 'CRDT' ? 'in' : 'out';
  yield {
    kind: 'line',
    line: {
      place,
      day: booked,
      ...(valueDay !== undefined && { valueDay }),
      flow,
      amount: magnitude(amount.figure),
      currency: amount.currency.currency ?? '',
      ...described(element, flow),
      ...(account !== undefined && { account }),
    },
  };
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

/** xs:decimal: no separators, no currency sign. */
function amountOf(element: Element): { figure: Figure; currency: { currency?: string } } | undefined {
  const amount = at(element, 'Amt');
  const text = amount?.text.trim() ?? '';
  const figure = /^[+-]?\d+(?:\.\d+)?$|^\.\d+$/.test(text) ? readFigure(text) : undefined;
  const currency = amount?.attributes.Ccy;
  return figure && { figure, currency: currency === undefined ? {} : { currency } };
}

/** The day as written: a time zone behind it does not move it. */
function dayOf(element: Element | undefined): string | undefined {
  const day = (textAt(element, 'Dt') ?? textAt(element, 'DtTm'))?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : undefined;
}

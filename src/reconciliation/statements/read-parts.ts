import type { Day } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { ControlFold } from '../statement/controls.ts';
import { type Figure, same } from '../statement/figure.ts';
import type { EventOfMember } from '../statement/inspect.ts';
import type {
  StatedFigure,
  StatedPeriod,
  StatementEvent,
  StatementHead,
  StatementLine,
} from '../statement/statement.ts';
import { isSameAccount } from './account-number.ts';
import type { FileReport, PartReport, PreviewLine } from './file-report.ts';
import { scopeOf } from './formats.ts';
import { RowNumbers } from './row-numbers.ts';
import { fenOf, type StagedLine, stagedLine } from './staged-line.ts';

export interface Expected {
  /** The account's own number; undefined for one that has none. */
  number: string | undefined;
  mapped: boolean;
  /** No file speaks of days after it was uploaded. */
  uploadedOn: Day;
}

/** Statements whose balances follow one another are kept as one; `group` counts those, from 0. */
export interface Part extends Omit<PartReport, 'known' | 'fresh'> {
  group: number;
}

export interface ReadParts extends Pick<FileReport, 'refusals' | 'moreRefusals' | 'notes' | 'preview'> {
  parts: Part[];
  lines: number;
}

/** Refusals and notes that are kept; a file in which more is wrong is wrong. */
const MOST_KEPT = 200;
const MOST_REFUSED = 2_000;
const PREVIEWED = 20;

/**
 * Goes through a file once in flat memory: hands each line on, `take` in batches, and tells what its statements come to,
 * and all that keeps them from being stored for this account.
 */
export async function readParts(
  events: AsyncIterable<EventOfMember>,
  expected: Expected,
  take: (lines: StagedLine[]) => Promise<void>,
): Promise<ReadParts> {
  const reading = new Reading(expected);
  let batch: StagedLine[] = [];
  for await (const { member, event } of events) {
    const line = reading.add(event, member);
    if (line === undefined) continue;
    batch.push(line);
    if (batch.length < BATCH) continue;
    await take(batch);
    batch = [];
  }
  if (batch.length > 0) await take(batch);
  return reading.result();
}

const BATCH = 1_000;

class Reading {
  readonly #expected: Expected;
  readonly #refusals: Refusal[] = [];
  readonly #notes: Refusal[] = [];
  readonly #preview: PreviewLine[] = [];
  readonly #parts: Part[] = [];
  readonly #accounts = new Set<string>();
  #more = 0;
  #refused = 0;
  #lines = 0;
  #part: PartFold | undefined;
  /** What was refused before any statement began. */
  #before = new ControlFold();
  #closing: Figure | undefined;

  constructor(expected: Expected) {
    this.#expected = expected;
  }

  add(event: StatementEvent, member: string | undefined): StagedLine | undefined {
    if (event.kind === 'statement') {
      this.#close();
      this.#part = new PartFold(event.head, member);
      this.#checkAccount(event.head.account);
    }
    if (event.kind === 'refused' && ++this.#refused > MOST_REFUSED) this.#more += 1;
    else (this.#part?.fold ?? this.#before).add(event);
    if (event.kind === 'stated') this.#part?.states(event.stated);
    if (event.kind === 'period') this.#part?.speaksOf(event.period, this.#expected.uploadedOn);
    if (event.kind !== 'line' || this.#part === undefined) return undefined;
    return this.#line(event.line, this.#part);
  }

  result(): ReadParts {
    this.#close();
    this.#keep(this.#before.result());
    const covers = this.#lines > 0 || this.#parts.some(({ firstDay }) => firstDay !== undefined);
    if (!covers && this.#refusals.length === 0) {
      this.#refusals.push({ kind: this.#parts.length > 0 ? 'statementWithoutLines' : 'statementNone' });
    }
    if (this.#accounts.size === 0 && covers && this.#expected.number !== undefined) {
      this.#notes.unshift({ kind: 'statementNamesNoAccount', values: { own: this.#expected.number } });
    }
    return {
      parts: this.#parts,
      lines: this.#lines,
      refusals: this.#refusals,
      moreRefusals: this.#more,
      notes: this.#notes.slice(0, MOST_KEPT),
      preview: this.#preview,
    };
  }

  #line(line: StatementLine, part: PartFold): StagedLine | undefined {
    this.#checkAccount(line.account);
    if (line.currency !== '' && line.currency !== 'CNY') part.foreign ??= line;
    part.takes(line);
    const { format } = part.head;
    const staged = stagedLine(line, {
      seq: this.#lines + 1,
      part: this.#parts.length,
      format,
      mapped: this.#expected.mapped,
    });
    if (!('seq' in staged)) {
      // Another currency is refused once for its statement.
      if (part.foreign === undefined) this.#refuse(staged);
      return undefined;
    }
    this.#lines += 1;
    if (this.#preview.length < PREVIEWED) this.#preview.push(previewOf(staged));
    return staged;
  }

  #checkAccount(account: string | undefined): void {
    const { number } = this.#expected;
    if (account === undefined || number === undefined || this.#accounts.has(account)) return;
    if (this.#accounts.size < MOST_KEPT) this.#accounts.add(account);
    if (isSameAccount(account, number)) return;
    this.#refuse({ kind: 'statementOfAnotherAccount', values: { named: account, own: number } });
  }

  #close(): void {
    const part = this.#part;
    this.#part = undefined;
    if (part === undefined) return;
    const control = part.fold.result();
    if (this.#expected.mapped && part.countsRows) this.#refuse({ kind: 'mappingSerialCountsRows' });
    if (part.cutAt !== undefined) this.#refuse({ kind: 'statementLastLineCut', line: part.cutAt });
    if (part.foreign !== undefined) {
      const { currency, place } = part.foreign;
      this.#refuse({ kind: 'statementOfAnotherCurrency', line: place, values: { currency } });
    }
    this.#keep(control);
    const [first] = control.statements;
    const last = control.statements.at(-1);
    const differs = new Set(control.statements.flatMap(({ differs: of }) => [...of]));
    const one = control.statements.length === 1;
    const [opening, closing] = one ? [first?.opening, first?.closing] : [];
    const before = this.#parts.at(-1);
    const follows = before?.format === part.head.format && opening && this.#closing && same(opening, this.#closing);
    const sum = (of: 'credits' | 'debits') =>
      control.statements.reduce((total, each) => total + (fenOf(each[of]) ?? 0n), 0n).toString();
    const account = part.head.account ?? last?.account;
    const [openingFen, closingFen] = [opening && fenOf(opening), closing && fenOf(closing)];
    this.#closing = closing;
    this.#parts.push({
      ...(part.member !== undefined && { member: part.member }),
      ...(part.head.sheet !== undefined && { sheet: part.head.sheet }),
      group: follows ? before.group : (before?.group ?? -1) + 1,
      format: part.head.format,
      scope: scopeOf(part.head.format),
      currency: first?.currency || 'CNY',
      ...(account !== undefined && { account }),
      lines: control.statements.reduce((lines, each) => lines + each.lines, 0),
      inFen: sum('credits'),
      outFen: sum('debits'),
      ...(openingFen !== undefined && { openingFen: String(openingFen) }),
      ...(closingFen !== undefined && { closingFen: String(closingFen) }),
      ...part.days(opening !== undefined && closing !== undefined && same(opening, closing)),
      checked: part.checked(opening !== undefined, differs),
      ...(differs.size > 0 && { differs: true as const }),
    });
  }

  #keep({ refusals, notes }: { refusals: readonly Refusal[]; notes: readonly Refusal[] }): void {
    for (const refusal of refusals) this.#refuse(refusal);
    this.#notes.push(...notes.slice(0, MOST_KEPT));
  }

  #refuse(refusal: Refusal): void {
    if (this.#refusals.length < MOST_KEPT) this.#refusals.push(refusal);
    else this.#more += 1;
  }
}

class PartFold {
  readonly fold = new ControlFold();
  readonly head: StatementHead;
  readonly member: string | undefined;
  /** The first line in another currency. */
  foreign: StatementLine | undefined;
  #lines = 0;
  #balances = 0;
  readonly #serials = new RowNumbers();
  /** The last line, where it lacks its balance. */
  #bare: number | undefined;
  #firstDay: string | undefined;
  #lastDay: string | undefined;
  #from: Day | undefined;
  #to: Day | undefined;
  readonly #stated = new Set<string>();
  readonly #zero = new Set<string>();

  constructor(head: StatementHead, member: string | undefined) {
    this.head = head;
    this.member = member;
  }

  states({ what, figure }: StatedFigure): void {
    this.#stated.add(what);
    if (figure.digits === 0n) this.#zero.add(what);
  }

  speaksOf({ firstDay, lastDay, madeOn }: StatedPeriod, uploadedOn: Day): void {
    if (firstDay !== undefined) this.#from = firstDay;
    if (lastDay === undefined) return;
    const latest = madeOn !== undefined && madeOn < uploadedOn ? madeOn : uploadedOn;
    this.#to = lastDay < latest ? lastDay : latest;
  }

  takes({ day, balance, flow, place, serial }: StatementLine): void {
    this.#lines += 1;
    this.#serials.add(serial);
    this.#bare = balance === undefined ? place : undefined;
    if (balance !== undefined && flow !== 'neutral') this.#balances += 1;
    if (this.#firstDay === undefined || day < this.#firstDay) this.#firstDay = day;
    if (this.#lastDay === undefined || day > this.#lastDay) this.#lastDay = day;
  }

  /** Where a file seems to be cut off: all lines have their balance but the last. */
  get cutAt(): number | undefined {
    return this.#lines > 1 && this.#balances === this.#lines - 1 ? this.#bare : undefined;
  }

  /** Whether its serials are nothing but 1, 2, 3 …, in the order of the file or against it. */
  get countsRows(): boolean {
    return this.#serials.areRows;
  }

  /** What the head states, and wherever lines are; without a line only where nothing moved. `still`: it ends as it began. */
  days(still: boolean): { firstDay?: Day; lastDay?: Day } {
    const [from, to] = [this.#from, this.#to];
    const stated = from !== undefined && to !== undefined && from <= to ? [from, to] : [];
    const quiet = still || this.#zero.has('lines') || (this.#zero.has('linesIn') && this.#zero.has('linesOut'));
    if (this.#lines === 0 && !quiet) return {};
    const days = [...stated, this.#firstDay, this.#lastDay].filter((day) => day !== undefined).sort();
    const [firstDay, lastDay] = [days[0], days.at(-1)];
    return firstDay === undefined || lastDay === undefined ? {} : { firstDay, lastDay };
  }

  /** What was compared and agreed; `differs`: what did not, which its refusals and notes tell. */
  checked(opens: boolean, differs: ReadonlySet<string>): PartReport['checked'] {
    const balance = (what: string) => what === 'opening' || what === 'closing';
    const totals = [...this.#stated].some((what) => !balance(what));
    const wrongBalance = [...differs].some(balance);
    const wrongTotals = [...differs].some((what) => !balance(what) && what !== 'chain');
    return [
      ...(opens && this.#stated.has('closing') && !wrongBalance ? (['closing'] as const) : []),
      ...(this.#lines > 1 && this.#balances === this.#lines && !differs.has('chain') ? (['chain'] as const) : []),
      ...(totals && !wrongTotals ? (['totals'] as const) : []),
    ];
  }
}

function previewOf(line: StagedLine): PreviewLine {
  const counterparty = line.counterparty_name ?? line.counterparty_account;
  return {
    place: line.place,
    day: line.occurred_on,
    ...(line.occurred_at !== null && { time: line.occurred_at }),
    flow: line.flow,
    amountFen: line.amount_fen,
    ...(line.balance_fen !== null && { balanceFen: line.balance_fen }),
    ...(counterparty !== null && { counterparty }),
    ...(line.purpose !== null && { purpose: [...line.purpose].slice(0, 80).join('') }),
  };
}

import { type Figure, magnitude, minus, negative, plainFigure, plus, readFigure, same, ZERO } from '../figure.ts';
import type { Flow, StatedFigure, StatementEvent } from '../statement.ts';
import { at, type Element, textAt } from '../xml-elements.ts';

/** An entry, booked or not, as far as a summary counts it. */
export interface CountedEntry {
  flow: Flow;
  amount: Figure;
  currency: string;
  status: string | undefined;
  reverses: boolean;
}

interface Totals {
  linesIn: bigint;
  linesOut: bigint;
  in: Figure;
  out: Figure;
}

/** Statuses of entries that are not booked (ISO 20022 ExternalEntryStatus1Code). */
const NOT_BOOKED = new Set(['PDNG', 'INFO', 'FUTR']);
export const isBooked = (status: string | undefined): boolean => !NOT_BOOKED.has(status ?? '');

/**
 * The schema defines the figures as of "all individual entries" and leaves open whether those count that are not booked
 * (all, or pending ones alone), and whether a reversal counts on the side it is booked on or takes back what it reverses.
 * The first reading is that of the lines that are imported.
 */
const READINGS = [isBooked, (status?: string) => status !== 'INFO', () => true].flatMap((counts) => [
  { counts, takesBack: false },
  { counts, takesBack: true },
]);

/** Holds what a statement says its entries come to (TxsSummry) against them; a figure holds where one reading gives it. */
export class EntrySummary {
  /** One page of several: its summary may be of all of them. */
  isOfPages = false;
  #stated: Element | undefined;
  readonly #totals: Totals[] = READINGS.map(() => ({ linesIn: 0n, linesOut: 0n, in: ZERO, out: ZERO }));
  readonly #currencies = new Set<string>();
  #unreadable = 0n;

  /** It stands above the entries it is of. */
  states(summary: Element): void {
    this.#stated = summary;
  }

  unreadable(): void {
    this.#unreadable += 1n;
  }

  add({ flow, amount, currency, status, reverses }: CountedEntry): void {
    this.#currencies.add(currency);
    for (const [place, { counts, takesBack }] of READINGS.entries()) {
      const totals = this.#totals[place];
      if (!totals || !counts(status)) continue;
      const turned = takesBack && reverses;
      const isIn = (flow === 'in') !== turned;
      totals[isIn ? 'linesIn' : 'linesOut'] += 1n;
      totals[isIn ? 'in' : 'out'] = plus(totals[isIn ? 'in' : 'out'], turned ? negative(amount) : amount);
    }
  }

  /** Once all entries were added. */
  *held(): Generator<StatementEvent> {
    const summary = this.#stated;
    if (summary === undefined || this.isOfPages) return;
    const ofAll = ({ linesIn, linesOut }: Totals) => ofCount(linesIn + linesOut + this.#unreadable);
    yield* this.#states(at(summary, 'TtlNtries'), 'NbOfNtries', 'lines', ofAll);
    yield* this.#states(at(summary, 'TtlCdtNtries'), 'NbOfNtries', 'linesIn', ({ linesIn }) => ofCount(linesIn));
    yield* this.#states(at(summary, 'TtlCdtNtries'), 'Sum', 'sumIn', (totals) => totals.in);
    yield* this.#states(at(summary, 'TtlDbtNtries'), 'NbOfNtries', 'linesOut', ({ linesOut }) => ofCount(linesOut));
    yield* this.#states(at(summary, 'TtlDbtNtries'), 'Sum', 'sumOut', (totals) => totals.out);
    // Of two currencies nothing comes of adding.
    if (this.#currencies.size < 2) yield* this.#both(at(summary, 'TtlNtries'));
  }

  /** What the imported lines come to is compared with the other figures of the file; here, only whether another reading gives it. */
  *#states(
    part: Element | undefined,
    name: string,
    what: StatedFigure['what'],
    of: (totals: Totals) => Figure,
  ): Generator<StatementEvent> {
    const stated = readFigure(textAt(part, name) ?? '');
    if (part === undefined || stated === undefined) return;
    // Some put a minus before the sum of debits, which the name of the part says already.
    const figure = magnitude(stated);
    const [ofLines, ...others] = this.#totals.map(of);
    if (ofLines && !same(ofLines, figure) && others.some((found) => same(found, figure))) return;
    yield { kind: 'stated', stated: { what, figure, place: part.place, field: `<${part.name}>`, binding: true } };
  }

  /** The sum of all entries is of their amounts without a sign, or what is left of them; the net amount is the latter. */
  *#both(part: Element | undefined): Generator<StatementEvent> {
    if (part === undefined) return;
    const net = (totals: Totals) => minus(totals.in, totals.out);
    const sum = readFigure(textAt(part, 'Sum') ?? '');
    if (sum)
      yield* this.#differs(part, sum, (totals) => [plus(totals.in, totals.out), magnitude(net(totals)), net(totals)]);
    // Versions 02 and 03 have TtlNetNtryAmt with its mark beside it.
    const [inner, amount] = [at(part, 'TtlNetNtry'), at(part, 'TtlNetNtryAmt')];
    const stated = readFigure(inner ? (textAt(inner, 'Amt') ?? '') : (amount?.text.trim() ?? ''));
    const mark = textAt(inner ?? part, 'CdtDbtInd');
    if (stated === undefined) return;
    const signed = mark === 'DBIT' ? negative(magnitude(stated)) : mark === 'CRDT' ? magnitude(stated) : stated;
    yield* this.#differs(inner ?? amount ?? part, signed, (totals) =>
      mark === undefined ? [net(totals), magnitude(net(totals))] : [net(totals)],
    );
  }

  *#differs(part: Element, stated: Figure, readings: (totals: Totals) => Figure[]): Generator<StatementEvent> {
    const all = this.#totals.flatMap(readings);
    const [found] = all;
    if (found === undefined || all.some((each) => same(each, stated))) return;
    const values = {
      stated: plainFigure(stated),
      found: plainFigure(found),
      difference: plainFigure(minus(found, stated)),
    };
    yield {
      kind: 'refused',
      refusal: { kind: 'statementControlDiffers', field: `<${part.name}>`, line: part.place, values },
    };
  }
}

const ofCount = (digits: bigint): Figure => ({ digits, scale: 0 });

import { type Figure, isBlankFigure, magnitude, minus, plainFigure, plus, readFigure, same, ZERO } from '../figure.ts';
import type { Flow, StatedFigure, StatementEvent, StatementLine } from '../statement.ts';
import { mayBe } from '../sums.ts';
import type { Header } from './header.ts';
import { currencyOfTotals, reachOf, repeatedLabel, wordedTotals } from './totals.ts';

type FlowSums = Readonly<Record<Flow, Figure>>;
type ByCurrency = ReadonlyMap<string, FlowSums>;

const NOTHING: FlowSums = { in: ZERO, out: ZERO, neutral: ZERO };

/**
 * 合计 is held against the whole file, once it is read; 本页小计 and 本日合计 at once, against the lines since the last
 * row with that label and no others: what all lines so far come to is another figure, and would hide a changed one.
 */
export class Subtotals {
  readonly #header: Header;
  readonly #all = new Map<string, FlowSums>();
  /** What had come when a row with this label came last. */
  readonly #before = new Map<string, ByCurrency>();
  #lines = 0;
  readonly #linesBefore = new Map<string, number>();

  constructor(header: Header) {
    this.#header = header;
  }

  take({ flow, amount, currency }: StatementLine): void {
    this.#lines += 1;
    const sum = this.#all.get(currency) ?? NOTHING;
    this.#all.set(currency, { ...sum, [flow]: plus(sum[flow], amount) });
  }

  *read(cells: readonly string[], place: number, binding: boolean): Generator<StatementEvent> {
    const reach = reachOf(cells);
    if (reach === 'beyond') return;
    const currency = currencyOfTotals(cells);
    if (reach === 'part') {
      const label = repeatedLabel(cells);
      const since = this.#lines - (this.#linesBefore.get(label) ?? 0);
      this.#linesBefore.set(label, this.#lines);
      yield* this.#compare(binding ? this.#figures(cells, place, since) : [], label, currency);
      return;
    }
    // 汇总收入金额,4.00 says itself what its figure is; every other one is of the column it stands in.
    const { stated, worded } = wordedTotals(cells, place, binding);
    for (const each of [...stated, ...this.#figures(cells, place, this.#lines, worded)])
      yield { kind: 'stated', stated: { ...each, ...(currency !== undefined && { currency }) } };
  }

  *#compare(figures: readonly StatedFigure[], label: string, currency: string | undefined): Generator<StatementEvent> {
    const before = this.#before.get(label);
    this.#before.set(label, new Map(this.#all));
    const currencies = currency === undefined ? [...this.#all.keys()] : [currency];
    for (const { what, figure, field, place } of figures) {
      const refused = (kind: string, values: Record<string, string>): StatementEvent => ({
        kind: 'refused',
        refusal: { kind, field, line: place, values: { stated: plainFigure(figure), ...values } },
      });
      if (currencies.length > 1) {
        yield refused('statementFigureOfCurrencies', { currencies: currencies.slice(0, MOST_NAMED).join('、') });
        continue;
      }
      const [of = ''] = currencies;
      const [now, then] = [this.#all.get(of) ?? NOTHING, before?.get(of) ?? NOTHING];
      const since = (flow: Flow) => minus(now[flow], then[flow]);
      const may = mayBe(what, { sumIn: since('in'), sumOut: since('out'), sumNeutral: since('neutral') });
      const [found] = may;
      if (found === undefined || may.some((each) => same(each, figure))) continue;
      yield refused('statementControlDiffers', {
        found: plainFigure(found),
        difference: plainFigure(minus(found, figure)),
      });
    }
  }

  /** Under the columns of amounts; a whole number that is the count of its `lines` is no sum of theirs. */
  #figures(
    cells: readonly string[],
    place: number,
    lines: number,
    worded: ReadonlySet<number> = new Set(),
  ): StatedFigure[] {
    const { columns, headings } = this.#header;
    const isSum = (at: number) => filled(at) && cells[at]?.trim() !== String(lines);
    const filled = (at: number) => !worded.has(at) && !isBlankFigure(cells[at] ?? '');
    const sides = [
      ['sumIn', columns.in?.find(filled)],
      ['sumOut', columns.out?.find(filled)],
    ] as const;
    const both = columns.in !== undefined && columns.out !== undefined;
    const sums = both ? sides : [...sides, ['sumAmounts', columns.amount?.find(isSum)] as const];
    return sums.flatMap(([what, at]) => {
      const figure = at === undefined ? undefined : readFigure(cells[at] ?? '');
      return figure === undefined || at === undefined
        ? []
        : [{ what, figure: ofColumn(what, figure), place, field: headings[at] ?? '', binding: true }];
    });
  }
}

/** A side may be written with a minus all through; of all amounts the sign is theirs. */
const ofColumn = (what: StatedFigure['what'], figure: Figure): Figure =>
  what === 'sumAmounts' ? figure : magnitude(figure);

/** Currencies named in a refusal. */
const MOST_NAMED = 5;

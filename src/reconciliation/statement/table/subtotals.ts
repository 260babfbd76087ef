import { type Figure, isBlankFigure, magnitude, minus, plainFigure, plus, readFigure, same, ZERO } from '../figure.ts';
import type { StatedFigure, StatementEvent, StatementLine } from '../statement.ts';
import type { Header } from './header.ts';
import { currencyOfTotals, reachOf, repeatedLabel, wordedTotals } from './totals.ts';

interface SidesSum {
  in: Figure;
  out: Figure;
}

type ByCurrency = ReadonlyMap<string, SidesSum>;

const NOTHING: SidesSum = { in: ZERO, out: ZERO };

/**
 * 合计 is held against the whole file, once it is read; 本页小计 and 本日合计 at once, against the lines since the last
 * row with that label and no others: what all lines so far come to is another figure, and would hide a changed one.
 */
export class Subtotals {
  readonly #header: Header;
  readonly #all = new Map<string, SidesSum>();
  /** What had come when a row with this label came last. */
  readonly #before = new Map<string, ByCurrency>();

  constructor(header: Header) {
    this.#header = header;
  }

  take({ flow, amount, currency }: StatementLine): void {
    if (flow === 'neutral') return;
    const sum = this.#all.get(currency) ?? NOTHING;
    this.#all.set(currency, { ...sum, [flow]: plus(sum[flow], amount) });
  }

  *read(cells: readonly string[], place: number, binding: boolean): Generator<StatementEvent> {
    const reach = reachOf(cells);
    if (reach === 'beyond') return;
    const currency = currencyOfTotals(cells);
    if (reach === 'part') {
      yield* this.#compare(binding ? this.#figures(cells, place) : [], repeatedLabel(cells), currency);
      return;
    }
    // 汇总收入金额,4.00 says itself what its figure is; every other one is of the column it stands in.
    const { stated, worded } = wordedTotals(cells, place, binding);
    for (const each of [...stated, ...this.#figures(cells, place, worded)])
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
      const side = what === 'sumIn' ? 'in' : 'out';
      const [of = ''] = currencies;
      const found = minus((this.#all.get(of) ?? NOTHING)[side], (before?.get(of) ?? NOTHING)[side]);
      if (same(found, figure)) continue;
      yield refused('statementControlDiffers', {
        found: plainFigure(found),
        difference: plainFigure(minus(found, figure)),
      });
    }
  }

  /** Under the columns of amounts. */
  #figures(cells: readonly string[], place: number, worded: ReadonlySet<number> = new Set()): StatedFigure[] {
    const { columns, headings } = this.#header;
    const filled = (at: number) => !worded.has(at) && !isBlankFigure(cells[at] ?? '');
    const sides = [
      ['sumIn', columns.in?.find(filled)],
      ['sumOut', columns.out?.find(filled)],
    ] as const;
    return sides.flatMap(([what, at]) => {
      const figure = at === undefined ? undefined : readFigure(cells[at] ?? '');
      return figure === undefined || at === undefined
        ? []
        : [{ what, figure: magnitude(figure), place, field: headings[at] ?? '', binding: true }];
    });
  }
}

/** Currencies named in a refusal. */
const MOST_NAMED = 5;

import { type Figure, plainFigure, plus, ZERO } from './figure.ts';
import type { Inspected } from './inspect.ts';

/** What `statement inspect` says of one format and currency in a file. Sums are positive decimals; neutral lines are in neither. */
export interface StatementReport {
  member?: string;
  format: string | null;
  currency: string | null;
  /** null, as the sums, of a file that could not be read at all. */
  lines: number | null;
  credits: string | null;
  debits: string | null;
  neutral: string | null;
  fees: string | null;
  opening: string | null;
  closing: string | null;
}

/** What is none of our formats, or broken as a whole, has no rows to add up. */
const NO_ROWS = new Set([
  'statementIsPdf',
  'statementIsPicture',
  'statementIsHtml',
  'statementXmlUnknown',
  'statementBinary',
  'statementIsAdvice',
  'statementTooLarge',
  'statementZipBroken',
  'statementWorkbookBroken',
]);

/** One report for each currency of each format, in the order of the file; always one at least. */
export function reportsOf({ member, statements, refusals }: Inspected): StatementReport[] {
  const named = member === undefined ? {} : { member };
  if (refusals.some(({ kind }) => NO_ROWS.has(kind)) && statements.every(({ lines }) => lines === 0)) {
    return [{ ...named, ...NOTHING, format: statements[0]?.format ?? null }];
  }
  const groups = Map.groupBy(statements, ({ format, currency }) => JSON.stringify([format, currency]));
  if (groups.size === 0)
    return [{ ...named, ...NOTHING, lines: 0, credits: '0', debits: '0', neutral: '0', fees: '0' }];
  return [...groups.values()].map((group) => {
    const sum = (of: (each: (typeof group)[number]) => Figure) =>
      plainFigure(group.reduce((total, each) => plus(total, of(each)), ZERO));
    const plain = (figure: Figure | undefined) => (figure === undefined ? null : plainFigure(figure));
    // Several accounts have no opening and closing balance in common.
    const ofOne = new Set(group.map(({ account }) => account)).size === 1;
    return {
      ...named,
      format: group[0]?.format ?? null,
      currency: group[0]?.currency || null,
      lines: group.reduce((lines, each) => lines + each.lines, 0),
      credits: sum(({ credits }) => credits),
      debits: sum(({ debits }) => debits),
      neutral: sum(({ neutral }) => neutral),
      fees: sum(({ fees }) => fees),
      opening: ofOne ? plain(group[0]?.opening) : null,
      closing: ofOne ? plain(group.at(-1)?.closing) : null,
    };
  });
}

const NOTHING = {
  format: null,
  currency: null,
  lines: null,
  credits: null,
  debits: null,
  neutral: null,
  fees: null,
  opening: null,
  closing: null,
} satisfies StatementReport;

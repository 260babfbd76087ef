import type { Refusal } from '#ledger/refusal.ts';
import { BalanceChain } from '../balance-chain.ts';
import { ControlFold } from '../controls.ts';
import { type Figure, isBlankFigure, readFigure } from '../figure.ts';
import type { StatementLine } from '../statement.ts';
import { plainHeading } from './columns.ts';
import { type Conventions, flowColumns, PLAIN_CONVENTIONS } from './conventions.ts';
import { DaysWritten } from './day-order.ts';
import { flowTold } from './find-flow.ts';
import { flowWord, saysRepayment, surelyFlowOfDescription } from './flow.ts';
import { tableFormat } from './formats.ts';
import type { Header } from './header.ts';
import { readPreamble } from './preamble.ts';
import { RowReader } from './read-line.ts';
import { readRows } from './read-rows.ts';
import type { Row } from './rows.ts';

type Rows = AsyncIterable<Row> | Iterable<Row>;

/** Enough to tell how signs are used; days go on being asked until one of them tells. */
const MOST_ROWS = 2_000;

/**
 * How a file writes days and signs. What a sign means is never guessed by how many rows have it: the file is read both
 * ways, and read otherwise than plainly only where its own balances or totals contradict the plain reading and hold in
 * the other. What they leave open is asked.
 */
export async function conventionsOf(rows: Rows, header: Header): Promise<Conventions> {
  const { days, begun } = await beginningOf(rows, header);
  const plain = { ...PLAIN_CONVENTIONS, ...days };
  const { columns } = header;
  if (hasSides(header) || columns.fundState !== undefined) return paymentsOf(begun, header, plain);
  const { column, likely, unclear } = flowTold(movementsOf(begun.rows, header, plain), header);
  if (column !== undefined) {
    const told = { ...plain, flowColumn: column };
    const better = betterOf(await tried(begun, header, told), await tried(begun, header, plain));
    if (better !== 'other') return paymentsOf(begun, header, told);
  }
  if (likely !== undefined) {
    const told = { ...plain, flowColumn: likely };
    const better = betterOf(await tried(begun, header, plain), await tried(begun, header, told));
    if (better === 'other') return paymentsOf(begun, header, told);
  }
  const found = await (columns.flow === undefined ? chargesOf : paymentsOf)(begun, header, plain);
  const isProven = columns.balance !== undefined || found.questions !== undefined;
  return unclear === undefined || isProven ? found : { ...found, questions: [unclear] };
}

/** Rows under the headings that have a day and an amount. */
export function movementsOf(rows: readonly Row[], header: Header, plain: Conventions): Row[] {
  const reader = new RowReader(header, readPreamble(header.above), plain);
  return rows.slice(header.at + 1).filter(({ cells }) => reader.hasDay(cells) && reader.hasAmount(cells));
}

/** The same where a clerk said what the columns hold: the balances may still tell payments from red entries. */
export async function mappedConventionsOf(rows: Rows, header: Header): Promise<Conventions> {
  const { days, begun } = await beginningOf(rows, header);
  const plain = { ...PLAIN_CONVENTIONS, ...days };
  const { columns } = header;
  if (!hasSides(header) && columns.flow === undefined) return plain;
  return { ...(await paymentsOf(begun, header, plain)), questions: [] };
}

/** The first rows of a file, with what stands above them. */
interface Begun {
  rows: readonly Row[];
  /** Whether they are all. */
  whole: boolean;
}

async function beginningOf(rows: Rows, header: Header) {
  const written = new DaysWritten(header, readPreamble(header.above).period);
  const kept: Row[] = [];
  let [index, whole] = [-1, true];
  for await (const row of rows) {
    index += 1;
    if (index > header.at) written.take(row.cells);
    if (index - header.at <= MOST_ROWS) kept.push(row);
    else whole = false;
    if (!whole && written.settled) break;
  }
  const { order, serialColumn } = written;
  const days: Partial<Conventions> = {
    ...(order !== undefined && { dayOrder: order }),
    ...(serialColumn !== undefined && { serialColumn }),
  };
  return { days, begun: { rows: kept, whole } };
}

const hasSides = ({ columns }: Header): boolean => columns.in !== undefined || columns.out !== undefined;

/** Whether a minus in the column of payments is how payments are written. */
async function paymentsOf(begun: Begun, header: Header, plain: Conventions): Promise<Conventions> {
  const paid = begun.rows.flatMap((row) => {
    const found = paidIn(row.cells, header, plain);
    return found && found.figure.digits !== 0n ? [{ ...found, place: row.place }] : [];
  });
  if (!paid.some(({ figure }) => figure.digits < 0n)) return plain;
  const other = { ...plain, minusIsPayment: true };
  // A total with a minus only adds up the column, whatever its signs mean.
  const negative = paid.filter(({ figure }) => figure.digits < 0n).map(({ place }) => place);
  const [red, written] = [await tried(begun, header, plain, negative), await tried(begun, header, other, negative)];
  const better = betterOf(red, written);
  if (better !== 'neither') return better === 'other' ? other : plain;
  const turned = paid.filter(({ place }) => red.lines.get(place)?.flow !== written.lines.get(place)?.flow);
  const all = paid.filter(({ place }) => red.lines.has(place));
  const [first] = turned;
  if (red.balances || first === undefined || turned.length < 2 || turned.length < all.length) return plain;
  const field = plainHeading(header.headings[first.index] ?? '');
  return { ...plain, questions: [{ kind: 'statementMinusUnclear', field, line: first.place }] };
}

/** The figure in the column of payments, or beside a word for them. */
function paidIn(
  cells: readonly string[],
  header: Header,
  plain: Conventions,
): { figure: Figure; index: number } | undefined {
  const { in: ins, out: outs, amount = [] } = header.columns;
  const filled = (of: readonly number[] = []) => of.find((at) => !isBlankFigure(cells[at] ?? ''));
  const ofAmount = filled([...amount, ...(ins ?? []), ...(outs ?? [])]);
  const index = ins !== undefined && outs !== undefined ? filled(outs) : ofAmount;
  const figure = index === undefined ? undefined : readFigure(cells[index] ?? '');
  if (index === undefined || figure === undefined) return undefined;
  if (outs?.includes(index)) return { figure, index };
  const word = flowColumns(header, plain)
    .map((at) => flowWord(cells[at] ?? ''))
    .find((found) => found !== undefined);
  return word?.flow === 'out' ? { figure, index } : undefined;
}

/** Whether one column with signs counts what was charged. */
async function chargesOf(begun: Begun, header: Header, days: Conventions): Promise<Conventions> {
  const card = isOfCreditCard(header);
  const [plain, other] = [
    { ...days, charges: card },
    { ...days, charges: !card },
  ];
  const [usual, turned] = [await tried(begun, header, plain), await tried(begun, header, other)];
  const better = betterOf(usual, turned);
  if (better !== 'neither') return better === 'other' ? other : plain;
  // What a customer paid, a merchant's bill with its fees took in.
  if (usual.balances || header.columns.fee !== undefined) return plain;
  // Of one word among many a file is never turned; a card's bill may write what was bought with a minus all the same.
  if (card) {
    const { agree, differ } = wordsOf(usual);
    return differ.length > 0 && agree === 0 ? other : plain;
  }
  const { differ, repaid } = wordsOf(usual);
  // Where all have the same sign, it says nothing against a single word.
  const bothWays = new Set([...usual.lines.values()].map(({ flow }) => flow)).size > 1;
  if (differ.length === 0 || (bothWays && 2 * (differ.length + repaid) <= usual.lines.size)) return plain;
  const [index = 0] = header.columns.amount ?? [];
  const question: Refusal = {
    kind: bothWays ? 'statementSignUnclear' : 'statementSignAlike',
    field: plainHeading(header.headings[index] ?? ''),
    line: Math.min(...differ.map(({ place }) => place)),
    values: { stated: (differ[0]?.purpose ?? '').slice(0, 40) },
  };
  return { ...plain, questions: [question] };
}

function isOfCreditCard({ above, headings }: Header): boolean {
  const said = above.map((cells) => cells.join(' ')).join('\n');
  const named = headings.some((heading) => /信用卡|贷记卡/.test(heading));
  return readPreamble(above).creditCard || named || tableFormat(said, headings).endsWith('-credit-card');
}

/** What the descriptions say of the directions of their lines. */
function wordsOf({ lines }: Tried) {
  const all = [...lines.values()];
  const said = (line: StatementLine) => surelyFlowOfDescription(line.purpose ?? '');
  return {
    agree: all.filter((line) => said(line) === line.flow).length,
    differ: all.filter((line) => said(line) !== undefined && said(line) !== line.flow),
    repaid: all.filter((line) => line.flow === 'out' && saysRepayment(line.purpose ?? '')).length,
  };
}

/** What a file comes to when it is read in one of two ways. */
interface Tried {
  lines: ReadonlyMap<number, StatementLine>;
  /** Whether any line has a balance. */
  balances: boolean;
  /** Balances that break off, totals that differ. */
  contradictions: number;
  /** How far from one chain the balances are. */
  openPlaces: number;
}

const CONTRADICTIONS = new Set([
  'statementControlDiffers',
  'statementChainBroken',
  'statementFlowsSwapped',
  'statementRowDoubled',
]);

/** `untold`: places of rows whose totals tell nothing. */
async function tried(
  { rows, whole }: Begun,
  header: Header,
  conventions: Conventions,
  untold: readonly number[] = [],
): Promise<Tried> {
  const silent = new Set(untold);
  const fold = new ControlFold();
  const lines = new Map<number, StatementLine>();
  const chains = new Map<string, BalanceChain>();
  for await (const event of readRows(rows, header, conventions)) {
    // Of the first rows alone the totals of all are not true.
    if (event.kind !== 'stated' || (whole && !silent.has(event.stated.place))) fold.add(event);
    if (event.kind !== 'line') continue;
    lines.set(event.line.place, event.line);
    const key = JSON.stringify([event.line.account, event.line.currency]);
    const chain = chains.get(key) ?? new BalanceChain();
    chains.set(key, chain);
    chain.add(event.line);
  }
  return {
    lines,
    balances: [...lines.values()].some(({ balance }) => balance !== undefined),
    contradictions: fold.result().refusals.filter(({ kind }) => CONTRADICTIONS.has(kind)).length,
    openPlaces: [...chains.values()].reduce((sum, { openPlaces }) => sum + openPlaces, 0),
  };
}

/** Which of two readings the file itself proves. Where it contradicts both it is refused; the nearer one says where. */
function betterOf(plain: Tried, other: Tried): 'plain' | 'other' | 'neither' {
  if (plain.contradictions === 0) return other.contradictions === 0 ? 'neither' : 'plain';
  if (other.contradictions === 0) return 'other';
  return other.openPlaces < plain.openPlaces ? 'other' : 'plain';
}

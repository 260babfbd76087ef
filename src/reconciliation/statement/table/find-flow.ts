import type { Refusal } from '#ledger/refusal.ts';
import { isBlankFigure, readFigure } from '../figure.ts';
import type { Role } from './columns.ts';
import { flowWord, saysFlowAlone } from './flow.ts';
import type { Header } from './header.ts';
import { plainHeading } from './plain-heading.ts';
import type { Row } from './rows.ts';

/** Columns that hold something else, whatever stands in them. */
const OTHERWISE: readonly Role[] = ['moment', 'valueDay', 'amount', 'in', 'out', 'balance', 'currency', 'fee'];

/** A heading that is about the direction, though none that we know. */
const OF_DIRECTION = /借贷|收支|收付|进出|出入|方向|流向/;
/** One that may be, and is where its words are. */
const OF_SORT = /^(?:交易|账务|记账|业务|记录)?(?:类型|类别|标志|标识|标记)$|^(?:d\/?c|c\/?d)(?![a-z])/;
/** One whose words are of a card, of the other side or of how it paid: 借记, 付方 and 取现 there are not our direction. */
const OF_OTHERS = /卡|对方|对手|(?:支付|付款|收款|结算)(?:方式|渠道)/;

/** What the rows tell of the direction beside one column of amounts, where no heading does. */
export interface FlowTold {
  /** The column that says it in every row. */
  column?: number;
  /** One whose words would say it, though its heading does not: its balances must prove it. */
  likely?: number;
  /** A column that says it in some rows, or in words nobody knows: without it all amounts would be money in. */
  unclear?: Refusal;
}

/** `movements`: rows that have a day and an amount. */
export function flowTold(movements: readonly Row[], header: Header): FlowTold {
  const { columns, headings } = header;
  const { flow = [], kind = [] } = columns;
  const plain = headings.map(plainHeading);
  const [first] = movements;
  if (first === undefined || flow.some((at) => saysFlowAlone(plain[at] ?? ''))) return {};
  const signed = movements.some(({ cells }) => isNegative(cells, header));
  const used = new Set(OTHERWISE.flatMap((role) => columns[role] ?? []));
  const told = [...headings.keys()].flatMap((at) => (used.has(at) ? [] : [wordsIn(movements, at)]));
  const isOfOthers = (at: number) => OF_OTHERS.test(plain[at] ?? '');
  const isOfDirection = (at: number) => OF_DIRECTION.test(plain[at] ?? '');
  const isAbout = (at: number) => flow.includes(at) || kind.includes(at) || isOfDirection(at);
  const inAll = told.filter(({ at, silent }) => silent === undefined && !isOfOthers(at));
  // One word in every row may say anything else: 入账, that it was booked.
  const column =
    inAll.find(({ at, ways }) => ways === 2 && (isAbout(at) || OF_SORT.test(plain[at] ?? ''))) ??
    inAll.find(({ at, ways }) => ways === 1 && !signed && isAbout(at));
  if (column !== undefined) return { column: column.at };
  if (signed) return {};
  const asked = (kind: string, at: number, { cells, place }: Row): Refusal => {
    const values = { stated: (cells[at] ?? '').trim().slice(0, 40) };
    return { kind, field: plain[at] ?? '', line: place, values };
  };
  const unclear = told.find(
    ({ at, ways, silent }) =>
      (silent !== undefined || isOfOthers(at)) &&
      isAbout(at) &&
      (ways > 0 || isOfDirection(at)) &&
      isFilled(movements, at),
  );
  if (unclear !== undefined) return { unclear: asked('statementFlowUnknown', unclear.at, unclear.silent ?? first) };
  const likely = inAll.find(({ ways }) => ways === 2);
  if (likely === undefined) return {};
  return { likely: likely.at, unclear: asked('statementFlowUnsure', likely.at, first) };
}

/** `ways`: how many directions the words of a column name; `silent`: the first row in which it names none. */
function wordsIn(movements: readonly Row[], at: number) {
  const flows = movements.map(({ cells }) => flowWord(cells[at] ?? '')?.flow);
  const ways = new Set(flows.filter((flow) => flow === 'in' || flow === 'out')).size;
  return { at, ways, silent: movements[flows.indexOf(undefined)] };
}

const isFilled = (movements: readonly Row[], at: number): boolean =>
  movements.some(({ cells }) => (cells[at] ?? '').trim() !== '');

function isNegative(cells: readonly string[], { columns }: Header): boolean {
  const { amount = [], in: ins = [], out: outs = [] } = columns;
  const index = [...amount, ...ins, ...outs].find((at) => !isBlankFigure(cells[at] ?? ''));
  const figure = index === undefined ? undefined : readFigure(cells[index] ?? '');
  return figure !== undefined && figure.digits < 0n;
}

import { createHash } from 'node:crypto';
import { type Holding, listHoldings } from '#approval/positions.ts';
import type { Database } from '#database/connection.ts';
import { onDay } from '#ledger/day.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { plainWord } from '#sheet/grid.ts';
import { checkIssue, type IssueInput, type IssueLine } from '../issue.ts';
import { valuesLeaving } from '../value-of-stock.ts';
import { type Movement, stockHeading } from './stock-ledger.ts';

/** Whose stock a ledger keeps, said for all of it. */
export interface StockChoices {
  entity: string;
  fund: string;
  restriction: Restriction;
}

export interface LedgerIssue {
  rows: number[];
  input: IssueInput;
  /** Of its content and the how-manieth of that content it is. */
  key: string;
  /** An issue of this receiver, day and goods that is recorded already: compared, not entered again. */
  known?: { actId: bigint; number: string };
}

/** What fits one issue. */
const MOST_LINES = 8;

/**
 * The outs of a ledger as issues: rows of one day, receiver and paper are one. Those recorded already, by whatever way,
 * are known by receiver, day and goods, each once.
 */
export async function issuesOfLedger(
  db: Database,
  movements: readonly Movement[],
  organisations: readonly { code: string; name: string }[],
  choices: StockChoices,
): Promise<{ issues: LedgerIssue[]; refusals: Refusal[] }> {
  const refusals: Refusal[] = [];
  const groups = new Map<string, { receiver: string; movements: Movement[] }>();
  for (const movement of movements.filter(({ flow }) => flow === 'out')) {
    const named = organisations.filter(
      ({ code, name }) => code === movement.partner || plainWord(name) === plainWord(movement.partner),
    );
    const [receiver] = named;
    if (!receiver || named.length > 1) {
      const values = { stated: movement.partner.slice(0, 40) };
      refusals.push({ kind: 'importNameUnknown', field: stockHeading('receiver'), line: movement.row, values });
      continue;
    }
    const key = JSON.stringify([movement.day, receiver.code, movement.paper]);
    const group = groups.get(key) ?? { receiver: receiver.code, movements: [] };
    group.movements.push(movement);
    groups.set(key, group);
  }
  const holdings = await listHoldings(db, { entity: choices.entity, fund: choices.fund });
  const recorded = await recordedIssues(db, choices);
  const times = new Map<string, number>();
  const issues: LedgerIssue[] = [];
  for (const group of groups.values()) {
    for (let at = 0; at < group.movements.length; at += MOST_LINES) {
      const part = group.movements.slice(at, at + MOST_LINES);
      const input = await issueOf(db, part, group.receiver, choices, holdings);
      const rows = part.map(({ row }) => row);
      const wrong = checkIssue(input);
      if (wrong.length > 0) {
        refusals.push(
          ...wrong.map(({ kind, field, values }) => ({
            ...{ kind, line: rows[0] ?? 0 },
            ...(field === 'receiver' && { field: stockHeading('receiver') }),
            ...(values && { values }),
          })),
        );
        continue;
      }
      const content = traitOf(input.receiver, input.header.occurred.from ?? '', input.lines);
      const nth = (times.get(content) ?? 0) + 1;
      times.set(content, nth);
      const { standing = [], gone = 0 } = recorded.get(content) ?? {};
      const known = standing[nth - 1];
      const key = `stock ${createHash('sha256')
        .update(`${JSON.stringify(choices)} ${content}`)
        .digest('hex')} ${nth + gone}`;
      issues.push({ rows, input, key, ...(known && { known }) });
    }
  }
  return { issues, refusals };
}

async function issueOf(
  db: Database,
  movements: readonly Movement[],
  receiver: string,
  { entity, fund, restriction }: StockChoices,
  holdings: readonly Holding[],
): Promise<IssueInput> {
  const [first] = movements;
  const lines: IssueLine[] = movements.map(({ item: { unit }, quantity }) => {
    // Where the stock of an item lies in one place, it leaves from there.
    const here = holdings.filter((holding) => holding.unit === unit && holding.restriction === restriction);
    const [only] = here.length === 1 ? here : [];
    return {
      unit,
      quantity,
      ...(only?.lot && { lotId: only.lot.id }),
      ...(only?.location && { location: only.location.code }),
    };
  });
  const taken = lines.map((line) => ({ entity, fund, stream: 'donation' as const, restriction, ...line }));
  const values = await valuesLeaving(db, taken);
  return {
    header: {
      entity,
      fund,
      stream: 'donation',
      occurred: onDay(first?.day ?? ''),
      ...(first?.paper && { sourceReference: first.paper }),
    },
    receiver,
    restriction,
    lines: lines.map((line, index) => {
      const value = values[index];
      return typeof value === 'object' ? { ...line, valueFen: value.fen } : line;
    }),
  };
}

const traitOf = (receiver: string, day: string, lines: readonly { unit: string; quantity: bigint }[]): string =>
  JSON.stringify([receiver, day, lines.map(({ unit, quantity }) => `${unit} ${quantity}`).sort()]);

/** Issues of these books by what they have in common with a ledger's. */
async function recordedIssues(db: Database, { entity, fund }: StockChoices) {
  const rows = await db
    .selectFrom('goodsIssue')
    .innerJoin('goodsIssueLine', 'goodsIssueLine.actId', 'goodsIssue.actId')
    .innerJoin('act', 'act.id', 'goodsIssue.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'act.number', 'occurredFrom as day', 'receiverCode as receiver'])
    .select(['unitCode as unit', 'quantity', 'status'])
    .where('entityCode', '=', entity)
    .where('fundCode', '=', fund)
    .orderBy('act.id')
    .execute();
  const found = new Map<string, { standing: { actId: bigint; number: string }[]; gone: number }>();
  for (const [actId, lines] of Map.groupBy(rows, (row) => row.actId)) {
    const [first] = lines;
    if (!first) continue;
    const trait = traitOf(first.receiver, first.day ?? '', lines);
    const same = found.get(trait) ?? { standing: [], gone: 0 };
    if (first.status === 'withdrawn' || first.status === 'reversed') same.gone += 1;
    else same.standing.push({ actId, number: first.number });
    found.set(trait, same);
  }
  return found;
}

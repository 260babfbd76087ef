import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '#database/connection.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import { confirmMatch, type MatchInput } from '#reconciliation/matches/confirm-match.ts';
import { approveMatch } from '#reconciliation/matches/decide-match.ts';
import type { MoneyFlow } from '#reconciliation/matches/money-match.ts';
import { recordsById } from '#reconciliation/matches/work-list.ts';
import { openMoneyAccount } from './money-accounts.ts';

/** Whoever enters and confirms, and another who approves. */
export interface TwoPeople {
  clerk: bigint;
  reviewer: bigint;
}

/** A money account that both have approved; answers its id. */
export const moneyAccount = (
  db: Database,
  { clerk, reviewer }: TwoPeople,
  { kind = 'bank', ...change }: { entity: string; kind?: MoneyAccountKind; name?: string },
): Promise<bigint> => openMoneyAccount(db, { recorder: clerk, reviewer }, kind, change);

export interface LineOfTest {
  account: bigint;
  day: string;
  flow: MoneyFlow | 'neutral';
  amountFen: bigint;
  scope?: 'movement' | 'detail';
  name?: string;
  counterpartyAccount?: string;
  serial?: string;
  references?: string[];
  kind?: string;
  purpose?: string;
}

/**
 * Lines of a stored statement, as an import leaves them; answers their ids in the order given. With `stated`, it covers
 * these days and says what it opened with; otherwise the days of its lines, and no balance.
 */
export async function statementLines(
  db: Database,
  by: bigint,
  lines: readonly LineOfTest[],
  stated?: { firstDay: string; lastDay: string; openingFen: bigint },
): Promise<bigint[]> {
  const ids: bigint[] = [];
  for (const [account, own] of Map.groupBy(lines.entries(), ([, line]) => line.account)) {
    const days = own.map(([, { day }]) => day).sort();
    const sum = (way: MoneyFlow) => own.reduce((all, [, line]) => (line.flow === way ? all + line.amountFen : all), 0n);
    const [inFen, outFen] = [sum('in'), sum('out')];
    const { id: fileId } = await db
      .insertInto('statementFile')
      .values({
        moneyAccountId: account,
        sha256: createHash('sha256').update(randomUUID()).digest(),
        fileName: 'statement.csv',
        sizeBytes: 1n,
        uploadedBy: by,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.updateTable('statementFile').set({ state: 'storing' }).where('id', '=', fileId).execute();
    const { id: statementId } = await db
      .insertInto('statement')
      .values({
        fileId,
        moneyAccountId: account,
        format: 'mapped',
        scope: own[0]?.[1].scope ?? 'movement',
        firstDay: stated?.firstDay ?? days[0] ?? '',
        lastDay: stated?.lastDay ?? days.at(-1) ?? '',
        ...(stated && { openingFen: stated.openingFen, closingFen: stated.openingFen + inFen - outFen }),
        lines: BigInt(own.length),
        newLines: BigInt(own.length),
        ...{ inFen, outFen },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const inserted = await db
      .insertInto('statementLine')
      .values(
        own.map(([, line], at) => ({
          moneyAccountId: account,
          statementId,
          scope: line.scope ?? 'movement',
          identity: createHash('sha256').update(randomUUID()).digest(),
          place: at + 1,
          occurredOn: line.day,
          flow: line.flow,
          amountFen: line.amountFen,
          serial: line.serial ?? null,
          referenceNumbers: line.references ?? [],
          counterpartyName: line.name ?? null,
          counterpartyAccount: line.counterpartyAccount ?? null,
          kind: line.kind ?? null,
          purpose: line.purpose ?? null,
        })),
      )
      .returning(['id', 'place'])
      .execute();
    await db
      .updateTable('statementFile')
      .set({ state: 'stored', storedBy: by, storedAt: new Date() })
      .where('id', '=', fileId)
      .execute();
    for (const { id, place } of inserted) {
      const [index] = own[place - 1] ?? [];
      if (index !== undefined) ids[index] = id;
    }
  }
  return ids;
}

export async function statementLine(db: Database, by: bigint, line: LineOfTest): Promise<bigint> {
  const [id] = await statementLines(db, by, [line]);
  if (id === undefined) throw new Error('a line was not stored');
  return id;
}

/** Confirmed by the clerk and approved by the reviewer; answers the match. */
export async function approvedMatch(
  db: Database,
  { clerk, reviewer }: TwoPeople,
  match: Pick<MatchInput, 'lines' | 'acts'>,
): Promise<bigint> {
  const confirmed = await confirmMatch(db, { ...match, by: clerk, way: 'person', idempotencyKey: randomUUID() });
  if (!confirmed.ok) throw new Error(`refused: ${JSON.stringify(confirmed.refusals)}`);
  const { matchId } = confirmed.value;
  const approved = await approveMatch(db, { matchId, by: reviewer });
  if (!approved.ok) throw new Error(`refused: ${JSON.stringify(approved.refusals)}`);
  return matchId;
}

/** What a bank's line confirms: a line of a new account over what the act moves, matched with it by two people. */
export async function confirmedByBank(
  db: Database,
  people: TwoPeople,
  actId: bigint,
): Promise<{ matchId: bigint; lineId: bigint; account: bigint }> {
  const [act] = await recordsById(db, [actId]);
  if (act === undefined || act.flow === 'none') throw new Error(`act ${actId} moves no cash`);
  const account = act.account?.id ?? (await moneyAccount(db, people, { entity: act.entity }));
  const day = act.occurred.to ?? act.occurred.from ?? '2020-02-28';
  const line = { account, day, flow: act.flow, amountFen: act.amountFen };
  const lineId = await statementLine(db, people.clerk, line);
  const matchId = await approvedMatch(db, people, { lines: [lineId], acts: [actId] });
  return { matchId, lineId, account };
}

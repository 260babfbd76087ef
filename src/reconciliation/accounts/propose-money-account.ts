import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { checkOccurred, onDay } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { checkNames } from '#registry/check-names.ts';
import { checkMoneyAccount, type MoneyAccountInput, normalNumber } from './money-account.ts';

/** Enters where an entity's money lies; entries may name it once another person has approved it. */
export function proposeMoneyAccount(
  db: Database,
  input: MoneyAccountInput,
  by: bigint,
): Promise<Result<{ id: bigint }>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ id: bigint }>> => {
      const refusals = await wrongWith(tx, input);
      if (refusals.length > 0) return refused(...refusals);
      const { entity, kind, account, openedOn } = input;
      const { id } = await tx
        .insertInto('moneyAccount')
        .values({
          ...{ entityCode: entity, kind, accountCode: account, name: input.name.trim(), proposedBy: by },
          ...{ number: normalNumber(input.number) ?? null, openedOn: openedOn ?? null },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by, 'propose money account', `money-account ${id}`);
      return done({ id });
    }),
  );
}

async function wrongWith(tx: Tx, input: MoneyAccountInput): Promise<Refusal[]> {
  const { entity, openedOn } = input;
  const day = openedOn === undefined ? [] : checkOccurred(onDay(openedOn));
  return [
    ...checkMoneyAccount(input),
    ...day.map((refusal) => ({ ...refusal, field: 'openedOn' })),
    ...(await checkNames(tx, { entity })),
    ...(await taken(tx, input)),
  ];
}

/** The database holds the same, for two people at once; asked beforehand, both fields are named together. */
async function taken(tx: Tx, { entity, kind, name, number }: MoneyAccountInput): Promise<Refusal[]> {
  const stated = normalNumber(number);
  const standing = await tx
    .selectFrom('moneyAccount')
    .select(['entityCode', 'kind', 'name', 'number'])
    .where((eb) => eb.or([eb('decision', 'is', null), eb('decision', '=', 'approved')]))
    .where((eb) => eb.or([eb('name', '=', name.trim()), eb('number', '=', stated ?? '')]))
    .execute();
  const found: Refusal[] = [];
  if (standing.some((other) => other.entityCode === entity && other.name === name.trim())) {
    found.push({ kind: 'money_account_name_unique', field: 'name' });
  }
  if (stated !== undefined && standing.some((other) => other.kind === kind && other.number === stated)) {
    found.push({ kind: 'money_account_number_unique', field: 'number' });
  }
  return found;
}

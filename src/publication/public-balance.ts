import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { ACCOUNTS, type Account, type Flow } from '#ledger/account.ts';
import type { LeafPosting, Stream } from '#log/leaf.ts';
import { book, Ledger, type PositionRow } from '#log/position.ts';

/** The dimensions a leaf has as a whole. */
export interface Position {
  entity: string;
  fund: string;
  stream: Stream;
}

export interface PostedPart extends Position {
  postings: readonly LeafPosting[];
}

/**
 * What the public log holds, as a working copy: examined acts are tried on it in order, so that one which would show a
 * holding or an appropriation below zero (its gift or advance is not confirmed yet) stays behind without stopping the
 * others.
 */
export class PublicBalances {
  readonly #amounts = new Map<string, bigint>();
  readonly #changed = new Set<string>();

  static async load(tx: Tx): Promise<PublicBalances> {
    const balances = new PublicBalances();
    for (const row of await tx.selectFrom('publicBalance').selectAll().execute()) {
      const { entityCode: entity, fundCode: fund, accountCode: account, unitCode: unit } = row;
      balances.#amounts.set(keyOf(entity, fund, row.stream, account, unit, row.restriction), row.amount);
    }
    return balances;
  }

  /** Adds the postings and says undefined; or changes nothing and returns the account that would fall below zero. */
  add(part: PostedPart): { account: string; unit: string; held: bigint; needed: bigint } | undefined {
    const changes = new Map<string, { account: string; unit: string; change: bigint }>();
    for (const { account, unit, amount, restriction } of part.postings) {
      const key = keyOf(part.entity, part.fund, part.stream, account, unit, restriction);
      changes.set(key, { account, unit, change: (changes.get(key)?.change ?? 0n) + BigInt(amount) });
    }
    for (const [key, { account, unit, change }] of changes) {
      const held = this.#amounts.get(key) ?? 0n;
      if (isNeverNegative(account) && held + change < 0n) return { account, unit, held, needed: -change };
    }
    for (const [key, { change }] of changes) {
      this.#amounts.set(key, (this.#amounts.get(key) ?? 0n) + change);
      this.#changed.add(key);
    }
    return undefined;
  }

  /** The position per entity, fund, stream and unit. */
  rows(): PositionRow[] {
    const ledger = new Ledger<Position & { unit: string }>();
    for (const [key, amount] of this.#amounts) {
      const { entity, fund, stream, account, unit } = keyParts(key);
      book(ledger.at({ entity, fund, stream, unit }), flowOf(account), amount);
    }
    return ledger.rows();
  }

  /** Writes what changed, in key order. */
  async save(tx: Tx): Promise<void> {
    for (const key of [...this.#changed].sort()) {
      const { entity, fund, stream, account, unit, restriction } = keyParts(key);
      const amount = this.#amounts.get(key) ?? 0n;
      await tx
        .insertInto('publicBalance')
        .values({
          entityCode: entity,
          fundCode: fund,
          stream,
          accountCode: account,
          unitCode: unit,
          restriction,
          amount,
          neverNegative: isNeverNegative(account),
        })
        .onConflict((conflict) =>
          conflict
            .columns(['entityCode', 'fundCode', 'stream', 'accountCode', 'unitCode', 'restriction'])
            .doUpdateSet({ amount: sql`excluded.amount` }),
        )
        .execute();
    }
  }
}

const keyOf = (...parts: string[]): string => JSON.stringify(parts);

function keyParts(key: string) {
  const [entity, fund, stream, account, unit, restriction] = JSON.parse(key) as [
    string,
    string,
    Stream,
    string,
    string,
    string,
  ];
  return { entity, fund, stream, account, unit, restriction };
}

/** Throws on an account that is not in the chart. */
export const flowOf = (account: string): Flow => inChart(account).flow;

function inChart(account: string): Account {
  const known = ACCOUNTS[account as keyof typeof ACCOUNTS];
  if (known === undefined) throw new Error(`account ${account} is not in the chart`);
  return known;
}

/** As the books themselves: nothing is held that did not come, nothing is reported or returned that was not appropriated. */
function isNeverNegative(account: string): boolean {
  const { flow, perCounterparty } = inChart(account);
  return flow === 'holding' || perCounterparty === true;
}

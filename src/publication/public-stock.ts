import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { accountOf } from '#ledger/account.ts';
import type { Posting } from '#ledger/posting.ts';
import { isGoods } from '#ledger/unit.ts';

/** Goods that lie together: of one account, unit and restriction, in one lot at one place. */
type Stock = Pick<
  Posting,
  'entity' | 'fund' | 'stream' | 'account' | 'unit' | 'restriction' | 'lot' | 'location' | 'amount'
>;

/**
 * What is public of each lot at each place. The log itself sums lots, so that an issue could go out on the strength of
 * somebody else's goods while the gift it was really taken from waits for its confirmation; here it waits for that gift.
 */
export class PublicStock {
  readonly #tx: Tx;
  readonly #known = new Map<string, bigint>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** What would fall below zero; undefined when all that is taken is public. Changes nothing. */
  async short(postings: readonly Posting[]): Promise<{ stock: Stock; held: bigint; needed: bigint } | undefined> {
    for (const [key, stock] of changes(postings)) {
      if (stock.amount >= 0n) continue;
      const held = await this.#held(key, stock);
      if (held + stock.amount < 0n) return { stock, held, needed: -stock.amount };
    }
    return undefined;
  }

  /** These go out. */
  async add(postings: readonly Posting[]): Promise<void> {
    for (const [key, stock] of changes(postings)) {
      this.#known.set(key, (await this.#held(key, stock)) + stock.amount);
    }
  }

  async #held(key: string, stock: Stock): Promise<bigint> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { held } = await postingsUnder(this.#tx, stock)
      .innerJoin('logLeaf', 'logLeaf.actId', 'journalEntry.actId')
      .select(({ fn }) => fn.sum<bigint | null>('posting.amount').as('held'))
      .executeTakeFirstOrThrow();
    this.#known.set(key, held ?? 0n);
    return held ?? 0n;
  }
}

function changes(postings: readonly Posting[]): Map<string, Stock> {
  const sums = new Map<string, Stock>();
  for (const { entity, fund, stream, account, unit, restriction, lot, location, amount } of postings) {
    if (!isGoods(unit) || accountOf(account).flow !== 'holding') continue;
    const place = { ...(lot !== undefined && { lot }), ...(location !== undefined && { location }) };
    const key = [entity, fund, stream, account, unit, restriction, lot ?? '', location ?? ''].join(' ');
    const sum = (sums.get(key)?.amount ?? 0n) + amount;
    sums.set(key, { entity, fund, stream, account, unit, restriction, ...place, amount: sum });
  }
  return sums;
}

const postingsUnder = (db: Database, key: Omit<Stock, 'amount'>) =>
  db
    .selectFrom('posting')
    .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
    .where('posting.entityCode', '=', key.entity)
    .where('posting.fundCode', '=', key.fund)
    .where('posting.stream', '=', key.stream)
    .where('posting.accountCode', '=', key.account)
    .where('posting.unitCode', '=', key.unit)
    .where('posting.restriction', '=', key.restriction)
    .where(sql<boolean>`posting.lot_id is not distinct from ${key.lot ?? null}`)
    .where(sql<boolean>`posting.location_code is not distinct from ${key.location ?? null}`);

/** An act that would bring in what is missing. */
export interface Awaited {
  actId: bigint;
  number: string;
}

const MOST_AWAITED = 3;

/** Acts in the books, not public and not reversed, that brought more of it in; the oldest first. */
export async function awaitedOf(
  db: Database,
  part: Pick<Stock, 'entity' | 'fund' | 'stream' | 'account' | 'unit'>,
  stock?: Omit<Stock, 'amount'>,
): Promise<Awaited[]> {
  return db
    .selectFrom('posting')
    .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
    .innerJoin('act', 'act.id', 'journalEntry.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'act.number'])
    .distinct()
    .where('posting.entityCode', '=', part.entity)
    .where('posting.fundCode', '=', part.fund)
    .where('posting.stream', '=', part.stream)
    .where('posting.accountCode', '=', part.account)
    .where('posting.unitCode', '=', part.unit)
    .where('posting.amount', '>', 0n)
    .$if(stock !== undefined, (query) =>
      query
        .where('posting.restriction', '=', stock?.restriction ?? '')
        .where(sql<boolean>`posting.lot_id is not distinct from ${stock?.lot ?? null}`)
        .where(sql<boolean>`posting.location_code is not distinct from ${stock?.location ?? null}`),
    )
    .where('actStatus.status', 'in', ['approved', 'confirmed'])
    .orderBy('act.id')
    .limit(MOST_AWAITED)
    .execute();
}

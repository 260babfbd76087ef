import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import { lastClosableDay } from '../close-state.ts';
import type { ClosedSheet } from '../closed-sheet.ts';

/** Where the sheet of a money account stands that speaks for a day. */
export interface SheetPlace {
  accountId: string;
  name: string;
  kind: string;
  /** The day the sheet is of: that asked for, or the end of the close that the day was closed with. */
  through: Day;
  /** The close that keeps it; undefined where the day is open and the sheet is reckoned anew. */
  closeId?: bigint;
}

/** 调节表 of an entity's accounts at the end of a day, as the close keeps them, else as they stand; in the order of accounts. */
export async function sheetsAt(db: Database, entity: string, day: Day): Promise<SheetPlace[]> {
  const close = await db
    .selectFrom('bookClose')
    .select(['id', 'through', 'sheet'])
    .where('entityCode', '=', entity)
    .where('decision', '=', 'approved')
    .where('through', '>=', day)
    .orderBy('through')
    .executeTakeFirst();
  if (close) {
    const { accounts } = close.sheet as unknown as ClosedSheet;
    return accounts.map(({ id, name, kind }) => ({
      ...{ accountId: id, name, kind, through: close.through, closeId: close.id },
    }));
  }
  const accounts = await db
    .selectFrom('moneyAccount')
    .select(['id', 'name', 'kind'])
    .where('entityCode', '=', entity)
    .where('decision', '=', 'approved')
    .orderBy('id')
    .execute();
  const latest = lastClosableDay();
  const through = day < latest ? day : latest;
  return accounts.map(({ id, name, kind }) => ({ accountId: String(id), name, kind, through }));
}

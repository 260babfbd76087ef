import type { Database } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';
import type { Day } from '#ledger/day.ts';
import { type ItemRow, listAppeals, listEntities, listFunds, listItems } from '#registry/queries.ts';

export type Item = ItemRow;

/** What a sheet may name, by its name or its code: approved entries only. */
export interface Register {
  entity(name: string): string | undefined;
  fund(name: string): { code: string; beganOn: Day } | undefined;
  /** A code as a person writes it: by its name, where that finds it again. */
  written(kind: 'entity' | 'fund', code: string): string;
  appeal(name: string): { code: string; fund: string } | undefined;
  /** An approved money account of the entity, by its name; `keptIn` is its ledger account. */
  account(name: string, entity: string): { id: bigint; keptIn: AccountCode } | undefined;
  /** By name and standard, or by code; several when the standard is left open and more than one fits. */
  items(name: string, standard: string): Item[];
  /** Counted as an item of this name and measure would be, as far as the register can tell. */
  like(name: string, measure: string): Pick<Item, 'scale' | 'measure'> | undefined;
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');

export async function loadRegister(db: Database): Promise<Register> {
  const entities = byName(await listEntities(db));
  const funds = byName(await listFunds(db));
  const appeals = byName(await listAppeals(db));
  const items = await listItems(db);
  const accounts = await db
    .selectFrom('moneyAccount')
    .select(['id', 'entityCode', 'name', 'accountCode'])
    .where('decision', '=', 'approved')
    .execute();
  return {
    entity: (name) => entities.get(plain(name))?.code,
    fund: (name) => funds.get(plain(name)),
    written: (kind, code) => {
      const entries: Map<string, { code: string; name: string }> = kind === 'entity' ? entities : funds;
      const name = entries.get(code)?.name ?? code;
      return entries.get(plain(name))?.code === code ? name : code;
    },
    appeal: (name) => appeals.get(plain(name)),
    account: (name, entity) => {
      const found = accounts.find((each) => each.entityCode === entity && plain(each.name) === plain(name));
      return found && { id: found.id, keptIn: found.accountCode as AccountCode };
    },
    like: (name, measure) =>
      items.find((item) => plain(item.name) === plain(name)) ?? items.find((item) => item.measure === measure),
    items: (name, standard) => {
      const named = items.filter((item) => plain(item.name) === plain(name) || item.code === plain(name));
      const exact = named.filter((item) => plain(item.standard ?? '') === plain(standard));
      return exact.length > 0 || standard !== '' ? exact : named;
    },
  };
}

/** A name that two entries share finds neither: the sheet must use the code. */
function byName<T extends { code: string; name: string }>(entries: T[]): Map<string, T> {
  const found = new Map<string, T | undefined>();
  for (const entry of entries) found.set(plain(entry.name), found.has(plain(entry.name)) ? undefined : entry);
  for (const entry of entries) found.set(entry.code, entry);
  return new Map([...found].flatMap(([name, entry]) => (entry ? [[name, entry] as const] : [])));
}

import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import { findEntry } from './register-rows.ts';
import type { OrganisationKind, RegisterEntry, Subject } from './registration.ts';

/*
 * What may be chosen on a form: approved entries only, by name. A federation's register holds hundreds of rows, so
 * these are whole lists.
 */

export interface OrganisationRow {
  code: string;
  name: string;
  kind: OrganisationKind;
  keepsBooks: boolean;
  parent: string | null;
  telephone: string | null;
}

export async function listOrganisations(
  db: Database,
  filter: { keepsBooks?: boolean } = {},
): Promise<OrganisationRow[]> {
  let query = db
    .selectFrom('organisation')
    .innerJoin('approval', 'approval.actId', 'organisation.actId')
    .select(['code', 'name', 'kind', 'keepsBooks', 'parentCode as parent', 'telephone']);
  if (filter.keepsBooks !== undefined) query = query.where('keepsBooks', '=', filter.keepsBooks);
  const rows = await query.orderBy('name').orderBy('code').execute();
  return rows.map((row) => ({ ...row, kind: row.kind as OrganisationKind }));
}

/** An organisation of that name or code that was proposed and nobody approved yet. */
export async function waitingOrganisation(
  db: Database,
  { name, code }: { name: string; code: string },
): Promise<{ actId: bigint; number: string; name: string } | undefined> {
  return db
    .selectFrom('organisation')
    .innerJoin('act', 'act.id', 'organisation.actId')
    .leftJoin('approval', 'approval.actId', 'organisation.actId')
    .select(['act.id as actId', 'act.number', 'organisation.name'])
    .where('approval.actId', 'is', null)
    .where((eb) => eb.or([eb('organisation.name', '=', name), eb('organisation.code', '=', code)]))
    .orderBy('act.id')
    .executeTakeFirst();
}

/** Accounting entities (核算主体). */
export const listEntities = (db: Database) => listOrganisations(db, { keepsBooks: true });

export async function listFunds(
  db: Database,
): Promise<{ code: string; name: string; beganOn: Day; purpose: string | null }[]> {
  return db
    .selectFrom('fund')
    .innerJoin('approval', 'approval.actId', 'fund.actId')
    .select(['code', 'name', 'beganOn', 'purpose'])
    .orderBy('name')
    .orderBy('code')
    .execute();
}

export async function listAppeals(db: Database, filter: { fund?: string } = {}) {
  let query = db
    .selectFrom('appeal')
    .innerJoin('approval', 'approval.actId', 'appeal.actId')
    .select(['code', 'name', 'fundCode as fund', 'filingNumber', 'opensOn', 'closesOn']);
  if (filter.fund !== undefined) query = query.where('fundCode', '=', filter.fund);
  return query.orderBy('name').orderBy('code').execute();
}

export async function listProgrammes(db: Database, filter: { fund?: string } = {}) {
  let query = db
    .selectFrom('programme')
    .innerJoin('approval', 'approval.actId', 'programme.actId')
    .select(['code', 'name', 'fundCode as fund']);
  if (filter.fund !== undefined) query = query.where('fundCode', '=', filter.fund);
  return query.orderBy('name').orderBy('code').execute();
}

export async function listItemFamilies(db: Database) {
  return db
    .selectFrom('itemFamily')
    .innerJoin('approval', 'approval.actId', 'itemFamily.actId')
    .select(['code', 'name', 'measure'])
    .orderBy('name')
    .orderBy('code')
    .execute();
}

export interface ItemRow {
  code: string;
  /** `item:<code>`, as lines and postings name it. */
  unit: string;
  name: string;
  /** null: 规格未载. */
  standard: string | null;
  measure: string;
  scale: number;
  family: string | null;
}

export async function listItems(db: Database): Promise<ItemRow[]> {
  return db
    .selectFrom('item')
    .innerJoin('approval', 'approval.actId', 'item.actId')
    .innerJoin('unit', 'unit.itemCode', 'item.code')
    .select(['item.code', 'unit.code as unit', 'name', 'standard', 'measure', 'item.scale', 'familyCode as family'])
    .orderBy('name')
    .orderBy('item.code')
    .execute();
}

export async function listLocations(db: Database, entity: string) {
  return db.selectFrom('location').select(['code', 'name']).where('entityCode', '=', entity).orderBy('name').execute();
}

/** Names by code, of everything in the register, proposals included: for showing what an act says. */
export interface RegisterNames {
  organisations: Map<string, string>;
  funds: Map<string, string>;
  appeals: Map<string, string>;
  programmes: Map<string, string>;
  families: Map<string, string>;
  locations: Map<string, string>;
  /** By unit code (`item:…`). */
  units: Map<string, Omit<ItemRow, 'unit' | 'family'>>;
}

export async function registerNames(db: Database): Promise<RegisterNames> {
  const names = async (table: 'organisation' | 'fund' | 'appeal' | 'programme' | 'itemFamily' | 'location') => {
    const rows = await db.selectFrom(table).select(['code', 'name']).execute();
    return new Map(rows.map(({ code, name }) => [code, name]));
  };
  const items = await db.selectFrom('item').select(['code', 'name', 'standard', 'measure', 'scale']).execute();
  return {
    organisations: await names('organisation'),
    funds: await names('fund'),
    appeals: await names('appeal'),
    programmes: await names('programme'),
    families: await names('itemFamily'),
    locations: await names('location'),
    units: new Map(items.map((item) => [`item:${item.code}`, item])),
  };
}

/** What a registration proposes; `entry` is gone once it was withdrawn and its code freed. */
export async function getRegistration(
  db: Database,
  actId: bigint,
): Promise<{ subject: Subject; code: string; entry?: RegisterEntry }> {
  const { subject, code } = await db
    .selectFrom('registration')
    .select(['subject', 'code'])
    .where('actId', '=', actId)
    .executeTakeFirstOrThrow();
  const entry = await findEntry(db, actId, subject as Subject);
  return { subject: subject as Subject, code, ...(entry && { entry }) };
}

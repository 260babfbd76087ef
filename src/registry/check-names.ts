import type { ActHeader } from '#approval/act.ts';
import type { Tx } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';
import { mayKeep } from '#ledger/booking.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';

interface Place {
  field: string;
  /** 1-based line of a repeated group. */
  line?: number;
}

/** What an entry names, and where on its form. */
export interface Names {
  /** Whose books: an organisation that keeps books. */
  entity?: string | undefined;
  fund?: string | undefined;
  occurred?: ActHeader['occurred'];
  organisations?: readonly (Place & { code: string })[];
  /** Must belong to the fund. */
  programme?: string | undefined;
  family?: { code: string; measure: string };
  units?: readonly (Place & { unit: string })[];
  /** Must be of the unit's item. */
  lots?: readonly (Place & { lot: bigint; unit: string })[];
  /** Must be of the entity. */
  locations?: readonly (Place & { location: string })[];
  /** Must be of the entity, and of a kind that money so restricted may lie in. */
  moneyAccounts?: readonly (Place & { moneyAccount: bigint; restriction: Restriction })[];
}

/** The money account of a header, to be looked up; none where a clerk named none. */
export const accountOfHeader = (
  { moneyAccount }: Pick<ActHeader, 'moneyAccount'>,
  restriction: Restriction,
): NonNullable<Names['moneyAccounts']> =>
  moneyAccount === undefined ? [] : [{ moneyAccount, restriction, field: 'moneyAccount' }];

/**
 * What an entry names must stand in the register, approved: a proposal of the register may still change or be
 * withdrawn, so nothing may rest on it. Read inside the entry's transaction.
 */
export async function checkNames(tx: Tx, names: Names): Promise<Refusal[]> {
  return [
    ...(await checkEntity(tx, names.entity)),
    ...(await checkFund(tx, names)),
    ...(await checkOrganisations(tx, names.organisations ?? [])),
    ...(await checkProgramme(tx, names)),
    ...(await checkFamily(tx, names.family)),
    ...(await checkUnits(tx, names.units ?? [])),
    ...(await checkLots(tx, names.lots ?? [])),
    ...(await checkLocations(tx, names)),
    ...(await checkMoneyAccounts(tx, names)),
  ];
}

async function checkEntity(tx: Tx, entity: string | undefined): Promise<Refusal[]> {
  if (entity === undefined) return [];
  if (entity === '') return [{ kind: 'entityMissing', field: 'entity' }];
  const known = await tx
    .selectFrom('organisation')
    .innerJoin('approval', 'approval.actId', 'organisation.actId')
    .select('keepsBooks')
    .where('code', '=', entity)
    .executeTakeFirst();
  return known?.keepsBooks ? [] : [{ kind: 'entityUnknown', field: 'entity', values: { code: entity } }];
}

async function checkFund(tx: Tx, { fund, occurred }: Names): Promise<Refusal[]> {
  if (fund === undefined) return [];
  const known = await tx
    .selectFrom('fund')
    .innerJoin('approval', 'approval.actId', 'fund.actId')
    .select('beganOn')
    .where('code', '=', fund)
    .executeTakeFirst();
  if (!known) return [{ kind: 'fundUnknown', field: 'fund', values: { code: fund } }];
  const first = occurred?.from ?? occurred?.to;
  if (first === undefined || first >= known.beganOn) return [];
  return [{ kind: 'dayBeforeFund', field: 'occurred', values: { day: first, began: known.beganOn } }];
}

async function checkOrganisations(tx: Tx, named: NonNullable<Names['organisations']>): Promise<Refusal[]> {
  if (named.length === 0) return [];
  const rows = await tx
    .selectFrom('organisation')
    .innerJoin('approval', 'approval.actId', 'organisation.actId')
    .select('code')
    .where('code', 'in', [...new Set(named.map(({ code }) => code))])
    .execute();
  const known = new Set(rows.map(({ code }) => code));
  return named
    .filter(({ code }) => !known.has(code))
    .map(({ code, ...place }) => ({ kind: 'organisationUnknown', ...place, values: { code } }));
}

async function checkProgramme(tx: Tx, { programme, fund }: Names): Promise<Refusal[]> {
  if (programme === undefined) return [];
  const known = await tx
    .selectFrom('programme')
    .innerJoin('approval', 'approval.actId', 'programme.actId')
    .select('fundCode')
    .where('code', '=', programme)
    .executeTakeFirst();
  if (!known) return [{ kind: 'programmeUnknown', field: 'programme', values: { code: programme } }];
  return known.fundCode === fund ? [] : [{ kind: 'programmeOfAnotherFund', field: 'programme' }];
}

async function checkFamily(tx: Tx, family: Names['family']): Promise<Refusal[]> {
  if (family === undefined) return [];
  const known = await tx
    .selectFrom('itemFamily')
    .innerJoin('approval', 'approval.actId', 'itemFamily.actId')
    .select('measure')
    .where('code', '=', family.code)
    .executeTakeFirst();
  if (!known) return [{ kind: 'itemFamilyUnknown', field: 'family', values: { code: family.code } }];
  if (known.measure === family.measure) return [];
  const values = { measure: family.measure, familyMeasure: known.measure };
  return [{ kind: 'itemFamilyOfAnotherMeasure', field: 'measure', values }];
}

async function checkUnits(tx: Tx, named: NonNullable<Names['units']>): Promise<Refusal[]> {
  const goods = named.filter(({ unit }) => unit !== 'CNY' && unit !== 'CNY:goods');
  if (goods.length === 0) return [];
  const rows = await tx
    .selectFrom('unit')
    .innerJoin('item', 'item.code', 'unit.itemCode')
    .innerJoin('approval', 'approval.actId', 'item.actId')
    .select('unit.code')
    .where('unit.code', 'in', [...new Set(goods.map(({ unit }) => unit))])
    .execute();
  const known = new Set(rows.map(({ code }) => code));
  return goods
    .filter(({ unit }) => !known.has(unit))
    .map(({ unit, ...place }) => ({ kind: 'itemUnknown', ...place, values: { code: unit.replace('item:', '') } }));
}

async function checkLots(tx: Tx, named: NonNullable<Names['lots']>): Promise<Refusal[]> {
  if (named.length === 0) return [];
  const rows = await tx
    .selectFrom('lot')
    .select(['id', 'itemCode'])
    .where('id', 'in', [...new Set(named.map(({ lot }) => lot))])
    .execute();
  const itemOf = new Map(rows.map(({ id, itemCode }) => [id, itemCode]));
  return named
    .filter(({ lot, unit }) => `item:${itemOf.get(lot) ?? ''}` !== unit)
    .map(({ lot: _, unit: __, ...place }) => ({ kind: 'lotOfAnotherItem', ...place }));
}

async function checkLocations(tx: Tx, { entity, locations = [] }: Names): Promise<Refusal[]> {
  if (locations.length === 0) return [];
  const rows = await tx
    .selectFrom('location')
    .select('code')
    .where('entityCode', '=', entity ?? '')
    .execute();
  const known = new Set(rows.map(({ code }) => code));
  return locations
    .filter(({ location }) => !known.has(location))
    .map(({ location: _, ...place }) => ({ kind: 'locationUnknown', ...place }));
}

async function checkMoneyAccounts(tx: Tx, { entity, moneyAccounts = [] }: Names): Promise<Refusal[]> {
  if (moneyAccounts.length === 0) return [];
  const rows = await tx
    .selectFrom('moneyAccount')
    .select(['id', 'name', 'accountCode'])
    .where('entityCode', '=', entity ?? '')
    .where('decision', '=', 'approved')
    .where('id', 'in', [...new Set(moneyAccounts.map(({ moneyAccount }) => moneyAccount))])
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return moneyAccounts.flatMap(({ moneyAccount, restriction, ...place }): Refusal[] => {
    const account = known.get(moneyAccount);
    if (!account) return [{ kind: 'moneyAccountUnknown', ...place }];
    if (mayKeep(account.accountCode as AccountCode, restriction)) return [];
    const kind = restriction === 'agency' ? 'agencyMoneyInOwnAccount' : 'ownMoneyInAgencyAccount';
    return [{ kind, ...place, values: { name: account.name } }];
  });
}

import { type Holding, listHoldings } from '#approval/positions.ts';
import type { Database } from '#database/connection.ts';
import { choices } from '#i18n/zh-Hans/office-choices.ts';
import { stockLabels } from '#i18n/zh-Hans/office-forms.ts';
import { isGoods } from '#ledger/unit.ts';
import { type AccountChoice, loadAccountChoices } from '#office/money-account-choices.ts';
import { parseId } from '#office/parse-id.ts';
import { type UnitWords, unitWords } from '#office/units.ts';
import {
  type ItemRow,
  listAppeals,
  listEntities,
  listFunds,
  listItemFamilies,
  listItems,
  listLocations,
  listOrganisations,
  listProgrammes,
  registerNames,
} from '#registry/queries.ts';

/** What a select offers: the code that is stored and the words a clerk reads. */
export interface Choosable {
  code: string;
  words: string;
}

/** Everything of the register that a form lets choose, approved entries only. */
export interface RegisterChoices {
  entities: Choosable[];
  organisations: Choosable[];
  funds: Choosable[];
  appeals: Choosable[];
  programmes: Choosable[];
  families: Choosable[];
  locations: Choosable[];
  /** Goods by unit code. */
  itemUnits: Choosable[];
  /** Goods in hand by stock key (see stockKey). */
  stock: Choosable[];
  units: UnitWords;
  /** Approved money accounts of every entity. */
  moneyAccounts: AccountChoice[];
}

const named = ({ code, name }: { code: string; name: string }): Choosable => ({ code, words: name });

/** What money is given to, and by whose books: all that pages need which move no goods. */
export async function loadFundChoices(db: Database): Promise<Pick<RegisterChoices, 'entities' | 'funds' | 'appeals'>> {
  const [entities, funds, appeals] = await Promise.all([listEntities(db), listFunds(db), listAppeals(db)]);
  return { entities: entities.map(named), funds: funds.map(named), appeals: appeals.map(named) };
}

export async function loadRegister(db: Database): Promise<RegisterChoices> {
  const [entities, organisations, funds, appeals, programmes, families, items, holdings] = await Promise.all([
    listEntities(db),
    listOrganisations(db),
    listFunds(db),
    listAppeals(db),
    listProgrammes(db),
    listItemFamilies(db),
    listItems(db),
    listHoldings(db, {}),
  ]);
  const locations = await Promise.all(
    entities.map(async (entity) =>
      (await listLocations(db, entity.code)).map(({ code, name }) => ({ code, words: `${name} · ${entity.name}` })),
    ),
  );
  return {
    entities: entities.map(named),
    organisations: organisations.map(named),
    funds: funds.map(named),
    appeals: appeals.map(named),
    programmes: programmes.map(named),
    families: families.map(({ code, name, measure }) => ({ code, words: `${name} · ${measure}` })),
    locations: locations.flat(),
    itemUnits: items.map((item) => ({ code: item.unit, words: itemWords(item) })),
    stock: holdings
      .filter(({ unit, amount, awaiting }) => isGoods(unit) && amount > awaiting)
      .map((row) => stockChoice(row, unitWords(items), entities, funds)),
    units: unitWords(items),
    moneyAccounts: await loadAccountChoices(db, entities),
  };
}

/** The same choices, those of `codes` before the others: the first is what a form begins with. */
export const inOrderOf = (choosable: readonly Choosable[], codes: readonly string[]): Choosable[] => [
  ...codes.flatMap((code) => choosable.find((each) => each.code === code) ?? []),
  ...choosable.filter(({ code }) => !codes.includes(code)),
];

/** Where goods lie, as a select sends it: unit, lot and location. */
export const stockKey = (unit: string, lotId: bigint | undefined, location: string | undefined) =>
  [unit, lotId ?? '', location ?? ''].join('|');

/** A stock key back; a bare unit is one without lot and location. */
export function parseStockKey(key: string): { unit: string; lotId?: bigint; location?: string } {
  const [unit = '', lot, location] = key.split('|');
  const lotId = parseId(lot);
  return { unit, ...(lotId !== undefined && { lotId }), ...(location && { location }) };
}

type Named = readonly { code: string; name: string }[];

function stockChoice(row: Holding, units: UnitWords, entities: Named, funds: Named): Choosable {
  const { unit, amount, awaiting, lot, location } = row;
  const nameIn = (names: Named, code: string) => names.find((each) => each.code === code)?.name ?? code;
  const parts = [
    units.amount(unit, amount - awaiting),
    awaiting > 0n && stockLabels.awaiting(units.amount(unit, awaiting)),
    lot?.number && stockLabels.lot(lot.number),
    lot?.expiresOn && stockLabels.expires(lot.expiresOn),
    location?.name,
    nameIn(entities, row.entity),
    nameIn(funds, row.fund),
    choices.restriction[row.restriction as keyof typeof choices.restriction],
  ];
  return { code: stockKey(unit, lot?.id, location?.code), words: parts.filter(Boolean).join(' · ') };
}

/** Wording of every unit, proposals included: an entry may show an item that is not approved yet. */
export async function loadUnits(db: Database): Promise<UnitWords> {
  const { units } = await registerNames(db);
  return unitWords([...units.values()]);
}

/** `医用口罩（一次性，只）`: product, standard and measure tell items apart. */
const itemWords = ({ name, standard, measure }: ItemRow) =>
  `${name}（${[standard, measure].filter(Boolean).join('，')}）`;

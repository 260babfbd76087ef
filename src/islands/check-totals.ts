import { CASH, VALUATION } from '#i18n/amounts.ts';
import type { PageCode } from '#i18n/zh-Hans/public/verify.ts';
import { canonicalText } from '#log/canonical.ts';
import type { PublicBalance } from '#log/fold.ts';
import type { Position } from '#log/position.ts';
import { addresses } from '#site/addresses.ts';
import { type BalanceColumn, type BalanceRow, balanceRows, COLUMNS } from '#site/balance-rows.ts';
import { mistakeInTotal, readTotalName, type ShownTotal, totalOf, writeTotalName } from '#site/page-totals.ts';
import { isUnknown } from '#site/positions.ts';

/** What was compared, or what differs and where. */
export type Checked = { ok: true; figures: number } | { ok: false; code: PageCode; place: string };

/** `booked`: when only the newest notice was re-added, what earlier leaves witnessed or listed is not known. */
export type Scope = 'all' | 'booked';

const inScope = (kind: string, scope: Scope): boolean => scope === 'all' || kind === 'donation' || kind === 'funding';

/** The downloadable totals against those that were just re-added from the log. */
export function checkFile(balances: readonly PublicBalance[], file: readonly BalanceRow[], scope: Scope): Checked {
  const expected = new Set(balanceRows(balances.filter(({ kind }) => inScope(kind, scope))).map(canonicalText));
  const told = file.filter(({ kind }) => inScope(kind, scope)).map(canonicalText);
  const strange = told.find((row, at) => !expected.has(row) || told.indexOf(row) !== at);
  const missing = [...expected].find((row) => !told.includes(row));
  const place = strange ?? missing;
  return place === undefined ? { ok: true, figures: told.length } : { ok: false, code: 'balancesDiffer', place };
}

/** Every named figure that a page shows. */
export const totalsOnPage = (page: Document): ShownTotal[] =>
  Array.from(page.querySelectorAll<HTMLDataElement>('data[data-total]'), (element) => ({
    name: element.dataset.total ?? '',
    value: element.value,
    text: element.textContent,
  }));

/** The pages whose figures are known beforehand: the overview, and the page of each entity that holds anything. */
export const pagesOfBalances = (balances: readonly PublicBalance[]): string[] => [
  addresses.overview,
  ...new Set(balances.flatMap((row) => (isBooked(row) ? [addresses.entity(row.entity)] : []))),
];

/** Every figure that a page shows must be the log's, and none that it must show may be missing. */
export function checkPage(
  balances: readonly PublicBalance[],
  { address, shown }: { address: string; shown: readonly ShownTotal[] },
  scope: Scope,
): Checked {
  const rows = balanceRows(balances);
  const told = shown.filter(({ name }) => inScope(readTotalName(name)?.kind ?? '', scope));
  for (const total of told) {
    const mistake = mistakeInTotal(total, rows);
    if (mistake !== undefined) return { ok: false, code: 'pageDiffers', place: `${address} ${mistake}` };
  }
  const missing = missingOnPage(rows, address, told);
  if (missing !== undefined) return { ok: false, code: 'figureMissing', place: `${address} ${missing}` };
  return { ok: true, figures: told.length };
}

type BookedRow = BalanceRow & { entity: string; fund: string };

const isBooked = <R extends { kind: string; entity: string | null; fund: string | null }>(
  row: R,
): row is R & { entity: string; fund: string } =>
  inScope(row.kind, 'booked') && row.entity !== null && row.fund !== null;

/** The overview shows the value of goods and goods of public money in words or elsewhere only; an entity's page all. */
function rowsOnPage(rows: readonly BalanceRow[], address: string): BookedRow[] {
  const booked = rows.filter(isBooked);
  if (address === addresses.overview) {
    return booked.filter(({ kind, unit }) => (kind === 'donation' ? unit !== VALUATION : unit === CASH));
  }
  return booked.filter(({ entity }) => addresses.entity(entity) === address);
}

/** Name of the first figure that no marked figure of the page covers, alone or in a sum. */
function missingOnPage(rows: readonly BalanceRow[], address: string, shown: readonly ShownTotal[]): string | undefined {
  const names = shown.flatMap(({ name }) => readTotalName(name) ?? []);
  const onPage = rowsOnPage(rows, address);
  for (const row of onPage) {
    const { kind, entity, fund, unit } = row;
    const line = onPage.filter((other) => other.kind === kind && other.unit === unit);
    for (const column of columnsOf(row, line)) {
      const covered = names.some(
        (name) =>
          name.kind === kind &&
          (name.entity === entity || name.entity === '*') &&
          (name.fund === fund || name.fund === '*') &&
          name.units.includes(unit) &&
          name.column === column,
      );
      if (!covered) return writeTotalName({ kind, entity, fund, units: [unit], column });
    }
  }
  return undefined;
}

/**
 * Of a row that stands on a page alone or in the sum of its line: what came in, what moved, what is left. Goods of which
 * nobody says where they went show a dash for the rest.
 */
function columnsOf(row: BalanceRow, line: readonly BookedRow[]): readonly BalanceColumn[] {
  const { kind, unit } = row;
  const sum = (column: BalanceColumn): bigint => totalOf({ kind, entity: '*', fund: '*', units: [unit], column }, line);
  const rowIsUnknown = isUnknown(positionOf((column) => BigInt(row[column])));
  const dashes = unit !== CASH && (rowIsUnknown || isUnknown(positionOf(sum)));
  if (dashes) return rowIsUnknown ? ['received', 'unstated'] : ['received'];
  const moved =
    unit === CASH || unit === VALUATION
      ? (column: BalanceColumn) => row[column] !== '0'
      : (column: BalanceColumn) => sum(column) !== 0n;
  return COLUMNS.filter((column) => column === 'received' || column === 'balance' || moved(column));
}

const positionOf = (of: (column: BalanceColumn) => bigint): Position => ({
  received: of('received'),
  disbursed: of('disbursed'),
  appropriated: of('appropriated'),
  adjusted: of('adjusted'),
  unstated: of('unstated'),
  balance: of('balance'),
});

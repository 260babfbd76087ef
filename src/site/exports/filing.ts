import { CASH, VALUATION } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import { formatDecimal } from '#log/decimal-point.ts';
import type { Position } from '#log/position.ts';
import type { BalanceColumn } from '../balance-rows.ts';
import type { Notice } from '../notices.ts';
import { isUnknown } from '../positions.ts';
import type { SiteData } from '../site-data.ts';
import { BYTE_ORDER_MARK, csvRow, safeText } from './csv.ts';
import { type Movement, movements } from './notice-positions.ts';
import { staysEmpty } from './position-cells.ts';
import { publicationDay } from './publication-day.ts';

/** What is filed together: from behind `before` to `after`. */
export interface Period {
  before: Notice | undefined;
  after: Notice;
}

const YUAN_SCALE = 2;
/** 1 万元 = 10^6 fen: six digits keep every fen. */
const TEN_THOUSAND_SCALE = 6;

/**
 * The progress of a public appeal as 民政部令第81号 asks for it: received, spent, passed on and left, of each fund, in
 * the period and altogether. Money stands twice, in 元 and in 万元; goods by item, their value apart. Gifts only: what
 * is no donation is no appeal's.
 */
export function filingSheet(title: string, { before, after }: Period, site: SiteData, words: PublicWords): string {
  const { exports } = words.data;
  const rows = movements(before, after)
    .filter(({ owner }) => owner.stream === 'donation')
    .flatMap((movement) => rowsOf(title, after, movement, site, words));
  return BYTE_ORDER_MARK + [Object.values(exports.filingColumns), ...rows].map(csvRow).join('');
}

function rowsOf(
  title: string,
  after: Notice,
  { owner, now, since }: Movement,
  { survey }: SiteData,
  words: PublicWords,
): string[][] {
  const { exports } = words.data;
  const { register } = survey;
  const { scale, measure, item } = register.unit(owner.unit);
  const filings = [...register.appeals.values()].flatMap(({ fund, filingNumber }) =>
    fund === owner.fund && filingNumber !== undefined ? [filingNumber] : [],
  );
  const head = [
    title,
    publicationDay(after.cutoff),
    register.organisationName(owner.entity),
    register.fundName(owner.fund),
    filings.join(words.records.listSeparator),
  ];
  const row = (content: string, unit: string, digits: number): string[] => {
    const figure = (of: Position, column: BalanceColumn) =>
      staysEmpty(now, column) ? '' : formatDecimal(of[column], digits);
    return [
      ...[...head, content, unit].map(safeText),
      figure(since, 'received'),
      figure(now, 'received'),
      figure(since, 'disbursed'),
      figure(now, 'disbursed'),
      figure(since, 'appropriated'),
      figure(now, 'appropriated'),
      figure(now, 'adjusted'),
      figure(now, 'unstated'),
      figure(now, 'balance'),
      safeText(basisOf({ owner, now }, survey, words)),
    ];
  };
  if (owner.unit !== CASH && owner.unit !== VALUATION) {
    return [
      row(
        [item?.name ?? owner.unit, item?.standard].filter((part) => part !== undefined).join(' '),
        measure ?? '',
        scale,
      ),
    ];
  }
  const content = owner.unit === CASH ? exports.filingCash : exports.filingGoods;
  return [row(content, exports.yuan, YUAN_SCALE), row(content, exports.tenThousandYuan, TEN_THOUSAND_SCALE)];
}

/**
 * How exact the figures of a row are, part by part, as the log tells it now: `募得含约数；支出（发放）推算`. What remains is
 * computed from the others.
 */
function basisOf(
  { owner, now }: Pick<Movement, 'owner' | 'now'>,
  { contributions }: SiteData['survey'],
  { data, books, records }: PublicWords,
): string {
  const { filingBasis } = data.exports;
  const parts = (['received', 'disbursed', 'appropriated', 'adjusted', 'unstated'] as const)
    .filter((column) => now[column] !== 0n)
    .map((column) => ({ column, exactness: contributions.exactness({ ...owner, column }) }));
  const said = parts.flatMap(({ column, exactness }) =>
    exactness === 'stated' ? [] : [filingBasis.part(filingBasis.columns[column], books.exactness[exactness])],
  );
  const basis = said.length === 0 ? [filingBasis.stated] : said;
  return [...basis, ...(isUnknown(now) ? [filingBasis.unknown] : [])].join(records.clauseSeparator);
}

/** Calendar quarters in which something was published, by the cutoff day: `2020-1`. */
export function quartersOf(notices: readonly Notice[]): { name: string; period: Period }[] {
  const quarters: { name: string; period: Period }[] = [];
  for (const [place, notice] of notices.entries()) {
    const [year = '', month = ''] = publicationDay(notice.cutoff).split('-');
    const name = `${year}-${Math.ceil(Number(month) / 3)}`;
    const last = quarters.at(-1);
    if (last !== undefined && name <= last.name) last.period.after = notice;
    else quarters.push({ name, period: { before: notices[place - 1], after: notice } });
  }
  return quarters;
}

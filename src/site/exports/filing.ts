import { CASH, VALUATION } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import { formatDecimal } from '#log/decimal-point.ts';
import type { Notice } from '../notices.ts';
import type { SiteData } from '../site-data.ts';
import { BYTE_ORDER_MARK, csvRow, safeText } from './csv.ts';
import { type Movement, movements } from './notice-positions.ts';
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
  { survey: { register } }: SiteData,
  words: PublicWords,
): string[][] {
  const { exports } = words.data;
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
    const figure = (amount: bigint) => formatDecimal(amount, digits);
    return [
      ...[...head, content, unit].map(safeText),
      figure(since.received),
      figure(now.received),
      figure(since.disbursed),
      figure(now.disbursed),
      figure(since.appropriated),
      figure(now.appropriated),
      figure(now.adjusted),
      figure(now.unstated),
      figure(now.balance),
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

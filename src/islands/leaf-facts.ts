import { CASH, FEN_SCALE, formatAmount, VALUATION } from '#i18n/amounts.ts';
import type { IslandWords } from '#i18n/island-words.ts';
import type { Leaf, Provenance, UnitCode } from '#log/leaf.ts';

/** The file of names that the release carries for everybody (/data/register.json). */
export interface PublicNames {
  organisations: { code: string; name: string }[];
  funds: { code: string; name: string }[];
  items: { unit: string; name: string; measure: string; scale: number }[];
}

export interface Fact {
  label: string;
  value: string;
}

/** `口罩 400 只`, `930,000.00 元`; an item that the names lack is shown by its code. */
export function amountText(unit: UnitCode, amount: string, names: PublicNames | undefined, words: IslandWords): string {
  if (unit === CASH || unit === VALUATION) return `${formatAmount(BigInt(amount), FEN_SCALE)} ${words.terms.money}`;
  const item = names?.items.find((each) => each.unit === unit);
  return `${item?.name ?? unit} ${formatAmount(BigInt(amount), item?.scale ?? 0)} ${item?.measure ?? ''}`.trim();
}

export const nameOf = (list: PublicNames['organisations'] | undefined, code: string): string =>
  list?.find((each) => each.code === code)?.name ?? code;

/** What a leaf says, for people: kind, number, day, amounts, and how it was confirmed. */
export function leafFacts(leaf: Leaf, names: PublicNames | undefined, words: IslandWords): Fact[] {
  const { dates, receipt, terms, verify } = words;
  const { fields } = receipt;
  const figures = figuresOf(leaf).map(({ unit, amount, provenance, role }) => {
    const marks = [role === undefined ? '' : verify.roles[role], provenance ? terms.provenances[provenance] : ''];
    if (unit === VALUATION) marks.unshift(terms.valuation);
    const mark = marks.filter(Boolean).join(terms.marks.clause);
    return `${amountText(unit, amount, names, words)}${mark === '' ? '' : terms.marks.inBrackets(mark)}`;
  });
  return [
    { label: verify.kindLabel, value: terms.kinds[leaf.kind] },
    ...('number' in leaf ? [{ label: fields.number, value: leaf.number }] : []),
    ...(leaf.kind === 'statement' ? [{ label: fields.number, value: verify.noticeNumber(leaf.notice) }] : []),
    ...(leaf.kind === 'register' ? [{ label: verify.codeLabel, value: leaf.code }] : []),
    ...('date' in leaf ? [{ label: fields.date, value: dates.occurred(leaf.date) }] : []),
    ...(leaf.kind === 'statement' ? [{ label: fields.date, value: dates.moment(leaf.cutoff) }] : []),
    ...('entity' in leaf && leaf.entity !== undefined
      ? [{ label: terms.columns.entity, value: nameOf(names?.organisations, leaf.entity) }]
      : []),
    ...('fund' in leaf && leaf.fund !== undefined
      ? [{ label: fields.fund, value: nameOf(names?.funds, leaf.fund) }]
      : []),
    ...(leaf.kind === 'correction'
      ? [
          {
            label: verify.voidsLabel,
            value: terms.leafNumber(leaf.voids) + terms.marks.inBrackets(terms.correctionReasons[leaf.reason]),
          },
        ]
      : []),
    ...(figures.length > 0 ? [{ label: verify.amountsLabel, value: figures.join(terms.marks.list) }] : []),
    ...('confirmedBy' in leaf
      ? [
          {
            label: fields.confirmed,
            value: leaf.confirmedBy.map((by) => terms.confirmations[by]).join(terms.marks.list),
          },
        ]
      : []),
  ];
}

interface ToldFigure {
  unit: UnitCode;
  amount: string;
  provenance?: Provenance;
  /** Where a leaf holds figures of two meanings. */
  role?: 'balance' | 'price';
}

function figuresOf(leaf: Leaf): ToldFigure[] {
  switch (leaf.kind) {
    case 'intake':
      return [
        ...leaf.lines.map(({ unit, quantity, provenance }) => ({ unit, amount: quantity, provenance })),
        ...leaf.valuations.map(({ amount, provenance }) => ({ unit: VALUATION, amount, provenance })),
      ];
    case 'funding':
    case 'adjustment':
      return [leaf.total];
    case 'purchase':
      return [{ ...leaf.price, role: 'price' as const }, ...leaf.goods];
    case 'disbursement':
      return leaf.totals;
    case 'appropriation':
      return leaf.items;
    case 'listing':
      return leaf.figures;
    case 'statement':
      return leaf.balances.map(({ unit, balance }) => ({ unit, amount: balance, role: 'balance' as const }));
    default:
      return [];
  }
}

import { CASH, VALUATION } from '#i18n/amounts.ts';
import type { IslandWords } from '#i18n/island-words.ts';
import type { IntakeLeaf } from '#log/leaf.ts';
import { amountText, type Fact, nameOf, type PublicNames } from './leaf-facts.ts';
import type { SealedGift } from './sealed-gift.ts';

/** What a donor compares with what only donor and charity know. */
export function giftFacts(
  leaf: IntakeLeaf,
  sealed: SealedGift | 'erased' | undefined,
  names: PublicNames | undefined,
  words: IslandWords,
  voided: 'stands' | 'voided' | 'refunded' = 'stands',
): Fact[] {
  const { dates, receipt, terms } = words;
  const { fields } = receipt;
  const own = sealed === 'erased' ? undefined : sealed;
  const unread = sealed === 'erased' ? receipt.erased : receipt.unopened;
  const amount = ({ unit, quantity, provenance }: IntakeLeaf['lines'][number]): string => {
    const mark = terms.provenances[provenance];
    return `${plainAmount(unit, quantity)}${mark === '' ? '' : terms.marks.inBrackets(mark)}`;
  };
  const plainAmount = (unit: string, quantity: string): string => amountText(unit, quantity, names, words);
  const numberOf = (now: string, first = now): string => (now === first ? now : receipt.numberedAnew(now, first));
  const fates = leaf.lines.map(({ fate, unit }) =>
    fate === 'unstated' ? terms.fateUnknown : unit === CASH ? terms.fateCash : terms.fateHeld,
  );
  const voidedFate = { stands: undefined, voided: receipt.voidedFate, refunded: receipt.refundedFate }[voided];
  const confirmed = leaf.confirmedBy.map((by) => terms.confirmations[by]).join(terms.marks.list);
  return [
    { label: fields.content, value: leaf.lines.map(amount).join(terms.marks.list) },
    ...leaf.valuations.map(({ amount: figure, method, provenance, lines }) => ({
      label: fields.valuation,
      value:
        plainAmount(VALUATION, figure) +
        terms.marks.inBrackets(
          [
            terms.provenances[provenance],
            lines.length > 1 ? receipt.valuedTogether : '',
            terms.valuationMethods[method],
          ]
            .filter(Boolean)
            .join(terms.marks.clause),
        ),
    })),
    { label: fields.date, value: dates.occurred(leaf.date) },
    { label: fields.reference, value: own === undefined ? unread : (own.paymentReference ?? receipt.notRecorded) },
    { label: fields.name, value: own?.legalName ?? unread },
    { label: fields.number, value: numberOf(leaf.number, own?.number) },
    { label: fields.entity, value: nameOf(names?.organisations, leaf.entity) },
    { label: fields.fund, value: nameOf(names?.funds, leaf.fund) },
    { label: fields.restriction, value: terms.restrictions[leaf.restriction] },
    { label: fields.fate, value: voidedFate ?? [...new Set(fates)].join(terms.marks.list) },
    { label: fields.confirmed, value: voidedFate === undefined ? confirmed : receipt.beforeVoiding(confirmed) },
  ];
}

/** Page of a gift from the first leaf of every page, from 1. */
export const pageOfGift = (index: bigint, firstLeaves: readonly string[]): number =>
  Math.max(1, firstLeaves.findLastIndex((first) => BigInt(first) <= index) + 1);

/** The file of voided leaves and what voids them (/data/corrections.json). */
export type CorrectionList = readonly { voids: string; by: string; refund?: true }[];

import { actNames } from '#i18n/zh-Hans/office.ts';
import { choices, ownMoves } from '#i18n/zh-Hans/office-choices.ts';
import { sheetWords } from '#i18n/zh-Hans/office-close.ts';
import { reconciliationWords } from '#i18n/zh-Hans/office-reconciliation.ts';
import type { LooseItem } from '#reconciliation/close/account-sheet.ts';
import type { ClosedItem } from '#reconciliation/close/closed-sheet.ts';
import type { NamedAct } from '#reconciliation/close/named-acts.ts';
import type { NamedLine } from '#reconciliation/close/named-lines.ts';

/** A movement that only the books or only the statement shows; in fen, money out negative. */
export interface SheetItem {
  id: string;
  day: string;
  amountFen: bigint;
  label: string;
  /** Of an entry, what it is; of a line, where it stands, and to somebody who may read statements what its payer wrote. */
  summary?: string | undefined;
  href?: string | undefined;
  reason?: string | undefined;
  note?: string | undefined;
}

/** Acts as a sheet shows them, each with where it is looked up. */
export const actItems = (items: readonly LooseItem[], named: ReadonlyMap<string, NamedAct>): SheetItem[] =>
  items.map((item) => ({ ...item, ...actWords(item.id, item.label, named.get(item.id)) }));

/** Lines of statements as a sheet shows them; `whole`: to somebody who may read statements. */
export const lineItems = (
  items: readonly LooseItem[],
  named: ReadonlyMap<string, NamedLine>,
  { whole }: { whole: boolean },
): SheetItem[] => items.map((item) => ({ ...item, ...lineWords(named.get(item.id), whole) }));

/** What is looked up for a sheet that was kept with a close. */
export interface Named {
  lines: ReadonlyMap<string, NamedLine>;
  acts: ReadonlyMap<string, NamedAct>;
}

/** The same from a sheet that was kept with a close, which is printed: for everyone as to who may not read statements. */
export const closedItems = (items: readonly ClosedItem[], named: Named): SheetItem[] =>
  items.map(({ amountFen, number, ...item }) => ({
    ...{ ...item, amountFen: BigInt(amountFen) },
    ...(number === undefined
      ? lineWords(named.lines.get(item.id), false)
      : actWords(item.id, number, named.acts.get(item.id))),
  }));

const reasons: Record<string, string> = choices.adjustmentReason;

function actWords(
  id: string,
  number: string,
  act: NamedAct | undefined,
): Pick<SheetItem, 'label' | 'summary' | 'href'> {
  const own = act?.ownMove && ownMoves[act.ownMove];
  const what = own ?? (act?.reason === undefined ? undefined : reasons[act.reason]) ?? (act && actNames[act.kind]);
  return { label: number, href: `/admin/acts/${id}`, ...(what !== undefined && { summary: what }) };
}

/**
 * Payers write their own names and numbers into what they pay for: without `whole`, only of what kind the bank says it is.
 * Which line of which statement it is says nothing of anybody, and finds it again for who may read it.
 */
function lineWords(line: NamedLine | undefined, whole: boolean): Pick<SheetItem, 'label' | 'summary'> {
  const { party, summary, kind, at } = line ?? {};
  const place = at && reconciliationWords.placeOf(at.statement, at.place);
  if (!whole) return { label: kind ?? sheetWords.line, ...(place !== undefined && { summary: place }) };
  const small = [party !== undefined && summary, place].filter(Boolean).join(' · ');
  return { label: party ?? summary ?? sheetWords.noSummary, ...(small !== '' && { summary: small }) };
}

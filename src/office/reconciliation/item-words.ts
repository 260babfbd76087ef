import { reconciliationWords as words } from '#i18n/zh-Hans/office-reconciliation.ts';
import type { WorkLine } from '#reconciliation/matches/money-match.ts';
import type { WorkItem } from './work-items.ts';

/** Whom a line is of, in few words: the other side, else what the bank calls it. */
export const lineWords = ({ counterparty, kind, purpose }: WorkLine): string =>
  counterparty.name ?? kind ?? purpose ?? counterparty.account ?? words.notTold;

/** What the bank says of a line: its word for the kind of movement, where the purpose does not begin with it already. */
export const bankWords = ({
  kind,
  purpose,
}: {
  kind?: string | null | undefined;
  purpose?: string | null | undefined;
}) => [kind && purpose?.trim().startsWith(kind.trim()) ? undefined : kind, purpose].filter(Boolean).join(' · ');

/** An item in few words, for lists and what is read aloud. */
export function itemWords({ lines, acts }: WorkItem): string {
  const [line] = lines;
  const name = line ? lineWords(line) : (acts[0]?.title ?? '');
  const count = Math.max(lines.length, acts.length);
  return count > 1 ? `${name} ${words.count(count)}` : name;
}

import type { PublicWords } from '#i18n/words.ts';
import type { BalanceColumn } from './balance-rows.ts';
import { headlineAt } from './headline.ts';
import { exactnessOf, type Line } from './positions.ts';
import type { PublishedLog } from './published-log.ts';
import type { Survey } from './survey.ts';

/** The small words under a figure of the equation. */
export interface Caption {
  /** 推算, 含约数: empty where every source states its figure. */
  exactness: string;
  text: string;
  /** How a figure that no source states was found. */
  how?: string;
}

/** From one leaf: what it is; from several: how many; and how exact. Of what is left: whether anything is. */
export async function captionOf(
  line: Line,
  column: BalanceColumn,
  { log, survey }: { log: PublishedLog; survey: Survey },
  words: PublicWords,
): Promise<Caption> {
  if (column === 'balance') {
    return { exactness: '', text: line.sum.balance === 0n ? words.books.noneLeft : words.books.stillHeld };
  }
  const { contributions } = survey;
  const sign = column === 'adjusted' && line.sum.adjusted < 0n ? [words.books.minusAdds] : [];
  const count = line.rows.reduce((sum, row) => sum + contributions.count({ ...row, column }), 0);
  const exactness = words.books.exactness[exactnessOf(contributions, line, column)];
  const recent = line.rows.flatMap((row) => contributions.recent({ ...row, column }));
  const [only] = recent;
  if (count !== 1 || only === undefined) {
    const how = exactness === '' ? undefined : await derivationAmong(recent, log);
    const text = [...sign, words.books.records(count)].join(' · ');
    return { exactness, text, ...(how !== undefined && { how: words.books.because(how) }) };
  }
  const entry = await log.entry(only);
  const headline = await headlineAt(only, { log, survey }, words);
  const told = (entry.leaf.kind === 'disbursement' ? headline?.remarks[0] : headline?.title) ?? '';
  const text = [...sign, ...(told === '' ? [] : [told])].join(' · ');
  const how = entry.texts.note ?? entry.texts.asStated;
  return { exactness, text, ...(exactness !== '' && how !== undefined && { how: words.books.because(how) }) };
}

/** How the newest derived figure among these leaves was found; undefined when none of them holds one. */
async function derivationAmong(leaves: readonly bigint[], log: PublishedLog): Promise<string | undefined> {
  for (const index of leaves.toReversed()) {
    const { leaf, texts } = await log.entry(index);
    const isDerived = 'lines' in leaf && leaf.lines.some(({ provenance }) => provenance === 'derived');
    const how = texts.note ?? texts.asStated;
    if (isDerived && how !== undefined) return how;
  }
  return undefined;
}

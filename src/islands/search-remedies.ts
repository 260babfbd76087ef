import type { IslandWords } from '#i18n/island-words.ts';
import type { SearchQuery } from '#site/search/search.ts';

/** So many words are offered on their own. */
const MOST_WORDS = 4;

/** Wider searches to offer where one found nothing: without its conditions, then each of its words alone. */
export function remediesOf(
  { text, ...conditions }: SearchQuery,
  { withoutConditions, onlyWord }: Pick<IslandWords['search'], 'withoutConditions' | 'onlyWord'>,
): { label: string; query: SearchQuery }[] {
  const typed = text.trim();
  if (typed === '') return [];
  const words = [...new Set(typed.split(/\s+/u))];
  const narrowed = Object.values(conditions).some((condition) => condition !== undefined);
  return [
    ...(narrowed ? [{ label: withoutConditions(typed), query: { text: typed } }] : []),
    ...(words.length === 1 ? [] : words.slice(0, MOST_WORDS)).map((word) => ({
      label: onlyWord(word),
      query: { text: word },
    })),
  ];
}

import type { Refusal } from '#ledger/refusal.ts';
import { hasTwoColumns, type Mapped, type Mapping } from '../statement/table/mapping.ts';

/** What keeps a mapping from being used, by the field it is entered in. */
export function checkMapping({ columns, signRule, wordIn, headings }: Mapping): Refusal[] {
  const needed: Mapped[] = [
    'day',
    ...(hasTwoColumns(signRule) ? (['in', 'out'] as const) : (['amount'] as const)),
    ...(signRule === 'word' ? (['flow'] as const) : []),
  ];
  const refusals: Refusal[] = needed
    .filter((name) => columns[name] === undefined)
    .map((name) => ({ kind: 'mappingColumnMissing', field: name }));
  if (signRule === 'word' && (wordIn ?? '').trim() === '')
    refusals.push({ kind: 'mappingWordMissing', field: 'wordIn' });
  if (headings.every((heading) => heading.trim() === ''))
    refusals.push({ kind: 'mappingNoHeadings', field: 'headerRow' });
  const used = Object.values(columns);
  // Day and time of day may stand in one cell.
  const twice = Object.entries(columns).find(
    ([name, at]) => name !== 'time' && used.filter((each) => each === at).length > (columns.time === at ? 2 : 1),
  );
  if (twice)
    refusals.push({ kind: 'mappingColumnTwice', field: twice[0], values: { heading: headings[twice[1]] ?? '' } });
  return refusals;
}

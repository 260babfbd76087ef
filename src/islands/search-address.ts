import { RECORD_KINDS } from '#site/search/record.ts';
import { readPlace, type SearchQuery } from '#site/search/search.ts';

/** The address carries the whole search, so that it can be passed on: `?q=…&kind=…&fund=…&item=…&month=…&from=…`. */
export function queryOfAddress(search: string): SearchQuery {
  const given = new URLSearchParams(search);
  const value = (name: string): string | undefined => given.get(name) || undefined;
  const month = value('month');
  return {
    text: given.get('q') ?? '',
    fund: value('fund'),
    item: value('item'),
    kind: RECORD_KINDS.find((kind) => kind === given.get('kind')),
    month: month !== undefined && /^[0-9]{4}-[0-9]{2}$/.test(month) ? month : undefined,
    from: readPlace(given.get('from')),
  };
}

/** Empty when nothing is asked; what is not asked is not named. */
export function addressOfQuery({ text, kind, fund, item, month, from }: SearchQuery): string {
  const named = Object.entries({ q: text.trim(), kind, fund, item, month, from }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return named.length === 0 ? '' : `?${new URLSearchParams(named)}`;
}

export const asksNothing = ({ text, kind, fund, item, month }: SearchQuery): boolean =>
  text.trim() === '' && [kind, fund, item, month].every((filter) => filter === undefined);

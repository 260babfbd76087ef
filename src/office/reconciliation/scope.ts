import { type Day, isDay } from '#ledger/day.ts';
import { parseId } from '#office/parse-id.ts';

/** The parts of the work, in the order they are worked through: what needs the least thought first. */
export const SECTIONS = ['proposal', 'tie', 'combination', 'choice', 'exception', 'line', 'parked', 'record'] as const;
export type Section = (typeof SECTIONS)[number];

/** What is done with the item in hand beyond looking at it; each opens a form below it. */
const MODES = ['search', 'gift', 'fee', 'interest', 'transfer', 'refund', 'park'] as const;
export type Mode = (typeof MODES)[number];

/** Where on the screen of reconciliation somebody stands; all but `q` is in the address, so that it works without script. */
export interface Scope {
  entity: string;
  account?: bigint;
  from?: Day;
  to?: Day;
  section?: Section;
  /** Key of the item in hand. */
  at?: string;
  mode?: Mode;
  /** What records or lines are searched for: may be a payer's name, so it is posted and stands in no address. */
  q?: string;
  /** Key of the item that comes after the one in hand, once that is dealt with. */
  next?: string;
  /** Key of the item that was dealt with last; of several lines dealt with at once, with the ids of the others: `l12.13`. */
  done?: string;
  /** Many are dealt with at once. */
  many?: true;
  /** Where a long list goes on. */
  page?: number;
}

/** Reads an address, which may say anything: what is not understood is left out. */
export function scopeOf(search: URLSearchParams, entities: readonly string[]): Scope | undefined {
  const entity = entities.find((each) => each === search.get('entity')) ?? entities[0];
  if (entity === undefined) return undefined;
  const text = (name: string, shape: RegExp) => {
    const stated = visible(search.get(name) ?? '');
    return shape.test(stated) ? stated : undefined;
  };
  const day = (name: string) => {
    const stated = search.get(name) ?? '';
    return isDay(stated) ? stated : undefined;
  };
  const page = Number(text('page', /^[1-9]\d{0,3}$/) ?? 1);
  return without({
    entity,
    account: parseId(search.get('account')),
    from: day('from'),
    to: day('to'),
    section: SECTIONS.find((each) => each === search.get('section')),
    at: text('at', ITEM_KEY),
    mode: MODES.find((each) => each === search.get('mode')),
    next: text('next', ITEM_KEY),
    done: text('done', DONE_KEY),
    many: search.get('many') === '1' ? (true as const) : undefined,
    page: page > 1 ? page : undefined,
  });
}

/** What somebody looks for, without what no database takes or nobody sees; undefined where that is nothing. */
export function searchText(stated: string | undefined): string | undefined {
  const text = [...visible(stated ?? '')].slice(0, 80).join('');
  return text === '' ? undefined : text;
}

const visible = (text: string): string => text.replace(/\p{C}/gu, '').trim();

/** A line or an act by its number: `l12`, `a34`. */
const ITEM_KEY = /^[la][1-9]\d{0,17}$/;
const DONE_KEY = /^[la][1-9]\d{0,17}(?:\.[1-9]\d{0,17}){0,50}$/;

/** The key of the item, of what was done to it or to several. */
export const firstOfDone = (done: string): string => done.replace(/\..*/, '');

/** The fields that belong in a form or an address, as text; what is searched for belongs in neither. */
export function fieldsOf(scope: Scope): [string, string][] {
  const { many, q: _, ...rest } = scope;
  const fields = Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]);
  return many ? [...fields, ['many', '1']] : fields;
}

/** `?entity=…`: the same place, but for what changes; undefined takes it out. */
export const addressOf = (scope: Scope, change: { [Name in keyof Scope]?: Scope[Name] | undefined } = {}): string =>
  `?${new URLSearchParams(fieldsOf(without({ ...scope, ...change, entity: change.entity ?? scope.entity })))}`;

/** Where a form of the item in hand is sent: to this place, with the action's name and where to go on. */
export const actionAddress = (scope: Scope, action: { queryString: string }, next?: string): string =>
  `${addressOf(scope, { next, done: undefined })}&${action.queryString.replace(/^\?/, '')}`;

/** Where somebody stands after the item in hand was dealt with. */
export const afterwards = ({ at, next, mode: _, q: __, done: ___, ...place }: Scope): Scope => ({
  ...place,
  ...(next !== undefined && { at: next }),
  ...(at !== undefined && { done: at }),
});

type Loose = { [Name in keyof Scope]: Scope[Name] | undefined } & { entity: string };

const without = (scope: Loose): Scope =>
  Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined)) as unknown as Scope;

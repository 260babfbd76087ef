import type { ActKind, ActStatus } from '#approval/act.ts';
import type { ActFilter } from '#approval/queries.ts';
import { statuses } from '#i18n/zh-Hans/office.ts';
import { parseId } from '#office/parse-id.ts';

export const ROWS_PER_PAGE = 50;

/** The filter that an address asks for; what means nothing is left out. One row more tells whether there is a next page. */
export function actFilter(kind: ActKind, search: URLSearchParams): ActFilter {
  const stated = (name: string) => (search.get(name) ?? '').replace(/\p{C}/gu, '').slice(0, 80);
  const status = stated('status');
  const before = parseId(stated('before'));
  return {
    kind,
    ...(Object.hasOwn(statuses, status) && { status: status as ActStatus }),
    ...(stated('entity') && { entity: stated('entity') }),
    ...(stated('fund') && { fund: stated('fund') }),
    ...(stated('q') && { search: stated('q') }),
    ...(before !== undefined && { before }),
    limit: ROWS_PER_PAGE + 1,
  };
}

/** The rows of one page, and the key behind which the next begins. */
export function pageOf<T extends { id: bigint }>(rows: readonly T[]): { rows: readonly T[]; next: bigint | undefined } {
  const shown = rows.slice(0, ROWS_PER_PAGE);
  return { rows: shown, next: rows.length > ROWS_PER_PAGE ? shown.at(-1)?.id : undefined };
}

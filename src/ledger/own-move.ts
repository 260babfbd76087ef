/** Own money that changes its account (账户间划转), or own goods their place (移库): nothing came in and nothing went out. */
export type OwnMove = 'money' | 'goods';

/** What an adjustment moves among one's own; undefined for any other reason and for what is no adjustment. */
export function ownMoveOf(reason: string | null, unit: string | null): OwnMove | undefined {
  if (reason !== 'transfer') return undefined;
  return unit === 'CNY' ? 'money' : 'goods';
}

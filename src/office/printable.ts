import type { ActKind } from '#approval/act.ts';
import { type ActDetail, getAct } from '#approval/queries.ts';
import type { Database } from '#database/connection.ts';
import { parseId } from '#office/parse-id.ts';
import { loadUnits } from '#office/register-choices.ts';
import type { UnitWords } from '#office/units.ts';
import { type RegisterNames, registerNames } from '#registry/queries.ts';

export interface Printable {
  act: ActDetail;
  names: RegisterNames;
  units: UnitWords;
}

/** A certificate says that the gift arrived: somebody has confirmed it, and it stands. */
export const certifiable = ({ kind, status }: ActDetail): boolean =>
  kind === 'donation' && (status === 'confirmed' || status === 'published');

/** An entry of this kind with the words a paper needs; undefined where there is none, or it no longer stands. */
export async function findPrintable(
  db: Database,
  kind: ActKind,
  statedId: string | undefined,
): Promise<Printable | undefined> {
  const id = parseId(statedId);
  const act = id === undefined ? undefined : await getAct(db, id);
  if (!act || act.kind !== kind || act.status === 'withdrawn' || act.status === 'reversed') return undefined;
  const [names, units] = await Promise.all([registerNames(db), loadUnits(db)]);
  return { act, names, units };
}

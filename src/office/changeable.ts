import type { ActKind } from '#approval/act.ts';
import { type ActDetail, getAct } from '#approval/queries.ts';
import type { Person } from '#auth/sessions.ts';
import type { Database } from '#database/connection.ts';
import { parseId } from '#office/parse-id.ts';

/** The person's own proposal of this kind, while it may still change; undefined for all else. */
export async function changeable(
  db: Database,
  person: Person | undefined,
  kind: ActKind,
  statedId: string | undefined,
): Promise<ActDetail | undefined> {
  const id = parseId(statedId);
  const act = id === undefined ? undefined : await getAct(db, id);
  if (!act || act.kind !== kind || act.recordedBy.id !== person?.id) return undefined;
  return act.status === 'proposed' || act.status === 'returned' ? act : undefined;
}

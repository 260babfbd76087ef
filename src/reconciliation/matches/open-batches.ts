import type { Database } from '#database/connection.ts';
import type { WorkRecord } from './money-match.ts';
import { selectRecords, waitingForLine, workRecord } from './record-rows.ts';

/** Grants to families that wait for a line, the newest first: a line that paid a few of them may belong there. */
export async function openBatches(db: Database, entity: string, most = 5): Promise<WorkRecord[]> {
  const rows = await selectRecords(db)
    .where('act.entityCode', '=', entity)
    .where('act.kind', '=', 'batch')
    .where(waitingForLine())
    .orderBy('act.id', 'desc')
    .limit(most)
    .execute();
  return rows.map(workRecord);
}

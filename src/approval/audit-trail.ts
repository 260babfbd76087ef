import type { Database } from '#database/connection.ts';

export interface AuditRow {
  id: bigint;
  occurredAt: Date;
  actor: string | null;
  verb: string;
  subject: string;
  detail: Record<string, unknown>;
  /** Hex; holds everything before it. */
  hash: string;
}

/** The trail, newest first, a page at a time by id. */
export async function listAuditEvents(
  db: Database,
  { before, limit }: { before?: bigint; limit: number },
): Promise<AuditRow[]> {
  let query = db
    .selectFrom('auditEvent')
    .leftJoin('appUser', 'appUser.id', 'auditEvent.actorId')
    .select(['auditEvent.id', 'occurredAt', 'appUser.displayName as actor', 'verb', 'subject', 'detail', 'hash']);
  if (before !== undefined) query = query.where('auditEvent.id', '<', before);
  const rows = await query.orderBy('auditEvent.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    ...row,
    detail: row.detail as Record<string, unknown>,
    hash: row.hash.toString('hex'),
  }));
}

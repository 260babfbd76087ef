import { sql } from 'kysely';
import type { Tx } from './connection.ts';

/**
 * Adds an event to the audit trail. The trail's head stays locked until the transaction ends, so this comes last: a
 * writer that waited for anything after it would hold up everyone.
 */
export async function audit(
  tx: Tx,
  actor: bigint | null,
  verb: string,
  subject: string,
  detail: Record<string, string | number | null> = {},
): Promise<void> {
  await sql`select audit(${actor}, ${verb}, ${subject}, ${JSON.stringify(detail)}::jsonb)`.execute(tx);
}

/** One event per subject, in their order, with one statement; the detail is the same of all. */
export async function auditEach(
  tx: Tx,
  actor: bigint,
  verb: string,
  subjects: readonly string[],
  detail: Record<string, string | number | null> = {},
): Promise<void> {
  await sql`
    select audit(${actor}, ${verb}, subject, ${JSON.stringify(detail)}::jsonb)
    from (
      select subject from unnest(${subjects}::text[]) with ordinality as given (subject, place) order by place
    ) as ordered`.execute(tx);
}

/** Many events of one person, in the order given, with one statement. */
export async function auditEvents(
  tx: Tx,
  actor: bigint,
  events: readonly { verb: string; subject: string; detail?: Record<string, string | number | null> }[],
): Promise<void> {
  const details = events.map(({ detail = {} }) => JSON.stringify(detail));
  await sql`
    select audit(${actor}, verb, subject, detail::jsonb)
    from (
      select verb, subject, detail
      from unnest(
        ${events.map(({ verb }) => verb)}::text[], ${events.map(({ subject }) => subject)}::text[], ${details}::text[]
      ) with ordinality as given (verb, subject, detail, place)
      order by place
    ) as ordered`.execute(tx);
}

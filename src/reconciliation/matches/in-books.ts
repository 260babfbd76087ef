import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { namePairs } from '../matching/name-pairs.ts';
import { readNames } from '../matching/names.ts';
import { pinyinSound } from '../matching/pinyin.ts';
import type { WorkLine, WorkRecord } from './money-match.ts';
import { selectRecords, workRecord } from './record-rows.ts';

/**
 * Gifts and funding that stand, are of a line's entity and amount, belong to no line yet, and carry its payer's name or one
 * like it: entered from the line, the same money would be in the books twice. By line; lines without any are left out.
 */
export async function likelyInBooks(db: Database, lines: readonly WorkLine[]): Promise<Map<bigint, WorkRecord[]>> {
  const incoming = lines.filter(({ flow, counterparty }) => flow === 'in' && counterparty.name !== undefined);
  if (incoming.length === 0) return new Map();
  const amounts = [...new Set(incoming.map(({ amountFen }) => amountFen))];
  const rows = await selectRecords(db)
    .where('act.kind', 'in', ['donation', 'funding'])
    .where('act.entityCode', 'in', [...new Set(incoming.map(({ entity }) => entity))])
    .where('actCash.amount', '=', sql<bigint>`any(${amounts}::bigint[])`)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .where(
      sql<boolean>`not exists (select 1 from money_match_act m where m.act_id = act.id and not m.released)
        and not exists (select 1 from reversal r join approval p on p.act_id = r.act_id where r.reverses_act_id = act.id)`,
    )
    .orderBy('act.id')
    .execute();
  const names = readNames(pinyinSound);
  const recordsOf = Map.groupBy(rows.map(workRecord), (act) => keyOf(act));
  const found = new Map<bigint, WorkRecord[]>();
  for (const [key, ofKey] of Map.groupBy(incoming, (line) => keyOf(line))) {
    const records = Map.groupBy(recordsOf.get(key) ?? [], ({ title }) => names.of({ name: title })?.plain);
    const linesOf = Map.groupBy(ofKey, ({ counterparty: { name = '' } }) => names.of({ name })?.plain);
    const { pairs } = namePairs(
      [...linesOf.values()].flatMap(([line]) => names.of({ name: line?.counterparty.name ?? '' }) ?? []),
      [...records.values()].flatMap(([act]) => names.of({ name: act?.title ?? '' }) ?? []),
    );
    for (const { line: payer, record } of pairs) {
      for (const { id } of linesOf.get(payer.plain) ?? [])
        found.set(id, [...(found.get(id) ?? []), ...(records.get(record.plain) ?? [])]);
    }
  }
  return found;
}

const keyOf = ({ entity, amountFen }: { entity: string; amountFen: bigint }): string => `${entity} ${amountFen}`;

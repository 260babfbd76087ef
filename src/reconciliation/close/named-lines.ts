import type { Database } from '#database/connection.ts';

/** What a line of a statement is known by on a sheet. */
export interface NamedLine {
  /** Name of the other side, as the statement writes it. */
  party?: string;
  /** Of what kind the bank says it is. */
  kind?: string;
  /** Kind and purpose, as the statement writes them. */
  summary?: string;
  /** Which line of which stored statement it is: tells one from another where names are left out. */
  at?: { statement: bigint; place: number };
}

const LONGEST_SUMMARY = 60;
const LONGEST_KIND = 20;

/** Lines by their ids. They are looked up whenever a sheet is shown, so that no name is kept with a close. */
export async function namedLines(db: Database, ids: readonly string[]): Promise<Map<string, NamedLine>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('statementLine')
    .select(['id', 'counterpartyName', 'kind', 'purpose', 'statementId', 'place'])
    .where('id', 'in', ids.map(BigInt))
    .execute();
  return new Map(
    rows.map((row) => [String(row.id), { ...namedLine(row), at: { statement: row.statementId, place: row.place } }]),
  );
}

/** A line by what its statement writes. */
export function namedLine(row: {
  counterpartyName: string | null;
  kind: string | null;
  purpose: string | null;
}): NamedLine {
  const party = row.counterpartyName?.trim() || undefined;
  const said = [row.kind, row.purpose].flatMap((text) => text?.trim() || []);
  const summary = [...[...new Set(said)].join(' ')].slice(0, LONGEST_SUMMARY).join('') || undefined;
  const kind = kindWords(row);
  return {
    ...(party !== undefined && { party }),
    ...(kind !== undefined && { kind }),
    ...(summary !== undefined && { summary }),
  };
}

/** Undefined where what stands there is no kind: a sentence, a number, or who paid. */
function kindWords({ kind, counterpartyName }: { kind: string | null; counterpartyName: string | null }) {
  const said = kind?.trim() ?? '';
  const party = counterpartyName?.trim() ?? '';
  const isKind = said !== '' && [...said].length <= LONGEST_KIND && !/\d{4}/.test(said);
  return isKind && (party === '' || !said.includes(party)) ? said : undefined;
}

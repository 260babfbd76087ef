/** Well below PostgreSQL's 65,535 parameters a statement. */
const ROWS_AT_ONCE = 500;

/** Inserts rows in statements of a bounded size, in order; none for no rows. Answers what they return. */
export async function insertAll<Row, Inserted>(
  rows: readonly Row[],
  insert: (part: readonly Row[]) => Promise<Inserted[]>,
): Promise<Inserted[]> {
  const inserted: Inserted[] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    inserted.push(...(await insert(rows.slice(at, at + ROWS_AT_ONCE))));
  }
  return inserted;
}

import pg from 'pg';

/** Object ids of PostgreSQL's built-in types (pg_type.dat), fixed since they were assigned. */
const oid = { int8: 20, date: 1082, numeric: 1700, int8Array: 1016, dateArray: 1182, numericArray: 1231 };

/**
 * How values arrive in TypeScript: int8 and numeric as bigint, since sums of int8 come back as numeric, and a date as
 * its own `YYYY-MM-DD`, since a business day has no time zone to be converted through.
 */
export const values = new pg.TypeOverrides();
values.setTypeParser(oid.int8, BigInt);
values.setTypeParser(oid.numeric, wholeNumber);
values.setTypeParser(oid.date, String);
values.setTypeParser(oid.int8Array, arrayOf(BigInt));
values.setTypeParser(oid.numericArray, arrayOf(wholeNumber));
values.setTypeParser(oid.dateArray, arrayOf(String));

/** Throws on a fraction: amounts are counted in the smallest denomination, so a fraction is a fault of the query. */
function wholeNumber(text: string): bigint {
  if (!/^-?\d+$/.test(text)) throw new RangeError(`numeric ${text} is not a whole number; round it in the query`);
  return BigInt(text);
}

/** Elements of these types are never quoted, so a comma always separates. */
function arrayOf<T>(parse: (text: string) => T): (text: string) => (T | null)[] {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((element) => (element === 'NULL' ? null : parse(element)));
}

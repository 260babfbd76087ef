import type { ActDetail } from '#approval/queries.ts';
import type { Database } from '#database/connection.ts';
import type { UnitWords } from '#office/units.ts';
import type { RegisterNames } from '#registry/queries.ts';

/** What an entry says, as its page shows it: labelled facts, then its lines as tables. */
export interface Facts {
  facts: Fact[];
  tables: FactTable[];
}

export interface Fact {
  label: string;
  value: string | undefined;
  wide?: boolean;
}

export interface FactTable {
  caption: string;
  columns: { label: string; figure?: boolean }[];
  rows: (string | undefined)[][];
}

export interface FactSources {
  db: Database;
  act: ActDetail;
  names: RegisterNames;
  units: UnitWords;
}

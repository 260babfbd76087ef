import type { Notice } from '../notices.ts';
import type { SiteData } from '../site-data.ts';
import { hasActivities } from './activities.ts';
import { rowsOf } from './leaf-rows.ts';
import { LEAF_TABLES } from './leaf-tables.ts';
import { monthsOf } from './months.ts';
import type { Cells, Table } from './table.ts';
import { WHOLE_TABLES } from './whole-tables.ts';

/** A table as the data page tells of it; `months` only where it is written by months, newest first. */
export interface CatalogueTable {
  table: Table;
  months?: string[];
  /** A row of it as it stands in a file now; without cells where it has none yet. */
  example: Cells;
}

export interface Catalogue {
  tables: CatalogueTable[];
  /** Formats that need a record have no file before there is one. */
  grants: boolean;
  activities: boolean;
  /** Newest first. */
  notices: Notice[];
}

/** What there is to download. */
export async function catalogueOf(site: SiteData): Promise<Catalogue> {
  const notices = site.survey.notices.list.toReversed();
  if (notices.length === 0) return { tables: [], grants: false, activities: false, notices };
  const months = monthsOf(site.survey.notices.list)
    .map(({ name }) => name)
    .reverse();
  const examples = await leafExamples(site);
  return {
    tables: [
      ...LEAF_TABLES.map((table) => ({ table, months, example: examples.get(table.name) ?? {} })),
      ...WHOLE_TABLES.map((table) => ({ table, example: firstOf(table.rows(site)) ?? {} })),
    ],
    grants: site.survey.grants > 0,
    activities: hasActivities(site),
    notices,
  };
}

/** The first row that the newest entry of each kind adds to its tables. */
async function leafExamples({ log, survey }: SiteData): Promise<Map<string, Cells>> {
  const kinds = [
    'funding',
    'purchase',
    'disbursement',
    'appropriation',
    'adjustment',
    'correction',
    'listing',
  ] as const;
  const newest = [survey.newestGifts.at(-1), ...kinds.map((kind) => survey.places(kind).at(-1))];
  const examples = new Map<string, Cells>();
  for (const index of newest) {
    const notice = index === undefined ? undefined : survey.notices.of(index);
    if (index === undefined || notice === undefined) continue;
    for (const [table, cells] of rowsOf(await log.entry(index), notice, survey)) {
      if (!examples.has(table)) examples.set(table, cells);
    }
  }
  return examples;
}

function firstOf<T>(from: Iterable<T>): T | undefined {
  for (const each of from) return each;
  return undefined;
}

import type { Dictionary } from '../dictionary.ts';
import * as dates from './public/dates.ts';
import * as receipt from './public/receipt.ts';
import * as search from './public/search.ts';
import * as terms from './public/terms.ts';
import * as verify from './public/verify.ts';

/** The part of the words that scripts need in the browser: what verifying and looking up say. */
export const islandWords = { dates, receipt, search, terms, verify };
export type IslandWords = Dictionary<typeof islandWords>;

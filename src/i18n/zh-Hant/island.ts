import type { IslandWords } from '../zh-Hans/island.ts';
import * as dates from './public/dates.ts';
import * as receipt from './public/receipt.ts';
import * as search from './public/search.ts';
import * as terms from './public/terms.ts';
import * as verify from './public/verify.ts';

export const islandWords: IslandWords = { dates, receipt, search, terms, verify };

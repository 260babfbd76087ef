import { type Locale, localeOf } from './locale.ts';
import * as dates from './zh-Hans/public/dates.ts';
import * as receipt from './zh-Hans/public/receipt.ts';
import * as terms from './zh-Hans/public/terms.ts';
import * as verify from './zh-Hans/public/verify.ts';

/** The part of the words that pages need in the browser: what verifying and looking up say. */
const zhHans = { dates, receipt, terms, verify };
export type IslandWords = typeof zhHans;

const dictionaries: Record<Locale, IslandWords> = { 'zh-Hans': zhHans };

export const islandWords = (): IslandWords => dictionaries[localeOf(document.documentElement.lang)];

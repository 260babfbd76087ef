import { type BalanceRow, balanceRows } from './balance-rows.ts';
import { openPublishedLog, type PublishedLog } from './published-log.ts';
import { Survey } from './survey.ts';

/** What every page of a build is made from: the log to read entries from, and one survey of it. */
export interface SiteData {
  log: PublishedLog;
  survey: Survey;
  balances: readonly BalanceRow[];
}

export async function readSite(folder: string | undefined): Promise<SiteData> {
  const log = await openPublishedLog(folder);
  const survey = await new Survey().read(log);
  return { log, survey, balances: balanceRows(survey.fold.balances()) };
}

let reading: Promise<SiteData> | undefined;

/**
 * Read once per build, from the folder named by MINGZHANG_LOG_DIR. `_locale`: the language that registered names are
 * wanted in, where they have one.
 */
export function siteData(_locale?: string): Promise<SiteData> {
  reading ??= readSite(process.env.MINGZHANG_LOG_DIR);
  return reading;
}

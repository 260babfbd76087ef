import { type BalanceRow, balanceRows } from './balance-rows.ts';
import { openPublishedLog, type PublishedLog } from './published-log.ts';
import type { Survey } from './survey.ts';
import { readState, surveyFrom } from './survey-state.ts';
import { surveyIn } from './translated-register.ts';

/** What every page of a build is made from: the log to read entries from, and one survey of it. */
export interface SiteData {
  log: PublishedLog;
  survey: Survey;
  balances: readonly BalanceRow[];
}

export interface SiteWithState extends SiteData {
  /** To be kept for the next build; none while no bundle is full. */
  state: Uint8Array | undefined;
  resumedFrom: bigint;
}

/** `before`: the version of the code, and the state of the survey that an earlier build left. */
export async function readSite(
  folder: string | undefined,
  before?: { code: string; state: Uint8Array | undefined },
): Promise<SiteWithState> {
  const log = await openPublishedLog(folder);
  const { survey, ...state } = await surveyFrom(log, before);
  return { log, survey, balances: balanceRows(survey.fold.balances()), ...state };
}

let reading: Promise<SiteData> | undefined;
const byLocale = new Map<string | undefined, Promise<SiteData>>();

/**
 * Read once per build, from the folder named by MINGZHANG_LOG_DIR. In a `locale`, goods and measures are named in its
 * language where it has names for them.
 */
export function siteData(locale?: string): Promise<SiteData> {
  reading ??= readFromEnvironment();
  const known = byLocale.get(locale) ?? reading.then((site) => ({ ...site, survey: surveyIn(site.survey, locale) }));
  byLocale.set(locale, known);
  return known;
}

/** MINGZHANG_SURVEY names the state to go on from, MINGZHANG_CODE the code it must have been made by. */
export async function readFromEnvironment(): Promise<SiteData> {
  const { MINGZHANG_LOG_DIR: folder, MINGZHANG_SURVEY: path, MINGZHANG_CODE: code } = process.env;
  if (path === undefined || code === undefined) return readSite(folder);
  return readSite(folder, { code, state: await readState(path) });
}

import { ANONYMOUS_NAME } from '#i18n/donor-names.ts';

/** What donors are called who are not named. */
export const NOBODY: ReadonlySet<string> = new Set([...Object.values(ANONYMOUS_NAME), '匿名', '无名氏']);

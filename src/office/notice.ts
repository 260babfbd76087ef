import { seenWords } from '#i18n/zh-Hans/office-pages.ts';

/** What an address says was just done, in words; an address may say anything. */
export function noticeOf(url: URL): string | undefined {
  const seen = url.searchParams.get('seen') ?? '';
  return Object.hasOwn(seenWords, seen) ? seenWords[seen] : undefined;
}

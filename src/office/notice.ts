import { closeSeenWords } from '#i18n/zh-Hans/office-close.ts';
import { seenWords } from '#i18n/zh-Hans/office-pages.ts';
import { stockSeenWords } from '#i18n/zh-Hans/office-stock.ts';

/** What an address says was just done, in words; an address may say anything. */
export function noticeOf(url: URL): string | undefined {
  const seen = url.searchParams.get('seen') ?? '';
  const words: Record<string, string> = { ...seenWords, ...closeSeenWords, ...stockSeenWords };
  return Object.hasOwn(words, seen) ? words[seen] : undefined;
}

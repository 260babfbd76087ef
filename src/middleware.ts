import { defineMiddleware } from 'astro:middleware';
import { type Locale, localeOf } from '#i18n/locale.ts';
import { englishPage } from '#site/english-page.ts';
import { traditionalPage } from '#site/traditional-page.ts';

/** Traditional Chinese is simplified Chinese in the other characters; English marks the names that it leaves in Chinese. */
const FINISHED: { [locale in Locale]?: (html: string) => string } = { 'zh-Hant': traditionalPage, en: englishPage };

export const onRequest = defineMiddleware(async ({ currentLocale }, next) => {
  const response = await next();
  const finished = FINISHED[localeOf(currentLocale)];
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  if (finished === undefined || !isPage) return response;
  return new Response(finished(await response.text()), response);
});

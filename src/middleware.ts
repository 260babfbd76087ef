import { defineMiddleware } from 'astro:middleware';
import { localeOf } from '#i18n/locale.ts';
import { traditionalPage } from '#site/traditional-page.ts';

/** Pages in traditional Chinese are those in simplified Chinese, written in the other characters. */
export const onRequest = defineMiddleware(async ({ currentLocale }, next) => {
  const response = await next();
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  if (localeOf(currentLocale) !== 'zh-Hant' || !isPage) return response;
  return new Response(traditionalPage(await response.text()), response);
});

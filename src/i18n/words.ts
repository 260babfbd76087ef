import { type Locale, localeOf } from './locale.ts';
import { publicWords as zhHans } from './zh-Hans/public.ts';

export type PublicWords = typeof zhHans;

const dictionaries: Record<Locale, PublicWords> = { 'zh-Hans': zhHans };

/** The words of the public site in the language of a page. */
export const publicWords = (locale: string | undefined): PublicWords => dictionaries[localeOf(locale)];

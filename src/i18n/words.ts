import type { Dictionary } from './dictionary.ts';
import { publicWords as en } from './en/public.ts';
import { type Locale, localeOf } from './locale.ts';
import { publicWords as zhHans } from './zh-Hans/public.ts';

export type PublicDictionary = Dictionary<typeof zhHans>;
export type PublicWords = PublicDictionary & { readonly locale: Locale };

/** Traditional Chinese is written from the simplified when a page is finished (src/site/traditional-page.ts). */
const dictionaries: Record<Locale, PublicDictionary> = { 'zh-Hans': zhHans, 'zh-Hant': zhHans, en };

/** The words of the public site in the language of a page. */
export function publicWords(name: string | undefined): PublicWords {
  const locale = localeOf(name);
  return { ...dictionaries[locale], locale };
}

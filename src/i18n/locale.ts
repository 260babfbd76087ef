/** Languages with a dictionary. The first is the source and stands at the root of the site. */
export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const SOURCE_LOCALE: Locale = 'zh-Hans';

/** Folder of a language within the site, as its addresses write it; none for the source. */
export const LOCALE_FOLDERS: Record<Locale, string | undefined> = {
  'zh-Hans': undefined,
  'zh-Hant': 'zh-hant',
  en: 'en',
};

/** The name of each language in itself. */
export const LOCALE_NAMES: Record<Locale, string> = { 'zh-Hans': '简体', 'zh-Hant': '繁體', en: 'English' };

/** What Astro or a document element names, as one of ours. */
export const localeOf = (name: string | undefined): Locale =>
  LOCALES.find((locale) => locale === name) ?? SOURCE_LOCALE;

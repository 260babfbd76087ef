/** Languages with a dictionary. The first is the source and stands at the root of the site. */
export const LOCALES = ['zh-Hans'] as const;
export type Locale = (typeof LOCALES)[number];

export const SOURCE_LOCALE: Locale = 'zh-Hans';

/** What Astro or a document element names, as one of ours. */
export const localeOf = (name: string | undefined): Locale =>
  LOCALES.find((locale) => locale === name) ?? SOURCE_LOCALE;

import { LOCALE_FOLDERS, LOCALES } from '#i18n/locale.ts';

type Parameters = Record<string, string>;

/** For pages under `src/pages/[...locale]`: each of `pages`, by its other parameters, in every language. */
export const inEveryLocale = <P extends Parameters>(pages: readonly P[]) =>
  LOCALES.flatMap((locale) => pages.map((page) => ({ params: { locale: LOCALE_FOLDERS[locale], ...page } })));

/** One page in every language. */
export const localePaths = () => inEveryLocale([{}]);

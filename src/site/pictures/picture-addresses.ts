import { LOCALE_FOLDERS, type Locale } from '#i18n/locale.ts';
import { addressesIn, translated } from '../addresses.ts';
import type { Survey } from '../survey.ts';

/** Paths from the root of what is drawn, apart from the drawing: pages only name it. */
const rootOf = (locale: Locale): string => {
  const folder = LOCALE_FOLDERS[locale];
  return folder === undefined ? '' : `/${folder}`;
};

export const openGraphFolder = (locale: Locale): string => `${rootOf(locale)}/pictures/og`;

/** The long picture of a notice. */
export const noticePictureAddress = (number: string, locale: Locale): string =>
  `${rootOf(locale)}/pictures/notices/${number}.png`;

/** The Word file of a notice. */
export const noticePaperAddress = (number: string, locale: Locale): string =>
  `${rootOf(locale)}/papers/notices/${number}.docx`;

/**
 * The picture for `og:image` of the page at `address` (in any language), as a path from the root. Pages without a
 * picture of their own have the general one, which shows no figure: so a sealed page never changes for it.
 */
export function openGraphPicture(address: string, locale: Locale, { register, notices }: Survey): string {
  const addresses = addressesIn(locale);
  const page = translated(address, locale);
  const is = (name: string): string => `${openGraphFolder(locale)}/${name}.png`;
  if (page === addresses.overview) return is('overview');
  const fund = [...register.funds.keys()].find((code) => page === addresses.fund(code));
  if (fund !== undefined) return is(`funds/${fund}`);
  const notice = notices.list.find(({ number }) => page === addresses.notice(number));
  return is(notice === undefined ? 'page' : `notices/${notice.number}`);
}

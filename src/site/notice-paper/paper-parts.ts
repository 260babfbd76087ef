import { LOCALES, type Locale } from '#i18n/locale.ts';
import { publicWords } from '#i18n/words.ts';
import { addressesIn } from '../addresses.ts';
import { drawnPart } from '../pictures/drawn-part.ts';
import { writerOf } from '../pictures/open-graph.ts';
import { noticePaperAddress } from '../pictures/picture-addresses.ts';
import { publicUrl } from '../public-url.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { type NoticeContent, noticeContent } from './notice-content.ts';
import { noticeDocument } from './notice-document.ts';

/** A Word file of each notice: for the notice board and for the archive of whoever asks for one. */
export function noticePaperParts(site: SiteData): ReleasePart[] {
  const base = publicUrl(site.log) ?? '';
  return LOCALES.flatMap((locale) =>
    site.survey.notices.list.map((notice) => {
      const address = base + addressesIn(locale).notice(notice.number);
      const text = JSON.stringify(noticeContent(notice, site, publicWords(locale), address));
      const language = locale === 'zh-Hant' ? 'zh-HK' : 'zh-CN';
      // Written in the language's characters only where it is drawn: every build asks for the keys of all.
      return drawnPart(noticePaperAddress(notice.number, locale), text, () =>
        noticeDocument(JSON.parse(text, inCharactersOf(locale)) as NoticeContent, language),
      );
    }),
  );
}

const inCharactersOf =
  (locale: Locale) =>
  (_: string, value: unknown): unknown =>
    typeof value === 'string' ? writerOf(locale)(value) : value;

import { LOCALES } from '#i18n/locale.ts';
import { publicWords } from '#i18n/words.ts';
import { addressesIn } from '../addresses.ts';
import { publicUrl } from '../public-url.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { CARD } from './card.ts';
import { drawnPart } from './drawn-part.ts';
import { noticePicture } from './notice-picture.ts';
import { openGraphDrawings, writerOf } from './open-graph.ts';
import { noticePictureAddress } from './picture-addresses.ts';
import { pngOf } from './png.ts';

/** Link previews and the long pictures of notices; both are known as SVG before a pixel is drawn. */
export async function* pictureParts(site: SiteData): AsyncGenerator<ReleasePart> {
  for (const { path, drawing } of openGraphDrawings(site)) {
    const svg = drawing.svg(CARD.height);
    yield drawnPart(path, svg, () => pngOf(svg));
  }
  const base = publicUrl(site.log) ?? '';
  for (const locale of LOCALES) {
    for (const notice of site.survey.notices.list) {
      const address = base + addressesIn(locale).notice(notice.number);
      const { drawing, height } = await noticePicture(notice, site, publicWords(locale), {
        write: writerOf(locale),
        address,
      });
      const svg = drawing.svg(height);
      yield drawnPart(noticePictureAddress(notice.number, locale), svg, () => pngOf(svg));
    }
  }
}

import { LOCALES } from '#i18n/locale.ts';
import { publicWords } from '#i18n/words.ts';
import { addressesIn } from '../addresses.ts';
import { COLUMNS } from '../balance-rows.ts';
import { statedIn } from '../notice-changes.ts';
import { shownFrom } from '../notice-entries.ts';
import type { Notice } from '../notices.ts';
import { RangeKeys } from '../page-keys.ts';
import { publicUrl } from '../public-url.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { CARD } from './card.ts';
import { drawnPart } from './drawn-part.ts';
import { noticePicture } from './notice-picture.ts';
import { openGraphDrawings, writerOf } from './open-graph.ts';
import { noticePictureAddress } from './picture-addresses.ts';
import { pngOf } from './png.ts';

/**
 * Link previews and the long pictures of notices. What they show is known without drawing them: every build asks for the
 * keys of all, and draws a few.
 */
export async function* pictureParts(site: SiteData): AsyncGenerator<ReleasePart> {
  for (const picture of openGraphDrawings(site)) {
    yield drawnPart(picture.path, picture.content, () => pngOf(picture.drawing.svg(CARD.height)));
  }
  const base = publicUrl(site.log) ?? '';
  const keys = new RangeKeys(site);
  const shown = site.survey.notices.list.map((notice, at, all) => shownOf(site, keys, notice, all[at - 1]));
  for (const locale of LOCALES) {
    for (const [at, notice] of site.survey.notices.list.entries()) {
      const address = base + addressesIn(locale).notice(notice.number);
      yield drawnPart(noticePictureAddress(notice.number, locale), `${address} ${shown[at]}`, async () => {
        const { drawing, height } = await noticePicture(notice, site, publicWords(locale), {
          write: writerOf(locale),
          address,
        });
        return pngOf(drawing.svg(height));
      });
    }
  }
}

/** The entries that the picture of a notice shows and the names before them; and how exact its figures are, which the whole log tells. */
function shownOf({ survey }: SiteData, keys: RangeKeys, notice: Notice, before: Notice | undefined): string {
  const { contributions, gifts } = survey;
  const rows = [notice, before].flatMap(statedIn);
  const exactness = rows.flatMap((row) =>
    COLUMNS.flatMap((column) => {
      if (column === 'balance') return [];
      return contributions.count({ ...row, column }) === 0 ? '-' : contributions.exactness({ ...row, column });
    }),
  );
  return `${keys.of(shownFrom(notice, gifts), notice.size)} ${exactness.join(' ')}`;
}

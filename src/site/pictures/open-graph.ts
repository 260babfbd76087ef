import { LOCALES, type Locale } from '#i18n/locale.ts';
import { type PublicWords, publicWords } from '#i18n/words.ts';
import { traditional } from '#i18n/zh-Hant/traditional.ts';
import type { PositionRow } from '#log/position.ts';
import { statedIn } from '../notice-changes.ts';
import type { Notice } from '../notices.ts';
import { linesOf } from '../positions.ts';
import type { SiteData } from '../site-data.ts';
import type { Survey } from '../survey.ts';
import { type Card, drawCard } from './card.ts';
import type { Drawing } from './drawing.ts';
import { termsOf } from './equation.ts';
import { openGraphFolder } from './picture-addresses.ts';

/** The language's last word on its characters: what pages get when they are finished. */
export const writerOf = (locale: Locale): ((text: string) => string) =>
  locale === 'zh-Hant' ? traditional : (text) => text;

/** Every link preview: its path from the root, all that it says, and its drawing, which is made when it is asked for. */
export function* openGraphDrawings(
  site: SiteData,
): Generator<{ path: string; content: string; readonly drawing: Drawing }> {
  for (const locale of LOCALES) {
    const words = publicWords(locale);
    for (const [name, card] of cardsOf(site, words)) {
      yield {
        path: `${openGraphFolder(locale)}/${name}.png`,
        content: JSON.stringify(card),
        get drawing() {
          return drawCard(card, writerOf(locale));
        },
      };
    }
  }
}

function* cardsOf({ log, survey }: SiteData, words: PublicWords): Generator<[name: string, card: Card]> {
  const { pictures } = words;
  const { register, notices, fold } = survey;
  const positions = fold.positions();
  const latest = notices.latest;
  const strip = log.isDemonstration ? words.chrome.demonstration : undefined;
  const frame = { ...frameOf(survey, words, latest), strip };
  yield [
    'page',
    { ...frame, title: pictures.lead, caption: pictures.fourEyes, equation: undefined, foot: '', claim: '' },
  ];
  yield ['overview', cardOf(positions, { ...frame, title: pictures.overview }, survey, words)];
  for (const { code, name } of register.funds.values()) {
    const own = positions.filter(({ fund }) => fund === code);
    yield [`funds/${code}`, cardOf(own, { ...frame, title: name }, survey, words)];
  }
  for (const notice of notices.list) {
    const title = pictures.noticeTitle(notice.number);
    yield [
      `notices/${notice.number}`,
      cardOf(statedIn(notice), { ...frameOf(survey, words, notice), strip, title }, survey, words),
    ];
  }
}

type Frame = Omit<Card, 'title' | 'caption' | 'equation'>;

const frameOf = (
  { register }: Survey,
  { chrome, dates, pictures }: PublicWords,
  notice: Notice | undefined,
): Omit<Frame, 'strip'> => ({
  mark: chrome.mark,
  publisher: register.publisher?.name ?? chrome.mark,
  site: chrome.site,
  foot: notice === undefined ? pictures.none : pictures.asOf(notice.number, dates.moment(notice.cutoff)),
  claim: pictures.fourEyes,
});

/** Gifts of money first; a fund that has only goods shows the first item and says how many more there are. */
function cardOf(
  positions: readonly PositionRow[],
  frame: Frame & { title: string },
  survey: Survey,
  words: PublicWords,
): Card {
  const { register } = survey;
  const { books, pictures } = words;
  const donated = linesOf(
    positions.filter(({ stream }) => stream === 'donation'),
    register,
  );
  const [line] = donated;
  if (line === undefined) return { ...frame, caption: pictures.noPosition, equation: undefined };
  const unit = register.unit(line.unit);
  const name = unit.item?.name ?? (unit.kind === 'valuation' ? books.valuations : pictures.overview);
  const caption = [
    ...(name === frame.title ? [] : [name]),
    ...(new Set(line.rows.map(({ entity }) => entity)).size > 1 ? [pictures.summary] : []),
    ...(donated.length > 1 ? [pictures.more(donated.length - 1)] : []),
  ].join(words.records.clauseSeparator);
  return {
    ...frame,
    caption,
    equation: { terms: termsOf(line, survey, words) },
  };
}

import { addresses } from '../addresses.ts';
import type { RangeKeys } from '../page-keys.ts';
import { HLEDGER, IDENTITY, type JournalRegister, type JournalSyntax, journalPiece } from '../plain-text-journal.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { BEANCOUNT, commodityOf } from './beancount.ts';
import { composedPart } from './composed-part.ts';
import { madeFile } from './made-file.ts';
import { type Month, stretchesOf } from './months.ts';
import { publicationDay } from './publication-day.ts';

interface Journal {
  syntax: JournalSyntax;
  main: string;
  monthFile: (month: string) => string;
  /** What stands in the main file before the months. */
  head: (site: SiteData) => Iterable<string>;
  include: (file: string) => string;
}

const JOURNALS: readonly Journal[] = [
  {
    syntax: HLEDGER,
    main: addresses.journalFile,
    monthFile: addresses.journalOfMonth,
    head: () => [],
    include: (file) => `include ${file}`,
  },
  {
    syntax: BEANCOUNT,
    main: addresses.beancountFile,
    monthFile: addresses.beancountOfMonth,
    head: beancountHead,
    include: (file) => `include "${file}"`,
  },
];

/** For each program a file of every month and one that includes them all. */
export async function* journalParts(
  site: SiteData,
  keys: RangeKeys,
  months: readonly Month[],
): AsyncGenerator<ReleasePart> {
  for (const journal of JOURNALS) {
    for (const month of months) yield monthPart(site, keys, journal, month);
    yield await madeFile(journal.main.slice(1), journal.main, () => mainFile(site, journal, months));
  }
}

function monthPart(site: SiteData, keys: RangeKeys, { syntax, monthFile }: Journal, month: Month): ReleasePart {
  const path = monthFile(month.name).slice(1);
  const { log, survey } = site;
  const publishedOn = (index: bigint) => publicationDay(survey.notices.of(index)?.cutoff ?? '');
  return composedPart({
    name: path,
    files: [path],
    pieces: Array.from(stretchesOf(month), ({ from, to }) => ({
      key: keys.ofPostings(from, to),
      make: async () => {
        let text = '';
        for await (const line of journalPiece(log, from, to, registerOf(site), publishedOn, syntax))
          text += `${line}\n`;
        return [text];
      },
    })),
  });
}

function* mainFile(
  site: SiteData,
  { syntax, head, include, monthFile }: Journal,
  months: readonly Month[],
): Generator<string> {
  const { checkpoint, size } = site.log;
  yield `${syntax.comment(`${checkpoint?.origin}, ${size} leaves`)}\n`;
  yield `${syntax.comment(IDENTITY)}\n`;
  for (const line of head(site)) yield `${line}\n`;
  for (const { name } of months) yield `${include(monthFile(name).split('/').at(-1) ?? '')}\n`;
}

/** Accounts open by themselves with their first posting: which are used is known only to the months. */
function* beancountHead({ survey: { register } }: SiteData): Generator<string> {
  yield 'plugin "beancount.plugins.auto_accounts"';
  for (const unit of ['CNY', 'CNY:goods', ...register.items.keys()]) {
    yield `1970-01-01 commodity ${commodityOf(unit)}`;
    yield `  unit: "${unit}"`;
  }
}

const registerOf = ({ survey: { register } }: SiteData): JournalRegister => ({
  flows: register.flows,
  scaleOf: (unit) => register.unit(unit).scale,
});

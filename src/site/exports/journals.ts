import { join } from 'node:path';
import { addresses } from '../addresses.ts';
import type { RangeKeys } from '../page-keys.ts';
import { HLEDGER, IDENTITY, type JournalRegister, type JournalSyntax, journalOf } from '../plain-text-journal.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { BEANCOUNT, commodityOf } from './beancount.ts';
import { madeFile, writePieces } from './made-file.ts';
import type { Month } from './months.ts';

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
  return {
    name: path,
    key: keys.of(month.first, month.size),
    files: [path],
    write: (folder) =>
      writePieces(join(folder, path), lines(journalOf(site.log, month.first, month.size, registerOf(site), syntax))),
  };
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

async function* lines(of: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of of) yield `${line}\n`;
}

import type { PublicWords } from '#i18n/words.ts';
import { formatDecimal } from '#log/decimal-point.ts';
import type { AppropriationLeaf, DisbursementLeaf, LeafDate } from '#log/leaf.ts';
import { addresses } from '../addresses.ts';
import { type GrantLine, grantLines } from '../grant-lines.ts';
import type { RangeKeys } from '../page-keys.ts';
import { dayOf } from '../plain-text-journal.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { composedPart, smallPiece } from './composed-part.ts';
import { authorityOf, publicAddress } from './public-address.ts';
import { publicationDay } from './publication-day.ts';
import { runsOf } from './runs.ts';

/** A grant as the 360Giving Data Standard 1.4 has it; the amount is written as a JSON number from its exact digits. */
interface Grant {
  id: string;
  title: string;
  description: string;
  currency: 'CNY';
  amountAwarded: string;
  awardDate: string;
  recipientOrganization: { id: string; name: string; organisationType: string }[];
  fundingOrganization: { id: string; name: string }[];
  grantProgramme: { code: string; title: string }[];
  classifications: { vocabulary: string; code: 'cash' | 'goods-valuation'; title: string }[];
  url: string;
  dataSource: string;
}

type Site = Pick<SiteData, 'log' | 'survey'>;

/**
 * The 360Giving package: money passed to organisations, and goods issued to them that have a value. Nothing is said of
 * families: the standard has one grant per person. None while there is no grant, since a package needs one. One package
 * rather than one a year: its address stays, and a grant keeps its place in it.
 */
export function grantsPart(site: SiteData, keys: RangeKeys, words: PublicWords): ReleasePart | undefined {
  const { log, survey } = site;
  const cutoff = survey.notices.latest?.cutoff;
  if (cutoff === undefined || survey.grants === 0) return undefined;
  const path = addresses.grantsFile.slice(1);
  const head = JSON.stringify(headOf(site, cutoff, words)).slice(0, -1);
  const places = [...survey.places('appropriation'), ...survey.places('disbursement')];
  const runs = runsOf(places).map((run) => ({
    key: keys.ofEach(run),
    item: true as const,
    make: async () => [(await grantsOf(run, { log, survey }, words)).map(written).join(SEPARATOR)],
  }));
  return composedPart({
    name: path,
    files: [path],
    separator: SEPARATOR,
    pieces: [smallPiece(`${head},"grants":[\n`), ...runs, smallPiece(']}\n')],
  });
}

const SEPARATOR = ',\n';

function headOf({ log, survey }: SiteData, cutoff: string, words: PublicWords) {
  const { publisher } = survey.register;
  const base = publicAddress(log);
  const { exports } = words.data;
  return {
    version: '1.4',
    title: exports.grantsTitle(publisher?.name ?? ''),
    description: exports.grantsDescription,
    issued: publicationDay(cutoff),
    modified: cutoff,
    identifier: `${authorityOf(log)}/360giving`,
    publisher: { name: publisher?.name ?? log.checkpoint?.origin ?? '', website: base },
    downloadURL: base + addresses.grantsFile,
    accessURL: base + addresses.data,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    licenseName: words.data.licenceTitle,
  };
}

/** No float comes near an amount: its digits go from the leaf into the file. A quoted text cannot hold the bare pattern. */
const written = (grant: Grant): string =>
  JSON.stringify(grant).replace(/"amountAwarded":"([0-9.]+)"/, '"amountAwarded":$1');

async function grantsOf(places: readonly bigint[], site: Site, words: PublicWords): Promise<Grant[]> {
  const { log, survey } = site;
  const grants: Grant[] = [];
  for (const index of places) {
    if (survey.corrected.has(index)) continue;
    const entry = await log.entry(index);
    if (!isOf('appropriation', entry) && !isOf('disbursement', entry)) continue;
    for (const line of grantLines(entry.leaf)) grants.push(grantOf(entry, line, site, words));
  }
  return grants;
}

function grantOf(
  entry: Entry<AppropriationLeaf | DisbursementLeaf>,
  { line, receiver, kind, amount }: GrantLine,
  site: Site,
  words: PublicWords,
): Grant {
  const { leaf, texts } = entry;
  const { register } = site.survey;
  const { exports } = words.data;
  const [giver, taker] = [register.organisationName(leaf.entity), register.organisationName(receiver)];
  const isMoney = leaf.kind === 'appropriation';
  const said = isMoney ? [texts.purpose, words.records.allotment(leaf.allotment)] : [texts.title, texts.purpose];
  return {
    ...common(entry, line, receiver, site, words),
    title: isMoney ? exports.grantTitle(giver, taker) : exports.goodsTitle(giver, taker),
    description: described(said, leaf.date, words),
    amountAwarded: formatDecimal(BigInt(amount), 2),
    classifications: [classified(kind, words)],
  };
}

const classified = (code: 'cash' | 'goods-valuation', { data: { exports } }: PublicWords) => ({
  vocabulary: 'mingzhang',
  code,
  title: code === 'cash' ? exports.grantCash : exports.grantGoods,
});

const described = (texts: readonly (string | undefined)[], date: LeafDate, { data, records }: PublicWords): string =>
  [...texts.filter((text) => text !== undefined), data.exports.dayAs[date.precision]].join(records.clauseSeparator);

type Common = Omit<Grant, 'title' | 'description' | 'amountAwarded' | 'classifications'>;

function common(
  { index, leaf }: Entry<AppropriationLeaf | DisbursementLeaf>,
  line: number,
  receiver: string,
  { log, survey }: Site,
  words: PublicWords,
): Common {
  const { register, notices } = survey;
  const base = publicAddress(log);
  const authority = authorityOf(log);
  const organisation = (code: string) => ({ id: `${authority}-${code}`, name: register.organisationName(code) });
  const type = register.organisations.get(receiver)?.type ?? 'other';
  const page = leaf.kind === 'appropriation' ? addresses.appropriation(index) : addresses.disbursement(index);
  return {
    id: `${authority}-${index}-${line}`,
    currency: 'CNY',
    awardDate: dayOf(leaf.date, publicationDay(notices.of(index)?.cutoff ?? '')),
    recipientOrganization: [
      { ...organisation(receiver), organisationType: words.terms.organisationTypes[type] ?? type },
    ],
    fundingOrganization: [organisation(leaf.entity)],
    grantProgramme: [{ code: leaf.fund, title: register.fundName(leaf.fund) }],
    url: base + page,
    dataSource: base + addresses.data,
  };
}

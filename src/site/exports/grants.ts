import { VALUATION } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import { formatDecimal } from '#log/decimal-point.ts';
import type { AppropriationLeaf, DisbursementLeaf, LeafDate } from '#log/leaf.ts';
import { addresses } from '../addresses.ts';
import { dayOf } from '../plain-text-journal.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { SiteData } from '../site-data.ts';
import { authorityOf, publicAddress } from './public-address.ts';
import { publicationDay } from './publication-day.ts';

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

/**
 * The 360Giving package: money passed to organisations, and goods issued to them that have a value. Nothing is said of
 * families: the standard has one grant per person. Yields nothing when there is no grant, since a package needs one.
 */
export async function* grantsPackage(site: SiteData, words: PublicWords): AsyncGenerator<string> {
  const { log, survey } = site;
  const { publisher } = survey.register;
  const base = publicAddress(log);
  const { exports } = words.data;
  const cutoff = survey.notices.latest?.cutoff;
  if (cutoff === undefined) return;
  const head = {
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
  let separator = `${JSON.stringify(head).slice(0, -1)},"grants":[\n`;
  let any = false;
  for await (const grant of grantsOf(site, words)) {
    yield separator + written(grant);
    separator = ',\n';
    any = true;
  }
  if (any) yield ']}\n';
}

/** No float comes near an amount: its digits go from the leaf into the file. A quoted text cannot hold the bare pattern. */
const written = (grant: Grant): string =>
  JSON.stringify(grant).replace(/"amountAwarded":"([0-9.]+)"/, '"amountAwarded":$1');

async function* grantsOf(site: SiteData, words: PublicWords): AsyncGenerator<Grant> {
  const { log, survey } = site;
  const places = [...survey.places('appropriation'), ...survey.places('disbursement')];
  for (const index of places.sort((a, b) => (a < b ? -1 : 1))) {
    if (survey.corrected.has(index)) continue;
    const entry = await log.entry(index);
    if (isOf('appropriation', entry) && entry.leaf.direction === 'out') yield* passedOn(entry, site, words);
    if (isOf('disbursement', entry) && entry.leaf.form === 'issue') yield* goodsIssued(entry, site, words);
  }
}

function* passedOn(entry: Entry<AppropriationLeaf>, site: SiteData, words: PublicWords): Generator<Grant> {
  const { leaf, texts } = entry;
  const { exports } = words.data;
  for (const [line, item] of leaf.items.entries()) {
    const kind = KINDS[item.unit];
    if (kind === undefined) continue;
    yield {
      ...common(entry, line, item.receiver, site, words),
      title: exports.grantTitle(
        site.survey.register.organisationName(leaf.entity),
        site.survey.register.organisationName(item.receiver),
      ),
      description: described([texts.purpose, words.records.allotment(leaf.allotment)], leaf.date, words),
      amountAwarded: formatDecimal(BigInt(item.amount), 2),
      classifications: [classified(kind, words)],
    };
  }
}

/** The value that leaves with the goods stands among the totals where one was put on them. */
function* goodsIssued(entry: Entry<DisbursementLeaf>, site: SiteData, words: PublicWords): Generator<Grant> {
  const { leaf, texts } = entry;
  const { receiver } = leaf;
  if (receiver === undefined) return;
  const { register } = site.survey;
  for (const [line, { unit, amount }] of leaf.totals.entries()) {
    const kind = KINDS[unit];
    if (kind === undefined) continue;
    const giver = register.organisationName(leaf.entity);
    yield {
      ...common(entry, line, receiver, site, words),
      title: words.data.exports.goodsTitle(giver, register.organisationName(receiver)),
      description: described([texts.title, texts.purpose], leaf.date, words),
      amountAwarded: formatDecimal(BigInt(amount), 2),
      classifications: [classified(kind, words)],
    };
  }
}

const KINDS: Record<string, 'cash' | 'goods-valuation' | undefined> = { CNY: 'cash', [VALUATION]: 'goods-valuation' };

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
  { log, survey }: SiteData,
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

import type { PublicWords } from '#i18n/words.ts';
import { asRegistered } from '#i18n/zh-Hant/as-registered.ts';
import type { DisbursementLeaf, FundingLeaf, IntakeLeaf, LeafDate, PurchaseLeaf } from '#log/leaf.ts';
import { addressesIn } from './addresses.ts';
import { adjustmentName, ownMoveIn } from './own-moves.ts';
import { type Entry, isOf } from './published-log.ts';
import type { Register } from './register.ts';
import type { SiteData } from './site-data.ts';
import type { Survey } from './survey.ts';
import { amountText, type FigureText, sumsPerUnit } from './view.ts';

/** An entry as one line of a list: what it is, where it stands in full, how much, and what else must be said. */
export interface Headline {
  index: bigint;
  tag: keyof PublicWords['terms']['tags'];
  title: string;
  address: string;
  /** Absent for a correction, which has no day of its own. */
  date?: LeafDate;
  figures: FigureText[];
  /** Of a correction: the record that it voids, whose figures are shown struck. */
  voids?: bigint;
  remarks: string[];
}

/**
 * Of the entry at a place in the log; a correction is told by what it voids, since its own leaf names only a place.
 * Undefined for kinds that are no entry of the book: register, statement, key, audit.
 */
export async function headlineAt(
  index: bigint,
  { log, survey }: Pick<SiteData, 'log' | 'survey'>,
  words: PublicWords,
): Promise<Headline | undefined> {
  const entry = await log.entry(index);
  const voided = isOf('correction', entry) ? await log.entry(BigInt(entry.leaf.voids)) : undefined;
  return headlineOf(entry, survey, words, voided);
}

/** An entry that was voided stays in every list under its place: what must be said beside it. Undefined when it stands. */
export function correctionRemark(index: bigint, survey: Survey, { records }: PublicWords): string | undefined {
  if (!survey.corrected.has(index)) return undefined;
  const standing = survey.replacementOf(index);
  if (standing !== undefined) return records.correctedBy(standing);
  return survey.refunded.has(index) ? records.refundedBy : records.voidedBy;
}

/** What the correction of a voided entry was: a gift that went back to its donor was no mistake. */
export function correctionTag(voided: bigint, survey: Survey): 'corrected' | 'refunded' | 'voided' {
  if (survey.replacementOf(voided) !== undefined) return 'corrected';
  return survey.refunded.has(voided) ? 'refunded' : 'voided';
}

function headlineOf(entry: Entry, survey: Survey, words: PublicWords, voided?: Entry): Headline | undefined {
  const { register } = survey;
  const { records, terms } = words;
  const addresses = addressesIn(words.locale);
  const { index } = entry;
  if (isOf('intake', entry)) {
    const { leaf, texts } = entry;
    return {
      index,
      tag: 'received',
      title: donorName(texts, words),
      address: addresses.gift(survey.gifts.pageOf(index), index),
      date: leaf.date,
      figures: leaf.lines.map(({ unit, quantity, provenance }) => ({ unit, amount: quantity, provenance })),
      remarks: [...itemNames(leaf, register, words), receivedBy(leaf, register, words)],
    };
  }
  if (isOf('funding', entry)) {
    const { leaf } = entry;
    return {
      index,
      tag: 'received',
      title: payerName(entry, words),
      address: addresses.fundingReceipt(index),
      date: leaf.date,
      figures: [leaf.total],
      remarks: [terms.kinds.funding, records.heldBy(register.organisationName(leaf.entity))],
    };
  }
  if (isOf('purchase', entry)) {
    const { leaf } = entry;
    return {
      index,
      tag: 'purchased',
      title: supplierName(entry, words),
      address: addresses.purchase(index),
      date: leaf.date,
      figures: [leaf.price, ...leaf.goods],
      remarks: [terms.kinds.purchase, register.organisationName(leaf.entity)],
    };
  }
  if (isOf('disbursement', entry)) {
    const { leaf, texts } = entry;
    return {
      index,
      tag: leaf.form === 'batch' ? 'disbursed' : 'issued',
      title: disbursementTitle(entry, register, words),
      address: addresses.disbursement(index),
      date: leaf.date,
      figures: leaf.totals,
      remarks: [headcountText(leaf, register, words), texts.recipients, coHostText(leaf, register, words)].filter(
        (remark) => remark !== undefined,
      ),
    };
  }
  if (isOf('appropriation', entry)) {
    const { leaf } = entry;
    const entity = register.organisationName(leaf.entity);
    return {
      index,
      tag: 'appropriated',
      title: records.appropriations.of(entity, leaf.allotment),
      address: addresses.appropriation(index),
      date: leaf.date,
      figures: sumsPerUnit(leaf.items),
      remarks: [
        terms.appropriationDirections[leaf.direction],
        leaf.items.map(({ receiver }) => register.organisationName(receiver)).join(records.listSeparator),
      ],
    };
  }
  if (isOf('adjustment', entry)) {
    const { leaf } = entry;
    return {
      index,
      tag: ownMoveIn(leaf) === undefined ? 'adjusted' : 'moved',
      title: adjustmentName(leaf, words),
      address: addresses.adjustment(index),
      date: leaf.date,
      figures: [leaf.total],
      remarks: [register.organisationName(leaf.entity)],
    };
  }
  if (isOf('listing', entry)) {
    const { leaf, texts } = entry;
    return {
      index,
      tag: leaf.weight,
      title: texts.title ?? terms.categories[leaf.category],
      address: addresses.listing(leaf.weight, index),
      date: leaf.date,
      figures: leaf.figures,
      remarks: [
        ...(leaf.count === undefined ? [] : [records.people(leaf.count, terms.bases[leaf.basis ?? 'person'])]),
        records.inNoTotal,
      ],
    };
  }
  if (isOf('correction', entry)) {
    const { leaf, texts } = entry;
    const place = BigInt(leaf.voids);
    const before = voided && headlineOf(voided, survey, words);
    const number = voided && 'number' in voided.leaf ? voided.leaf.number : undefined;
    return {
      index,
      tag: correctionTag(place, survey),
      title:
        voided === undefined
          ? records.voided(place)
          : records.voidedEntry(terms.kinds[voided.leaf.kind], before?.title ?? terms.leafNumber(place)),
      address: addresses.correction(index),
      figures: before?.figures ?? [],
      ...(before && { voids: place }),
      remarks: [
        ...(number === undefined ? [] : [records.numbered(number, terms.leafNumber(place))]),
        texts.reason ?? terms.correctionReasons[leaf.reason],
      ],
    };
  }
  return undefined;
}

export const donorName = (texts: Entry['texts'], { locale, records }: PublicWords): string =>
  texts.displayName === undefined ? records.forgottenName : asRegistered(texts.displayName, locale);

/** Who paid public money in; where no name is open, from which source it came. */
export const payerName = ({ leaf, texts }: Entry<FundingLeaf>, { locale, terms }: PublicWords): string =>
  texts.payer === undefined ? terms.fundingSources[leaf.source] : asRegistered(texts.payer, locale);

/** Who sold the goods; where no name is open, that something was bought. */
export const supplierName = ({ texts }: Entry<PurchaseLeaf>, { locale, terms }: PublicWords): string =>
  texts.supplier === undefined ? terms.kinds.purchase : asRegistered(texts.supplier, locale);

export const disbursementTitle = (
  { leaf, texts }: Entry<DisbursementLeaf>,
  register: Register,
  { records }: PublicWords,
): string =>
  texts.title ??
  register.programmes.get(leaf.programme ?? '')?.name ??
  (leaf.receiver === undefined ? records.disbursements.plain : register.organisationName(leaf.receiver));

/** `93 人，每人 10,000.00 元`; undefined when goods went to an organisation. */
export function headcountText(leaf: DisbursementLeaf, register: Register, words: PublicWords): string | undefined {
  if (leaf.count === undefined) return undefined;
  const people = words.records.people(leaf.count, words.terms.bases[leaf.basis ?? 'person']);
  if (leaf.share === undefined) return people;
  const share = amountText(words, register.unit(leaf.share.unit), leaf.share.amount);
  return words.records.joined(people, words.records.eachOf(leaf.basis, share));
}

export function coHostText(leaf: DisbursementLeaf, register: Register, { records }: PublicWords): string | undefined {
  if (leaf.coHosts.length === 0) return undefined;
  return records.jointlyWith(leaf.coHosts.map((code) => register.organisationName(code)).join(records.listSeparator));
}

function itemNames(leaf: IntakeLeaf, register: Register, { records }: PublicWords): string[] {
  const names = leaf.lines.flatMap(({ unit }) => register.unit(unit).item?.name ?? []);
  return names.length === 0 ? [] : [[...new Set(names)].join(records.listSeparator)];
}

function receivedBy(leaf: IntakeLeaf, register: Register, { records }: PublicWords): string {
  const name = register.organisationName(leaf.entity);
  return leaf.lines.some(({ unit }) => register.unit(unit).kind === 'cash')
    ? records.heldBy(name)
    : records.receivedBy(name);
}

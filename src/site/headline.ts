import type { PublicWords } from '#i18n/words.ts';
import type { DisbursementLeaf, IntakeLeaf, LeafDate } from '#log/leaf.ts';
import { addressesIn } from './addresses.ts';
import { type Entry, isOf } from './published-log.ts';
import type { Register } from './register.ts';
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
 * Undefined for kinds that are no entry of the book: register, statement, key, audit. Of a correction `voided` is the
 * entry that it voids; without it the line names only its place.
 */
export function headlineOf(entry: Entry, survey: Survey, words: PublicWords, voided?: Entry): Headline | undefined {
  const { register } = survey;
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
    const { leaf, texts } = entry;
    return {
      index,
      tag: 'received',
      title: texts.payer ?? words.terms.fundingSources[leaf.source],
      address: addresses.fundingReceipt(index),
      date: leaf.date,
      figures: [leaf.total],
      remarks: [words.terms.kinds.funding, words.records.heldBy(register.organisationName(leaf.entity))],
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
      title: words.records.appropriations.of(entity, leaf.allotment),
      address: addresses.appropriation(index),
      date: leaf.date,
      figures: sumsPerUnit(leaf.items),
      remarks: [
        words.terms.appropriationDirections[leaf.direction],
        leaf.items.map(({ receiver }) => register.organisationName(receiver)).join(words.records.listSeparator),
      ],
    };
  }
  if (isOf('adjustment', entry)) {
    const { leaf } = entry;
    return {
      index,
      tag: 'adjusted',
      title: words.terms.adjustmentReasons[leaf.reason],
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
      title: texts.title ?? words.terms.categories[leaf.category],
      address: addresses.listing(leaf.weight, index),
      date: leaf.date,
      figures: leaf.figures,
      remarks: [
        ...(leaf.count === undefined
          ? []
          : [words.records.people(leaf.count, words.terms.bases[leaf.basis ?? 'person'])]),
        words.records.inNoTotal,
      ],
    };
  }
  if (isOf('correction', entry)) {
    const { leaf, texts } = entry;
    const place = BigInt(leaf.voids);
    const before = voided && headlineOf(voided, survey, words);
    return {
      index,
      tag: survey.replacementOf(place) === undefined ? 'voided' : 'corrected',
      title:
        voided && 'number' in voided.leaf
          ? words.records.numbered(voided.leaf.number, words.terms.leafNumber(place))
          : words.records.voided(place),
      address: addresses.correction(index),
      figures: before?.figures ?? [],
      ...(before && { voids: place }),
      remarks: [...(before ? [before.title] : []), texts.reason ?? words.terms.correctionReasons[leaf.reason]],
    };
  }
  return undefined;
}

export const donorName = (texts: Entry['texts'], { records }: PublicWords): string =>
  texts.displayName ?? records.forgottenName;

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

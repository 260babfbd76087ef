import { formatDecimal } from '#log/decimal-point.ts';
import type { BookedLeaf, Figure, LeafDate, UnitCode } from '#log/leaf.ts';
import { entryAddress } from '../entry-address.ts';
import type { Notice } from '../notices.ts';
import { ownMoveIn } from '../own-moves.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { Survey } from '../survey.ts';
import type { LeafTableName } from './leaf-tables.ts';
import { publicationDay } from './publication-day.ts';
import type { Cells } from './table.ts';

export type Row = readonly [table: LeafTableName, cells: Cells];

/** The rows that a leaf adds to the tables; the log's own leaves (register, statement, key, audit) add none. */
export function* rowsOf(entry: Entry, notice: Notice, survey: Survey): Generator<Row> {
  const { index, leaf, texts } = entry;
  const own = new LeafCells(entry, notice, survey);
  if ('postings' in leaf) {
    const { entity, fund, stream } = leaf;
    for (const [line, { account, unit, amount, restriction }] of leaf.postings.entries()) {
      yield [
        'postings',
        { ...own.line(line), entity, fund, stream, account, unit, amount: own.amount(unit, amount), restriction },
      ];
    }
  }
  if (isOf('intake', entry)) {
    const gift = entry.leaf;
    yield [
      'gifts',
      {
        ...own.booked(gift),
        appeal: gift.appeal,
        donor: texts.displayName,
        donor_kind: gift.donorKind,
        restriction: gift.restriction,
        restriction_reason: texts.restrictionReason,
        path: gift.path,
        using_unit: texts.usingUnit,
        as_stated: texts.asStated,
        evidence: texts.evidence,
        ...own.ending(),
        replaced_by: survey.replacementOf(index)?.toString(),
      },
    ];
    for (const [line, { unit, quantity, provenance, expected, packs, lot, expires, fate }] of gift.lines.entries()) {
      yield [
        'gift-lines',
        {
          ...own.figure(line, { unit, amount: quantity, provenance }),
          expected: expected && own.amount(unit, expected),
          packs: packs?.count,
          pack_factor: packs?.factor && own.amount(unit, packs.factor),
          pack_measure: packs && texts.packMeasure,
          lot,
          expires,
          fate,
        },
      ];
    }
    for (const [valuation, { amount, method, provenance, lines }] of gift.valuations.entries()) {
      const { leaf: gift, unit, amount: value } = own.figure(0, { unit: 'CNY:goods', amount, provenance });
      yield [
        'gift-valuations',
        { leaf: gift, valuation: String(valuation), unit, amount: value, provenance, method, lines: lines.join(' ') },
      ];
    }
  } else if (isOf('funding', entry)) {
    const { source: funding_source, total } = entry.leaf;
    yield [
      'funding',
      {
        ...own.booked(entry.leaf),
        funding_source,
        ...own.figure(0, total),
        payer: texts.payer,
        as_stated: texts.asStated,
        ...own.ending(),
      },
    ];
  } else if (isOf('purchase', entry)) {
    const { price, goods } = entry.leaf;
    for (const [line, one] of [price, ...goods].entries()) {
      yield [
        'purchases',
        {
          ...own.booked(entry.leaf),
          part: line === 0 ? 'price' : 'goods',
          ...own.figure(line, one),
          supplier: texts.supplier,
          ...own.ending(),
        },
      ];
    }
  } else if (isOf('disbursement', entry)) {
    const { form, programme, coHosts, receiver, basis, count, totals, share } = entry.leaf;
    yield [
      'disbursements',
      {
        ...own.booked(entry.leaf),
        form,
        programme,
        title: texts.title,
        co_hosts: coHosts.join(' '),
        receiver,
        recipients: texts.recipients,
        basis,
        count,
        share_unit: share?.unit,
        share: share && own.amount(share.unit, share.amount),
        purpose: texts.purpose,
        decision: texts.decision,
        ...own.ending(),
      },
    ];
    yield* own.figures('disbursement-totals', totals);
  } else if (isOf('appropriation', entry)) {
    const { direction, allotment, items } = entry.leaf;
    yield [
      'appropriations',
      {
        ...own.booked(entry.leaf),
        direction,
        allotment,
        purpose: texts.purpose,
        decision: texts.decision,
        ...own.ending(),
      },
    ];
    for (const [line, { receiver, receivers, form: item_form, ...one }] of items.entries()) {
      yield ['appropriation-items', { ...own.figure(line, one), receiver, receivers, item_form }];
    }
  } else if (isOf('adjustment', entry)) {
    const { total } = entry.leaf;
    yield [
      'adjustments',
      {
        ...own.booked(entry.leaf),
        // The log has one reason for both; a reader of the table need not look at the unit to tell them apart.
        adjustment_reason: ownMoveIn(entry.leaf) === 'goods' ? 'relocation' : entry.leaf.reason,
        ...own.figure(0, total),
        explanation: texts.explanation,
        ...own.ending(),
      },
    ];
  } else if (isOf('correction', entry)) {
    const { voids, reason: correction_reason } = entry.leaf;
    yield [
      'corrections',
      {
        ...own.published(entry.leaf.number),
        voids,
        correction_reason,
        explanation: texts.reason,
        note: texts.note,
        address: own.address,
        replaced_by: survey.replacementOf(BigInt(voids))?.toString(),
      },
    ];
  } else if (isOf('listing', entry)) {
    const listed = entry.leaf;
    yield [
      'listings',
      {
        ...own.published(listed.number),
        entity: listed.entity,
        fund: listed.fund,
        ...dateCells(listed.date),
        confirmed_by: listed.confirmedBy.join(' '),
        weight: listed.weight,
        category: listed.category,
        listing_direction: listed.direction,
        title: texts.title,
        party: texts.party,
        beneficiary: texts.beneficiary,
        content: texts.content,
        basis: listed.basis,
        count: listed.count,
        path_note: texts.pathNote,
        as_stated: texts.asStated,
        ...own.ending(),
      },
    ];
    yield* own.figures('listing-figures', listed.figures);
  }
}

/** Cells that rows of one leaf share. */
class LeafCells {
  readonly #entry: Entry;
  readonly #notice: Notice;
  readonly #survey: Survey;
  readonly address: string | undefined;

  constructor(entry: Entry, notice: Notice, survey: Survey) {
    this.#entry = entry;
    this.#notice = notice;
    this.#survey = survey;
    this.address = entryAddress(entry.index, entry.leaf, (index) => survey.gifts.pageOf(index));
  }

  published(number: string): Cells {
    const { number: notice, cutoff } = this.#notice;
    return { leaf: this.#entry.index.toString(), number, notice, published_on: publicationDay(cutoff) };
  }

  booked({ number, entity, fund, stream, date, confirmedBy }: BookedLeaf): Cells {
    const confirmed_by = confirmedBy.join(' ');
    return { ...this.published(number), entity, fund, stream, ...dateCells(date), confirmed_by };
  }

  ending(): Cells {
    const { index, texts } = this.#entry;
    const voided_by = this.#survey.corrected.get(index)?.toString();
    return { note: texts.note, source: texts.source, address: this.address, voided_by };
  }

  line = (line: number): Cells => ({ leaf: this.#entry.index.toString(), line: String(line) });

  figure = (line: number, { unit, amount, provenance }: Figure): Cells => ({
    ...this.line(line),
    unit,
    amount: this.amount(unit, amount),
    provenance,
  });

  *figures(table: LeafTableName, figures: readonly Figure[]): Generator<Row> {
    for (const [line, figure] of figures.entries()) yield [table, this.figure(line, figure)];
  }

  amount = (unit: UnitCode, amount: string): string =>
    formatDecimal(BigInt(amount), this.#survey.register.unit(unit).scale);
}

/** What is known of a day: both ends of it, one, or none. */
function dateCells(date: LeafDate): Cells {
  const date_precision = date.precision;
  switch (date.precision) {
    case 'day':
      return { date_precision, date_from: date.day, date_to: date.day };
    case 'period':
      return { date_precision, date_from: date.from, date_to: date.to };
    case 'notLaterThan':
      return { date_precision, date_to: date.day };
    case 'notEarlierThan':
      return { date_precision, date_from: date.day };
    case 'notStated':
      return { date_precision };
  }
}

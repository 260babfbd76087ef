import type { IntakeLeaf } from '#log/leaf.ts';
import { GIFTS_PER_PAGE } from '../addresses.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { SiteData } from '../site-data.ts';
import { NOBODY } from './nobody.ts';
import type { SearchRecord } from './record.ts';

/** 王**, 张某, 某公司, 爱心人士: the log does not say that a name is hidden, but these are the forms it takes. */
const HIDDEN = /[*＊×]|某/;

export const namesSomebody = (name: string): boolean => !HIDDEN.test(name) && !NOBODY.has(name.trim());

export function giftRecord({ index, leaf, texts }: Entry<IntakeLeaf>, voided: boolean): SearchRecord {
  const title = texts.displayName;
  return {
    kind: 'intake',
    leaf: index.toString(),
    ...(title === undefined ? {} : { title }),
    named: title !== undefined && namesSomebody(title),
    more: [],
    number: leaf.number,
    date: leaf.date,
    fund: leaf.fund,
    entity: leaf.entity,
    figures: leaf.lines.map(({ unit, quantity, provenance }) => ({ unit, amount: quantity, provenance })),
    voided,
    restriction: leaf.restriction,
  };
}

/** Gifts `first` up to `first + count`, by their place among gifts; `first` begins a page. */
export async function* giftRecords(
  { log, survey }: Pick<SiteData, 'log' | 'survey'>,
  first: number,
  count: number,
): AsyncGenerator<SearchRecord> {
  const leaves = leavesOfGifts({ survey }, first, count);
  if (leaves === undefined) return;
  for await (const { index, leaf } of log.leaves(leaves.first, leaves.last + 1n)) {
    if (leaf.kind !== 'intake') continue;
    const entry = await log.entry(index);
    if (isOf('intake', entry)) yield giftRecord(entry, survey.corrected.has(index));
  }
}

/** The leaves between the first and the last of so many gifts, those of other kinds included. */
export function leavesOfGifts(
  { survey: { gifts } }: Pick<SiteData, 'survey'>,
  first: number,
  count: number,
): { first: bigint; last: bigint } | undefined {
  if (first % GIFTS_PER_PAGE !== 0) throw new RangeError(`gift ${first} begins no page`);
  const from = gifts.range(first / GIFTS_PER_PAGE + 1);
  const to = gifts.range(Math.ceil((first + count) / GIFTS_PER_PAGE));
  return from && to && { first: from.first, last: to.last };
}

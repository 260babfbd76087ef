import { createHash } from 'node:crypto';
import type { Flow } from '#log/leaf.ts';
import type { JournalSyntax } from '../plain-text-journal.ts';

/**
 * Beancount knows five kinds of account. What is held is an asset, what came in is income, and wherever it went is an
 * expense; the part of the identity follows in the name.
 */
const ROOTS: Record<Flow, string> = {
  holding: 'Assets',
  received: 'Income',
  disbursed: 'Expenses',
  appropriated: 'Expenses',
  adjusted: 'Expenses',
  unstated: 'Expenses',
};

/** Beancount language syntax v2: https://beancount.github.io/docs/beancount_language_syntax.html */
export const BEANCOUNT: JournalSyntax = {
  comment: (text) => `; ${text}`,
  *transaction({ index, leaf, day, published, precision, postings }) {
    const { entity, fund, stream, number, kind } = leaf;
    yield '';
    yield `${day} * "${number}" "${kind}"`;
    yield `  leaf: ${index}`;
    yield `  published: ${published}`;
    yield `  day: "${precision}"`;
    for (const { posting, flow, figure } of postings) {
      const parts = [entity, fund, stream, flow].map((part) => component(part ?? ''));
      yield `  ${[ROOTS[flow], ...parts, posting.account].join(':')}  ${figure} ${commodityOf(posting.unit)}`;
      yield `    restriction: "${posting.restriction}"`;
    }
  },
};

/** Parts of an account's name begin with a capital; codes are lower-case, so no two become one. */
const component = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1);

const LONGEST = 24;

/**
 * Commodities are capitals, digits and `' . _ -`, at most 24, the last one a letter or digit. A longer code keeps its
 * beginning and gets eight digits of its SHA-256; the main file names every commodity's unit.
 */
export function commodityOf(unit: string): string {
  if (!unit.startsWith('item:')) return unit.replace(':', '.').toUpperCase();
  const code = unit.slice('item:'.length).toUpperCase();
  if (`ITEM.${code}`.length <= LONGEST && /[A-Z0-9]$/.test(code)) return `ITEM.${code}`;
  const digits = createHash('sha256').update(unit).digest('hex').slice(0, 8).toUpperCase();
  return `ITEM.${code.slice(0, 10)}.${digits}`;
}

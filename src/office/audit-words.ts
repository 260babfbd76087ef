import { roles } from '#i18n/zh-Hans/office.ts';
import { choices, displays } from '#i18n/zh-Hans/office-choices.ts';
import { auditWords as words } from '#i18n/zh-Hans/office-pages.ts';
import { parkingWords, wayWords } from '#i18n/zh-Hans/office-reconciliation.ts';
import { formatFen } from '#ledger/money.ts';

/** Digits of a hash that tell two apart by eye. */
const SHORT = 8;

export const shortHash = (hash: string): string => `${hash.slice(0, SHORT)}…`;

/** What an event is about: an entry by its number, a person by name, a notice, an imported sheet. */
export function subjectWords(subject: string, people: ReadonlyMap<string, string>): string {
  const [, noun, name = ''] =
    /^(user|notice|donations|erasure|display|money-account|match|line|rule|statement) (\S+)$/.exec(subject) ?? [];
  if (noun === 'user') return people.get(name) ?? words.person(name);
  if (noun === 'notice') return words.notice(name);
  if (noun === 'erasure') return words.erasure(name);
  if (noun === 'display') return words.display(name);
  if (noun === 'statement') return words.statement(name);
  if (noun === 'match') return words.match(name);
  if (noun === 'line') return words.line(name);
  if (noun === 'rule') return words.rule(name);
  if (noun === 'money-account') return words.moneyAccount(name);
  if (subject === 'erasures') return words.erasures;
  return noun === 'donations' ? words.sheet(shortHash(name)) : subject;
}

const DETAILS: Readonly<Record<string, (value: string) => string>> = {
  leaves: words.leaves,
  lines: words.lines,
  newLines: words.newLines,
  mapping: words.mapping,
  heldBack: words.heldBack,
  revision: words.revision,
  rows: words.rows,
  added: words.added,
  kind: (value) => worded(choices.confirmation, value),
  paper: (value) => worded(choices.paper, value),
  role: (value) => worded(roles, value),
  display: (value) => worded(displays, value),
  through: words.through,
  receipt: words.receiptNo,
  delivery: words.deliveryNo,
  count: words.countNo,
  line: words.countLine,
  difference: words.difference,
  dispatchedOn: words.dispatched,
  found: words.found,
  day: words.onDay,
  fen: (value) => words.counted(formatFen(BigInt(value))),
  gifts: words.gifts,
  leaf: words.leaf,
  acts: words.acts,
  way: (value) => worded(wayWords, value),
  reason: (value) => worded(parkingWords, value),
  texts: words.texts,
  formerName: words.formerName,
  sha256: shortHash,
};

/** 入册 5 笔，暂缓 0 笔. A detail nobody has words for stands as it was written. */
export function detailWords(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .map(([name, value]) => DETAILS[name]?.(String(value)) ?? `${name}: ${String(value)}`)
    .join('，');
}

const worded = (known: Readonly<Record<string, string>>, code: string): string => known[code] ?? code;

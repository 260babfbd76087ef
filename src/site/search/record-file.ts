import { fromUtf8, utf8 } from '#log/bytes.ts';
import type { LeafDate, Provenance, Restriction } from '#log/leaf.ts';
import { RECORD_KINDS, type SearchRecord } from './record.ts';

/** Records lie fifty to a file, read only when one of them is shown. */
export const RECORDS_PER_FILE = 50;

const PROVENANCES: readonly Provenance[] = ['stated', 'rounded', 'derived', 'notStated'];
const RESTRICTIONS: readonly Restriction[] = ['unrestricted', 'restricted', 'agency'];

/** Codes repeat: a record names them by their place in the list of its file. */
interface RecordFile {
  codes: string[];
  records: Row[];
}

type Row = [
  kind: number,
  leaf: string,
  title: string | 0,
  marks: number,
  more: string[] | 0,
  number: string | 0,
  date: string | 0,
  fund: number,
  entity: number,
  figures: (number | string)[],
  ...address: [] | [string],
];

const NAMED = 1;
const VOIDED = 2;
/** From here on the marks count restrictions; 0 is none. */
const RESTRICTION = 4;

export function encodeRecords(records: readonly SearchRecord[]): Uint8Array {
  const codes: string[] = [];
  const place = (code: string | undefined): number => {
    if (code === undefined) return -1;
    if (!codes.includes(code)) codes.push(code);
    return codes.indexOf(code);
  };
  const rows = records.map(
    (record): Row => [
      RECORD_KINDS.indexOf(record.kind),
      record.leaf,
      record.title ?? 0,
      marksOf(record),
      record.more.length === 0 ? 0 : record.more,
      record.number ?? 0,
      record.date === undefined ? 0 : writeDate(record.date),
      place(record.fund),
      place(record.entity),
      record.figures.flatMap(({ unit, amount, provenance }) => [place(unit), amount, PROVENANCES.indexOf(provenance)]),
      ...address(record),
    ],
  );
  return utf8(JSON.stringify({ codes, records: rows } satisfies RecordFile));
}

const marksOf = ({ named, voided, restriction }: SearchRecord): number =>
  (named ? NAMED : 0) +
  (voided ? VOIDED : 0) +
  (restriction === undefined ? 0 : (RESTRICTIONS.indexOf(restriction) + 1) * RESTRICTION);

const restrictionOf = (marks: number): { restriction?: Restriction } => {
  const restriction = RESTRICTIONS[Math.floor(marks / RESTRICTION) - 1];
  return restriction === undefined ? {} : { restriction };
};

/** Last, since most records have none. */
const address = (record: SearchRecord): [] | [string] => (record.address === undefined ? [] : [record.address]);

export function decodeRecords(bytes: Uint8Array): SearchRecord[] {
  const { codes, records } = JSON.parse(fromUtf8(bytes)) as RecordFile;
  return records.map(([kind, leaf, title, marks, more, number, date, fund, entity, figures, address]) => ({
    kind: RECORD_KINDS[kind] ?? 'intake',
    leaf,
    named: (marks & NAMED) !== 0,
    voided: (marks & VOIDED) !== 0,
    more: more === 0 ? [] : more,
    figures: Array.from({ length: figures.length / 3 }, (_, at) => ({
      unit: codes[Number(figures[at * 3])] ?? '',
      amount: String(figures[at * 3 + 1]),
      provenance: PROVENANCES[Number(figures[at * 3 + 2])] ?? 'stated',
    })),
    ...(title === 0 ? {} : { title }),
    ...(number === 0 ? {} : { number }),
    ...(address === undefined ? {} : { address }),
    ...(date === 0 ? {} : { date: readDate(date) }),
    ...restrictionOf(marks),
    ...optionalCode('fund', codes[fund]),
    ...optionalCode('entity', codes[entity]),
  }));
}

const optionalCode = <K extends string>(key: K, code: string | undefined): { [key in K]?: string } =>
  (code === undefined ? {} : { [key]: code }) as { [key in K]?: string };

/** `2020-02-05`, `2020-02-05/2020-02-08`, `<2020-02-05`, `>2020-02-05`, `?`. */
function writeDate(date: LeafDate): string {
  switch (date.precision) {
    case 'day':
      return date.day;
    case 'period':
      return `${date.from}/${date.to}`;
    case 'notLaterThan':
      return `<${date.day}`;
    case 'notEarlierThan':
      return `>${date.day}`;
    case 'notStated':
      return '?';
  }
}

function readDate(text: string): LeafDate {
  const [from = '', to] = text.split('/');
  if (to !== undefined) return { precision: 'period', from, to };
  if (text === '?') return { precision: 'notStated' };
  if (text.startsWith('<')) return { precision: 'notLaterThan', day: text.slice(1) };
  if (text.startsWith('>')) return { precision: 'notEarlierThan', day: text.slice(1) };
  return { precision: 'day', day: text };
}

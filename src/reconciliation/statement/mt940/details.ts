import type { Counterparty } from '../statement.ts';

export interface Details {
  counterparty?: Counterparty;
  kind?: string;
  purpose?: string;
  references: string[];
}

/** :86: in subfields (DK Datenformate: code, then ?00 booking text, ?20–29 and ?60–63 purpose, ?30–33 the other side), or plain. */
export function readDetails(lines: readonly string[]): Details {
  const joined = lines
    .map((line) => line.trimEnd())
    .join('')
    .trimStart();
  const [head, , mark] = /^(\d{3}|)([?>^~@])(?=\d{2})/.exec(joined) ?? [];
  if (head === undefined || mark === undefined) return plain(lines.join(' '));
  const parts = new Map<string, string>();
  for (const part of joined.slice(head.length).split(mark)) {
    const [, code, text] = /^(\d{2})(.*)$/.exec(part) ?? [];
    if (code !== undefined && text !== undefined) parts.set(code, (parts.get(code) ?? '') + text);
  }
  const texts = (codes: readonly string[]) => codes.map((code) => parts.get(code) ?? '');
  return {
    ...labelled(texts(PURPOSE).join('')),
    ...side(texts(['32', '33']).join(''), parts.get('31'), parts.get('30')),
    ...(parts.get('00') && { kind: parts.get('00') }),
  } as Details;
}

/** :NS: — numbered lines: 01–14 purpose, 15 and 16 the other side's name, 17 kind, 33 and 34 its bank and account. */
export function readNonSwift(lines: readonly string[]): Details {
  const parts = lines.map((line) => [line.slice(0, 2), line.slice(2).trim()] as const);
  const texts = (from: number, to: number) =>
    parts.filter(([code]) => Number(code) >= from && Number(code) <= to).map(([, text]) => text);
  const kind = texts(17, 17)[0];
  return {
    ...plain(texts(1, 14).join(' ')),
    ...side(texts(15, 16).join(''), texts(34, 34)[0], texts(33, 33)[0]),
    ...(kind !== undefined && { kind }),
  };
}

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
const PURPOSE = [...numbered(20, 29), ...numbered(60, 63)];

/** SEPA labels within the purpose; SVWZ is what the payer wrote. */
function labelled(text: string): Details {
  const marks = [...text.matchAll(/(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)[+:]/g)];
  const of = (label: string): string | undefined => {
    const at = marks.findIndex(([, found]) => found === label);
    const mark = marks[at];
    return mark && text.slice(mark.index + mark[0].length, marks[at + 1]?.index).trim();
  };
  const references = [of('EREF'), of('KREF')].flatMap((found) =>
    found === undefined || /^(?:NOTPROVIDED|NONREF)?$/.test(found) ? [] : [found],
  );
  return { ...plain(of('SVWZ') ?? text), references };
}

function plain(text: string): Details {
  const purpose = text.replaceAll(/\s+/g, ' ').trim();
  return { references: [], ...(purpose !== '' && { purpose }) };
}

function side(name: string, account?: string, bank?: string): { counterparty?: Counterparty } {
  const counterparty = {
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(account && { account: account.trim() }),
    ...(bank && { bank: bank.trim() }),
  };
  return Object.keys(counterparty).length === 0 ? {} : { counterparty };
}

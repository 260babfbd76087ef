import type { ActHeader } from '#approval/act.ts';
import { STREAMS, type Stream } from '#ledger/posting.ts';
import type { FormReader } from '#office/forms/reader.ts';
import { parseId } from '#office/parse-id.ts';

type Typed = Omit<ActHeader, 'stream' | 'entity' | 'fund'>;

/** Day, source and note of an entry. */
function readSource(form: FormReader): Typed {
  const sourceReference = form.text('sourceReference');
  const source = form.text('source');
  const note = form.text('note');
  return {
    occurred: form.occurred(),
    ...(sourceReference && { sourceReference }),
    ...(source && { source }),
    ...(note && { note }),
  };
}

function readAccount(form: FormReader): Pick<ActHeader, 'moneyAccount'> {
  const moneyAccount = readAccountId(form, 'moneyAccount');
  return moneyAccount === undefined ? {} : { moneyAccount };
}

/** The money account that a select names by its id. */
export function readAccountId(form: FormReader, name: string): bigint | undefined {
  const stated = form.text(name);
  const id = parseId(stated);
  if (stated !== undefined && id === undefined) {
    form.refuse(name, { kind: 'choiceUnknown', values: { stated: stated.slice(0, 40) } });
  }
  return id;
}

/** A form begins with the only account there is: that of an entry which turns out to move no cash says nothing. */
export function ofCash<Header extends Pick<ActHeader, 'moneyAccount'>>(header: Header, movesCash: boolean): Header {
  if (movesCash) return header;
  const { moneyAccount: _, ...rest } = header;
  return rest as Header;
}

/** Header of an entry that is booked: it needs an entity and a fund; whether they are given the slice says. */
export const readBookedHeader = (form: FormReader): Typed & { entity: string; fund: string } => ({
  ...readSource(form),
  ...readAccount(form),
  entity: form.text('entity') ?? '',
  fund: form.text('fund') ?? '',
});

/** The same, of what goes out: it names the stream it is paid from. */
export const readPaidHeader = (form: FormReader): Typed & { entity: string; fund: string; stream: Stream } => ({
  ...readBookedHeader(form),
  stream: form.choice('stream', STREAMS, 'donation'),
});

/** Header of an entry that may stand outside anybody's books. */
export function readHeader(form: FormReader): Typed & { entity?: string; fund?: string } {
  const entity = form.text('entity');
  const fund = form.text('fund');
  return { ...readSource(form), ...(entity && { entity }), ...(fund && { fund }) };
}

/** The other way: a stored header as a form shows it. */
export function headerValues(header: Omit<ActHeader, 'stream'>): [string, string][] {
  const { occurred } = header;
  const pairs: [string, string | undefined][] = [
    ['entity', header.entity],
    ['fund', header.fund],
    ['occurred', occurred.precision],
    ['occurredFrom', occurred.from],
    ['occurredTo', occurred.precision === 'day' ? undefined : occurred.to],
    ['sourceReference', header.sourceReference],
    ['source', header.source],
    ['note', header.note],
    ['moneyAccount', header.moneyAccount?.toString()],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

import { PATHS, RESTRICTIONS } from '#intake/donation.ts';
import { DISPLAYS, DONOR_KINDS } from '#intake/donor.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import type { GiftDefaults, GiftOfLine } from '#reconciliation/matches/enter-from-line.ts';

/** Lines of one form at most. */
export const MOST_GIFTS = 100;

/**
 * The form of those lines that are left, in their order, as it was typed; what each was refused for stands at its row.
 */
export function leftRows(
  values: Values,
  lines: readonly bigint[],
  failed: readonly { line: bigint; refusals: readonly Refusal[] }[],
): { values: Values; refusals: Refusal[] } {
  const rowOf = new Map<string, number>();
  for (let row = 1; row <= MOST_GIFTS; row++) rowOf.set(values.get(`gifts.${row}.line`) ?? '', row);
  const left = new Map([...values].filter(([name]) => !name.startsWith('gifts.')));
  const refusals: Refusal[] = [];
  // The key of a form is that of its lines: those that are left are sent anew.
  left.delete('idempotencyKey');
  for (const [index, line] of lines.entries()) {
    const [from, to] = [`gifts.${rowOf.get(String(line))}.`, `gifts.${index + 1}.`];
    for (const [name, value] of values) if (name.startsWith(from)) left.set(to + name.slice(from.length), value);
    for (const { field = 'legalName', ...refusal } of failed.find((each) => each.line === line)?.refusals ?? []) {
      // A row has fields for its earmark only where its payer names one.
      const place = ROW_FIELDS.has(field) || values.has(`${from}${field}`) ? field : 'legalName';
      refusals.push({ ...refusal, field: `${to}${place}`, line: index + 1 });
    }
  }
  return { values: left, refusals };
}

const ROW_FIELDS: ReadonlySet<string> = new Set(['legalName', 'donorKind', 'donorId', 'fund', 'display', 'another']);

/** What a clerk says of the lines that are to become gifts: `gifts.<n>.…` for each, the rest for all. */
export function readLineGifts(values: Values): { gifts: GiftOfLine[]; defaults: GiftDefaults; refusals: Refusal[] } {
  const form = readForm(values);
  const gifts: GiftOfLine[] = [];
  for (let row = 1; row <= MOST_GIFTS; row++) {
    const at = (field: string) => `gifts.${row}.${field}`;
    const line = parseId(values.get(at('line')));
    if (line === undefined) continue;
    const id = parseId(values.get(at('donorId')));
    const donor =
      id === undefined
        ? { kind: form.choice(at('donorKind'), DONOR_KINDS), legalName: form.required(at('legalName')) }
        : { id };
    const [fund, appeal] = [form.text(at('fund')), form.text(at('appeal'))];
    const display = form.optionalChoice(at('display'), DISPLAYS);
    const restriction = form.optionalChoice(at('restriction'), RESTRICTIONS);
    const restrictionReason = form.text(at('restrictionReason'));
    const another = values.get(at('another')) === '1';
    gifts.push({
      ...{ line, donor },
      ...(fund && { fund }),
      ...(appeal && { appeal }),
      ...(display && { display }),
      ...(restriction && { restriction }),
      ...(restrictionReason && { restrictionReason }),
      ...(another && { another }),
    });
  }
  const [appeal, restrictionReason, note] = ['appeal', 'restrictionReason', 'note'].map(form.text);
  const defaults: GiftDefaults = {
    fund: form.required('fund'),
    restriction: form.choice('restriction', RESTRICTIONS, 'unrestricted'),
    path: form.choice('path', PATHS, 'throughEntity'),
    displayOfPeople: form.choice('displayOfPeople', DISPLAYS, 'masked'),
    displayOfOrganisations: form.choice('displayOfOrganisations', DISPLAYS, 'named'),
    ...(appeal && { appeal }),
    ...(restrictionReason && { restrictionReason }),
    ...(note && { note }),
  };
  return { gifts, defaults, refusals: form.refusals };
}

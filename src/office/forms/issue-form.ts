import { type IssueInput, type IssueLine, issuePostings } from '#disbursement/issue.ts';
import { formatFen } from '#ledger/money.ts';
import { type Posting, RESTRICTIONS } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, readPaidHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, numbersTo, type Values, withoutBlankRows } from '#office/forms/values.ts';
import { parseStockKey, stockKey } from '#office/register-choices.ts';
import type { UnitWords } from '#office/units.ts';

const LINE_FIELDS = ['stock', 'quantity', 'valueFen'];

export function readIssue(typed: Values, units: UnitWords): { form: FormReader; input: IssueInput } {
  const { values, rows } = withoutBlankRows(typed, 'lines', LINE_FIELDS);
  const form = readForm(values);
  const purpose = form.text('purpose');
  const courierNumber = form.text('courierNumber');
  const input: IssueInput = {
    header: readPaidHeader(form),
    receiver: form.text('receiver') ?? '',
    restriction: form.choice('restriction', RESTRICTIONS),
    ...(purpose && { purpose }),
    ...(courierNumber && { courierNumber }),
    lines: numbersTo(rows).map((row) => readLine(form, `lines.${row}`, units)),
  };
  return { form, input };
}

function readLine(form: FormReader, at: string, units: UnitWords): IssueLine {
  const place = parseStockKey(form.required(`${at}.stock`));
  const valueFen = form.money(`${at}.valueFen`);
  return {
    ...place,
    quantity: form.quantity(`${at}.quantity`, place.unit, units) ?? 0n,
    ...(valueFen !== undefined && { valueFen }),
  };
}

/** Item, lot and location are chosen together: a refusal of any of them belongs to that one select. */
export const onStock = (refusals: Refusal[]): Refusal[] =>
  refusals.map((refusal) =>
    refusal.line !== undefined && ['unit', 'lotId', 'location'].includes(refusal.field ?? '')
      ? { ...refusal, field: 'stock' }
      : refusal,
  );

export function issueValues(issue: IssueInput, units: UnitWords): Values {
  const lines = issue.lines.flatMap(({ unit, quantity, lotId, location, valueFen }, index) => {
    const at = `lines.${index + 1}`;
    return [
      [`${at}.stock`, stockKey(unit, lotId, location)],
      [`${at}.quantity`, units.figure(unit, quantity)],
      [`${at}.valueFen`, valueFen === undefined ? undefined : formatFen(valueFen)],
    ] satisfies [string, string | undefined][];
  });
  return given([
    ...headerValues(issue.header),
    ['stream', issue.header.stream],
    ['receiver', issue.receiver],
    ['restriction', issue.restriction],
    ['purpose', issue.purpose],
    ['courierNumber', issue.courierNumber],
    ['lines.count', String(issue.lines.length)],
    ...lines,
  ]);
}

export const issueEffect = (values: Values, units: UnitWords): Posting[] =>
  effectOf(issuePostings(readIssue(values, units).input));

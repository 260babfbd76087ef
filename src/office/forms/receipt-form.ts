import { countedQuantity } from '#office/forms/counted.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import type { UnitWords } from '#office/units.ts';
import type { GoodsLine, ReceiptInput } from '#stock/receipt.ts';

/** What was typed of a receipt, for the lines of goods the gift has. */
export function readReceipt(
  values: Values,
  { actId, goods, units }: { actId: bigint; goods: readonly GoodsLine[]; units: UnitWords },
): { form: FormReader; input: ReceiptInput } {
  const form = readForm(values);
  const note = form.text('note');
  const input: ReceiptInput = {
    actId,
    receivedOn: form.day('receivedOn') ?? '',
    inspectedBy: form.text('inspectedBy') ?? '',
    keptBy: form.text('keptBy') ?? '',
    ...(note && { note }),
    lines: goods.map(({ line, unit }) => {
      const at = (field: string) => `lines.${line}.${field}`;
      const [location, lotNumber, registrationNumber, remark] = [
        form.text(at('location')),
        form.text(at('lotNumber')),
        form.text(at('registrationNumber')),
        form.text(at('remark')),
      ];
      const [producedOn, expiresOn] = [form.day(at('producedOn')), form.day(at('expiresOn'), 'any')];
      return {
        line,
        accepted: countedQuantity(form, at('accepted'), unit, units) ?? 0n,
        quarantined: countedQuantity(form, at('quarantined'), unit, units) ?? 0n,
        rejected: countedQuantity(form, at('rejected'), unit, units) ?? 0n,
        ...(lotNumber && { lotNumber }),
        ...(registrationNumber && { registrationNumber }),
        ...(producedOn && { producedOn }),
        ...(expiresOn && { expiresOn }),
        ...(location && { location }),
        ...(remark && { remark }),
      };
    }),
  };
  return { form, input };
}

import type { ActKind } from '#approval/act.ts';
import { checkPaper } from '#approval/attach-paper.ts';
import { deliveryWords as words } from '#i18n/zh-Hans/office-stock.ts';
import { approvePublishable } from '#office/approve-publishable.ts';
import { attachTo } from '#office/attach-to.ts';
import { idempotencyKey } from '#office/entry-actions.ts';
import { countedQuantity } from '#office/forms/counted.ts';
import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import { paperSent, valuesWithPaper } from '#office/held-paper.ts';
import { actPath } from '#office/nouns.ts';
import { officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { loadUnits } from '#office/register-choices.ts';
import { correctDelivery, decideDelivery } from '#stock/decide-delivery.ts';
import { checkDelivery, DELIVERY_PAPERS, FOLLOW_UPS } from '#stock/delivery.ts';
import { findDelivery, listSentLines } from '#stock/delivery-queries.ts';
import { recordDelivery, recordDispatch } from '#stock/record-delivery.ts';
import { resendMissing } from '#stock/resend-missing.ts';
import { settleDelivery } from '#stock/settle-delivery.ts';
import { MISSING_WAYS } from '#stock/short-delivery.ts';

const AT = '/admin/stock/deliveries';

/** 发运 and 签收. */
export const stockDeliveries = {
  dispatch: officeAction('record', async ({ database, person, values, url }) => {
    const actId = parseId(url.searchParams.get('act')) ?? 0n;
    const form = readForm(values);
    const [dispatchedOn, courierNumber] = [form.day('dispatchedOn'), form.text('courierNumber')];
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const dispatch = {
      ...{ actId, dispatchedOn: dispatchedOn ?? '', courier: values.get('courier') ?? '' },
      ...(courierNumber && { courierNumber }),
    };
    return outcomeOf(await recordDispatch(database, dispatch, person.id), values, () => `${AT}?seen=dispatched`);
  }),

  record: officeAction('record', async (deed) => {
    const { database, person, values, url } = deed;
    const actId = parseId(url.searchParams.get('act')) ?? 0n;
    const [units, sent] = await Promise.all([loadUnits(database), listSentLines(database, actId)]);
    const form = readForm(values);
    const [explanation, followUp] = [form.text('explanation'), form.optionalChoice('followUp', FOLLOW_UPS)];
    const input = {
      actId,
      paper: form.choice('kind', DELIVERY_PAPERS),
      receivedOn: form.day('receivedOn') ?? '',
      signedBy: form.text('signedBy') ?? '',
      ...(explanation && { explanation }),
      ...(followUp && { followUp }),
      lines: sent.map(({ line, unit }) => {
        const told = (field: string) => countedQuantity(form, `lines.${line}.${field}`, unit, units) ?? 0n;
        return { line, received: told('received'), short: told('short'), broken: told('broken') };
      }),
    };
    const refusals = [...form.refusals, ...checkDelivery(input, sent)];
    const paper = await paperSent(deed);
    if (paper) refusals.push(...checkPaper({ paper: 'deliveryNote', bytes: paper.bytes }));
    else refusals.push({ kind: 'deliveryPaperMissing', field: 'file' });
    const back = () => valuesWithPaper(values, paper, person.id);
    if (!paper || refusals.length > 0) return refuse(refusals, back());
    const attached = await attachTo(deed, actId, input.paper === 'signBook' ? 'deliveryNote' : input.paper, paper);
    if (!attached?.ok) return refuse(attached?.refusals ?? [], back());
    const { attachmentId } = attached.value;
    const recorded = await recordDelivery(database, { ...input, attachmentId }, person.id, idempotencyKey(values));
    return outcomeOf(
      recorded,
      recorded.ok ? values : back(),
      ({ deliveryId, existing }) => `${AT}/${deliveryId}?seen=${existing ? 'deliveryBefore' : 'deliveryRecorded'}`,
    );
  }),

  decide: officeAction('review', async ({ database, person, values, id = 0n, url }) => {
    const decision = values.get('decision') === 'approved' ? 'approved' : 'refused';
    const decided = await decideDelivery(database, {
      ...{ id, decision, by: person.id },
      ...(decision === 'refused' && { reason: values.get('reason') ?? '' }),
    });
    return outcomeOf(decided, values, ({ confirms }) => {
      if (decision === 'refused') return `${url.pathname}?seen=stockRefused`;
      return `${url.pathname}?seen=${confirms ? 'deliveryApproved' : 'deliveryDiffers'}`;
    });
  }),

  withdraw: officeAction('record', async ({ database, person, values, id = 0n, url }) =>
    outcomeOf(
      await decideDelivery(database, { id, decision: 'withdrawn', by: person.id }),
      values,
      () => `${url.pathname}?seen=stockWithdrawn`,
    ),
  ),

  settle: officeAction('record', async ({ database, person, values, id = 0n, url }) => {
    const delivery = await findDelivery(database, id);
    if (!delivery) return refuse([{ kind: 'deliveryUnknown' }], values);
    const form = readForm(values);
    const [short, broken] = [form.optionalChoice('short', MISSING_WAYS), form.optionalChoice('broken', MISSING_WAYS)];
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const settled = await settleDelivery(
      database,
      {
        ...{ id, reason: values.get('reason') ?? '', note: words.arrivedOf(delivery.number, delivery.receivedOn) },
        ...(short && { short }),
        ...(broken && { broken }),
      },
      person.id,
    );
    return outcomeOf(settled, values, () => `${url.pathname}?seen=deliverySettling`);
  }),

  approveSettlement: officeAction('review', async ({ database, person, values, id = 0n, url }) =>
    outcomeOf(
      await approvePublishable(database, { id, seen: values.get('seen') ?? '', by: person.id }),
      values,
      () => `${url.pathname}?seen=deliverySettled`,
    ),
  ),

  resend: officeAction('record', async ({ database, person, values, id = 0n }) => {
    const delivery = await findDelivery(database, id);
    if (!delivery) return refuse([{ kind: 'deliveryUnknown' }], values);
    const note = words.resentOf(delivery.number);
    return outcomeOf(
      await resendMissing(database, { id, note, by: person.id }),
      values,
      ({ kind, actId }) => `${actPath(kind as ActKind, actId)}?seen=proposed`,
    );
  }),

  correct: officeAction('record', async ({ database, person, values, id = 0n }) =>
    outcomeOf(
      await correctDelivery(database, { id, reason: values.get('reason') ?? '', by: person.id }),
      values,
      ({ actId }) => `/admin/reversals/${actId}?seen=proposed`,
    ),
  ),
};

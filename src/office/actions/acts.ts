import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { CONFIRMATION_KINDS } from '#approval/confirmation.ts';
import { PAPERS } from '#approval/paper.ts';
import { proposeReversal, REVERSAL_REASONS } from '#approval/propose-reversal.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { DISPLAYS } from '#intake/donor.ts';
import { idempotencyKey, revisionOf } from '#office/entry-actions.ts';
import { goTo, outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { changeDisplay } from '#publication/change-display.ts';
import { proposeErasure } from '#publication/erasure.ts';
import { whyNotPublishable } from '#publication/why-not-publishable.ts';
import { followDisplay } from './displays.ts';

/** The life of an entry, the same for every kind; the entry is the one in the page's address. */
export const acts = {
  /** What could never be published is said while the recorder can still change it. */
  approve: officeAction('review', async ({ database, person, values, id = 0n, url }) => {
    const unpublishable = await whyNotPublishable(database, id);
    if (unpublishable.length > 0) return refuse(unpublishable, values);
    return outcomeOf(
      await approveAct(database, { actId: id, revision: revisionOf(values), by: person.id }),
      values,
      () => `${url.pathname}?seen=approved`,
    );
  }),

  return: officeAction('review', async ({ database, person, values, id = 0n, url }) =>
    outcomeOf(
      await returnAct(database, {
        actId: id,
        revision: revisionOf(values),
        by: person.id,
        reason: values.get('reason') ?? '',
      }),
      values,
      () => `${url.pathname}?seen=returned`,
    ),
  ),

  withdraw: officeAction('record', async ({ database, person, values, id = 0n, url }) =>
    outcomeOf(
      await withdrawAct(database, { actId: id, by: person.id, reason: values.get('reason') ?? '' }),
      values,
      () => `${url.pathname}?seen=withdrawn`,
    ),
  ),

  /** With a paper in the same form, the paper is attached first; only a report in the press may be named instead. */
  confirm: officeAction('confirm', async (deed) => {
    const { database, person, values, id = 0n, url } = deed;
    const form = readForm(values);
    const kind = form.choice('kind', CONFIRMATION_KINDS);
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const attached = await attach(deed);
    if (attached && !attached.ok) return refuse(attached.refusals, values);
    const attachmentId = attached?.value.attachmentId ?? parseId(values.get('attachmentId'));
    const note = values.get('note');
    const result = await confirmAct(database, {
      actId: id,
      by: person.id,
      kind,
      ...(attachmentId !== undefined && { attachmentId }),
      ...(note && { note }),
    });
    return outcomeOf(result, values, () => `${url.pathname}?seen=confirmed`);
  }),

  reverse: officeAction('record', async ({ database, person, values, id = 0n }) => {
    const form = readForm(values);
    const reasonCode = form.choice('reasonCode', REVERSAL_REASONS);
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const result = await proposeReversal(database, {
      actId: id,
      by: person.id,
      reasonCode,
      reason: values.get('reason') ?? '',
      idempotencyKey: idempotencyKey(values),
    });
    return outcomeOf(
      result,
      values,
      ({ actId, existing }) => `/admin/reversals/${actId}?seen=${existing ? 'before' : 'proposed'}`,
    );
  }),

  /** A wish of the giver, later. To be shown less holds at once; to be shown more waits for another person. */
  display: officeAction('record', async (deed) => {
    const { database, person, values, id = 0n, url } = deed;
    const form = readForm(values);
    const display = form.choice('display', DISPLAYS);
    const alias = display === 'alias' ? form.text('alias') : undefined;
    const givenOn = form.day('consentOn');
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const attached = await attach(deed);
    if (attached && !attached.ok) return refuse(attached.refusals, values);
    const attachmentId = attached?.value.attachmentId ?? parseId(values.get('attachmentId'));
    const wish = {
      ...{ display, byGuardian: form.ticked('byGuardian'), evidence: form.text('consentEvidence') ?? '' },
      ...(alias && { alias }),
      ...(givenOn && { givenOn }),
    };
    const change = { actId: id, everyGift: form.ticked('everyGift'), wish };
    const changed = await changeDisplay(
      database,
      { ...change, ...(attachmentId !== undefined && { attachmentId }) },
      person.id,
    );
    if (changed.ok && 'published' in changed.value && changed.value.published > 0) await followDisplay(deed);
    return outcomeOf(
      changed,
      values,
      (outcome) => `${url.pathname}?seen=${'proposed' in outcome ? 'displayProposed' : 'displayed'}`,
    );
  }),

  /** The wish that published texts be erased; another person decides. */
  erase: officeAction('record', async ({ database, person, values, form, id = 0n }) => {
    const wish = {
      actId: id,
      fields: form.getAll('fields').filter((field) => typeof field === 'string'),
      askedBy: values.get('askedBy') ?? '',
      reason: values.get('reason') ?? '',
    };
    return outcomeOf(await proposeErasure(database, wish, person.id), values, () => '/admin/erasures?seen=proposed');
  }),

  attach: officeAction('record', async (deed) => {
    const attached = await attach(deed);
    if (!attached) return refuse([{ kind: 'paperMissing', field: 'file' }], deed.values);
    return attached.ok ? goTo(`${deed.url.pathname}?seen=attached`) : refuse(attached.refusals, deed.values);
  }),
};

/** The file of the form kept with the entry; undefined when none was chosen. */
async function attach({ database, settings, person, values, form, id = 0n }: Deed) {
  const file = form.get('file');
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return undefined;
  const paper = PAPERS.find((each) => each === values.get('paper')) ?? 'other';
  const bytes = new Uint8Array(await file.arrayBuffer());
  return attachPaper(database, settings.dataDir, { actId: id, by: person.id, paper, fileName: file.name, bytes });
}

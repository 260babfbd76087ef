import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { CONFIRMATION_KINDS_BY_HAND } from '#approval/confirmation.ts';
import { PAPERS } from '#approval/paper.ts';
import { REVERSAL_REASONS } from '#approval/propose-reversal.ts';
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
import { approveEntered, waitingEntered, withdrawMatch } from '#reconciliation/matches/decide-match.ts';
import { proposeReversalWithValue } from '#stock/reverse-with-value.ts';
import { followDisplay } from './displays.ts';

/** The life of an entry, the same for every kind; the entry is the one in the page's address. */
export const acts = {
  /**
   * What could never be published is said while the recorder can still change it. An entry made from a line of a statement
   * is approved together with its match.
   */
  approve: officeAction('review', async ({ database, person, values, id = 0n, url }) => {
    const unpublishable = await whyNotPublishable(database, id);
    if (unpublishable.length > 0) return refuse(unpublishable, values);
    const approval = { actId: id, revision: revisionOf(values), by: person.id };
    const approved = (await approveEntered(database, approval)) ?? (await approveAct(database, approval));
    return outcomeOf<unknown>(approved, values, () => `${url.pathname}?seen=approved`);
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

  /** With the match that it was entered from a line with: the line is open again. */
  withdraw: officeAction('record', async ({ database, person, values, id = 0n, url }) => {
    const withdrawal = { by: person.id, reason: values.get('reason') ?? '' };
    const entered = await waitingEntered(database, id);
    const withdrawn = entered
      ? await withdrawMatch(database, { matchId: entered.id, ...withdrawal })
      : await withdrawAct(database, { actId: id, ...withdrawal });
    return outcomeOf(withdrawn, values, () => `${url.pathname}?seen=withdrawn`);
  }),

  /** With a paper in the same form, the paper is attached first; only a report in the press may be named instead. */
  confirm: officeAction('confirm', async (deed) => {
    const { database, person, values, id = 0n, url } = deed;
    const form = readForm(values);
    const kind = form.choice('kind', CONFIRMATION_KINDS_BY_HAND);
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
    const result = await proposeReversalWithValue(database, {
      actId: id,
      by: person.id,
      reasonCode,
      reason: values.get('reason') ?? '',
      idempotencyKey: idempotencyKey(values),
    });
    return outcomeOf(result, values, ({ actId, existing, valueActId, valueAlone }) => {
      const fresh = valueAlone ? 'valueReversed' : valueActId ? 'reversedWithValue' : 'proposed';
      return `/admin/reversals/${actId}?seen=${existing ? 'before' : fresh}`;
    });
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

import { idempotencyKey } from '#office/entry-actions.ts';
import { countedQuantity } from '#office/forms/counted.ts';
import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import { officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { loadUnits } from '#office/register-choices.ts';
import { DIFFERENCE_REASONS } from '#stock/count.ts';
import { addFoundGoods, countLine } from '#stock/count-line.ts';
import { listCountLines } from '#stock/count-queries.ts';
import { endCount } from '#stock/end-count.ts';
import { explainDifference } from '#stock/explain-difference.ts';
import { openCount } from '#stock/open-count.ts';

const AT = '/admin/stock/counts';

/** 盘点; the count is the one in the page's address. */
export const stockCounts = {
  open: officeAction('record', async ({ database, person, values }) => {
    const [entity = '', location = ''] = (values.get('place') ?? '').split('|');
    const note = values.get('note');
    const place = { entity, ...(location && { location }), ...(note && { note }) };
    const opened = await openCount(database, place, person.id, idempotencyKey(values));
    return outcomeOf(opened, values, ({ countId }) => `${AT}/${countId}?seen=countOpened`);
  }),

  countLine: officeAction('record', async ({ database, person, values, id = 0n, url }) => {
    const lineId = parseId(values.get('lineId')) ?? 0n;
    const [[line], units] = await Promise.all([
      listCountLines(database, { countId: id, line: lineId, limit: 1 }),
      loadUnits(database),
    ]);
    if (!line) return refuse([{ kind: 'countLineUnknown' }], values);
    const form = readForm(values);
    const quantity = countedQuantity(form, 'quantity', line.unit, units);
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    if (quantity === undefined) return refuse([{ kind: 'countQuantityMissing', field: 'quantity' }], values);
    const after = parseId(values.get('after'));
    const round = values.get('round') === '2' ? 2 : 1;
    const counted = { countId: id, lineId, round, quantity, ...(after !== undefined && { after }) } as const;
    const to = new URL(url);
    to.searchParams.delete('_action');
    to.searchParams.set('seen', 'lineCounted');
    return outcomeOf(
      await countLine(database, counted, person.id, idempotencyKey(values)),
      values,
      () => `${to.pathname}${to.search}#line-${lineId}`,
    );
  }),

  addFound: officeAction('record', async ({ database, person, values, id = 0n }) => {
    const form = readForm(values);
    const [unit, number, expiresOn] = [form.required('unit'), form.text('lotNumber'), form.day('expiresOn', 'any')];
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const lot = { ...(number && { number }), ...(expiresOn && { expiresOn }) };
    const added = await addFoundGoods(database, { countId: id, unit, lot }, person.id);
    return outcomeOf(added, values, ({ lineId }) => `${AT}/${id}?seen=goodsFound#line-${lineId}`);
  }),

  explain: officeAction('record', async ({ database, person, values, id = 0n }) => {
    const form = readForm(values);
    const reason = form.choice('reason', DIFFERENCE_REASONS);
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const lineId = parseId(values.get('lineId')) ?? 0n;
    const [explanation, part] = [values.get('explanation') ?? '', values.get('part') ?? ''];
    return outcomeOf(
      await explainDifference(database, { countId: id, lineId, reason, explanation, part }, person.id),
      values,
      ({ joint }) => `${AT}/${id}?seen=${joint ? 'differenceJoint' : 'differenceExplained'}#line-${lineId}`,
    );
  }),

  close: officeAction('record', async ({ database, person, values, id = 0n }) =>
    outcomeOf(
      await endCount(database, { countId: id, outcome: 'closed' }, person.id),
      values,
      () => `${AT}/${id}?seen=countClosed`,
    ),
  ),

  abandon: officeAction('record', async ({ database, person, values, id = 0n }) =>
    outcomeOf(
      await endCount(database, { countId: id, outcome: 'abandoned', note: values.get('reason') ?? '' }, person.id),
      values,
      () => `${AT}/${id}?seen=countAbandoned`,
    ),
  ),
};

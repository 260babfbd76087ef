import { isDay } from '#ledger/day.ts';
import { parseYuan } from '#ledger/money.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { outcomeOf, refuse } from '#office/forms/outcome.ts';
import type { Values } from '#office/forms/values.ts';
import { officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { wishOf } from '#office/wish-of.ts';
import { endBalance, stateBalance } from '#reconciliation/close/balance-seen.ts';
import { cashBoxes, recordCount, witnessCount } from '#reconciliation/close/cash-count.ts';
import { type CashNotes, DENOMINATIONS } from '#reconciliation/close/cash-notes.ts';
import { openBox } from '#reconciliation/close/open-box.ts';
import { parkRecord, RECORD_PARKING_REASONS } from '#reconciliation/close/park-record.ts';
import { decideClose, proposeClose } from '#reconciliation/close/propose-close.ts';
import { ABSENCE_REASONS, explainAbsence } from '#reconciliation/close/statement-absence.ts';
import { readFigure } from '#reconciliation/statement/figure.ts';
import { fenOf } from '#reconciliation/statements/staged-line.ts';

/** Closing the books, what no statement shows yet, and counts of cash. */
export const closes = {
  propose: officeAction('record', async ({ database, person, values, url }) => {
    const [entity, through] = [values.get('entity') ?? '', values.get('through') ?? ''];
    if (!isDay(through))
      return refuse([{ kind: 'dayMalformed', field: 'through', values: { stated: through } }], values);
    const proposed = await proposeClose(database, { entity, through, by: person.id });
    return outcomeOf(proposed, values, () => backTo(url, 'closeProposed', { entity, through }));
  }),

  decide: officeAction('review', async ({ database, person, values, url }) => {
    const wish = wishOf(values, person, ['approved', 'refused']);
    if (!wish) return refuse([{ kind: 'closeUnknown' }], values);
    const seen = wish.decision === 'approved' ? 'closeApproved' : 'closeRefused';
    return outcomeOf(await decideClose(database, wish), values, () => backTo(url, seen));
  }),

  withdraw: officeAction('record', async ({ database, person, values, url }) => {
    const wish = wishOf(values, person, ['withdrawn']);
    if (!wish) return refuse([{ kind: 'closeUnknown' }], values);
    return outcomeOf(await decideClose(database, wish), values, () => backTo(url, 'closeWithdrawn'));
  }),

  park: officeAction('record', async ({ database, person, values, url }) => {
    const actId = parseId(values.get('actId'));
    const reason = RECORD_PARKING_REASONS.find((each) => each === values.get('reason'));
    if (actId === undefined) return refuse([{ kind: 'actUnknown' }], values);
    if (reason === undefined) return refuse([{ kind: 'record_parking_reason_known', field: 'reason' }], values);
    const parked = await parkRecord(database, { actId, by: person.id, reason, note: values.get('note') ?? '' });
    return outcomeOf(parked, values, () => backTo(url, 'recordParked'));
  }),

  stateBalance: officeAction('record', async ({ database, settings, person, values, form, url }) => {
    const day = values.get('day') ?? '';
    const file = form.get('file');
    const fen = balanceOf(values.get('balance') ?? '');
    const refusals = [
      ...(isDay(day) ? [] : [day === '' ? { kind: 'dayMissing', field: 'day' } : malformed(day)]),
      ...(fen.ok ? [] : fen.refusals.map((refusal) => ({ ...refusal, field: 'balance' }))),
      ...(file instanceof File && file.size > 0 ? [] : [{ kind: 'paperMissing', field: 'file' }]),
    ];
    if (!fen.ok || !(file instanceof File) || refusals.length > 0) return refuse(refusals, values);
    const stated = await stateBalance(database, settings.dataDir, {
      ...{ moneyAccount: parseId(values.get('moneyAccount')) ?? 0n, day, fen: fen.value, by: person.id },
      ...{ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
    });
    return outcomeOf(stated, values, () => backTo(url, 'balanceStated'));
  }),

  endBalance: officeAction('record', async ({ database, person, values, url }) => {
    const ended = await endBalance(database, { id: parseId(values.get('balanceId')) ?? 0n, by: person.id });
    return outcomeOf(ended, values, () => backTo(url, 'balanceEnded'));
  }),

  explainAbsence: officeAction('record', async ({ database, person, values, url }) => {
    const reason = ABSENCE_REASONS.find((each) => each === values.get('reason'));
    const [from, to] = [values.get('from') ?? '', values.get('to') ?? ''];
    if (!isDay(from) || !isDay(to)) return refuse([{ kind: 'dayMalformed', values: { stated: from } }], values);
    if (reason === undefined) return refuse([{ kind: 'statement_absence_reason_known', field: 'reason' }], values);
    const explained = await explainAbsence(database, {
      ...{ moneyAccount: parseId(values.get('moneyAccount')) ?? 0n, from, to, reason, by: person.id },
      note: values.get('note') ?? '',
    });
    return outcomeOf(explained, values, () => backTo(url, 'absenceExplained'));
  }),

  count: officeAction('record', async ({ database, person, values }) => {
    const day = values.get('day') ?? '';
    if (!isDay(day)) return refuse([{ kind: 'dayMalformed', field: 'day', values: { stated: day } }], values);
    const counted = await recordCount(database, {
      moneyAccount: parseId(values.get('moneyAccount')) ?? 0n,
      day,
      notes: notesOf(values),
      explanation: values.get('explanation') ?? '',
      by: person.id,
    });
    return outcomeOf(counted, values, () => '/admin/cash-counts?seen=cashCounted');
  }),

  openBox: officeAction('record', async ({ database, person, values }) => {
    const day = values.get('day') ?? '';
    if (!isDay(day)) return refuse([{ kind: 'dayMalformed', field: 'day', values: { stated: day } }], values);
    const box = (await cashBoxes(database)).find(({ id }) => String(id) === values.get('moneyAccount'));
    if (!box) return refuse([{ kind: 'cashBoxUnknown', field: 'moneyAccount' }], values);
    const opened = await openBox(
      database,
      {
        ...{ entity: box.entityCode, fund: values.get('fund') ?? '', moneyAccount: box.id, day, by: person.id },
        ...{ box: values.get('box') ?? '', seal: values.get('seal') ?? '', notes: notesOf(values) },
        openedBefore: values.get('openedBefore') ?? '',
      },
      values.get('idempotencyKey') ?? '',
    );
    return outcomeOf(opened, values, ({ actId }) => `/admin/donations/${actId}?seen=boxOpened`);
  }),

  witness: officeAction('confirm', async ({ database, person, values }) => {
    const id = parseId(values.get('countId'));
    if (id === undefined) return refuse([{ kind: 'cashCountUnknown' }], values);
    const witnessed = await witnessCount(database, { id, by: person.id });
    return outcomeOf(witnessed, values, () => '/admin/cash-counts?seen=cashWitnessed');
  }),
};

const malformed = (stated: string): Refusal => ({ kind: 'dayMalformed', field: 'day', values: { stated } });

/** An account may be empty, or overdrawn. */
function balanceOf(typed: string): Result<bigint> {
  if (typed.trim() === '') return refused({ kind: 'balanceSeenMissing' });
  const figure = readFigure(typed);
  const fen = figure && fenOf(figure);
  if (fen !== undefined) return done(fen);
  const read = parseYuan(typed);
  if (read.ok || read.refusals.some(({ kind }) => kind !== 'amountMalformed')) return read;
  return refused({ kind: 'balanceSeenUnreadable', values: { stated: typed.slice(0, 40) } });
}

/** The same look at the books, with what was just done; from the page of missing statements back to their list. */
function backTo(url: URL, seen: string, look: Record<string, string> = {}): string {
  const ofStatements = url.pathname.startsWith('/admin/statements');
  const kept = new URLSearchParams();
  for (const name of ofStatements ? ['account'] : ['entity', 'through']) {
    const value = look[name] ?? url.searchParams.get(name);
    if (value !== null) kept.set(name, value);
  }
  kept.set('seen', seen);
  return `${ofStatements ? '/admin/statements' : '/admin/close'}?${kept}`;
}

/** What is not a whole number becomes none, so that the count is refused at its field. */
function notesOf(values: Values): CashNotes {
  return Object.fromEntries(
    DENOMINATIONS.flatMap((denomination) => {
      const typed = (values.get(`notes-${denomination}`) ?? '').normalize('NFKC').trim();
      if (typed === '') return [];
      return [[String(denomination), /^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN]];
    }),
  );
}

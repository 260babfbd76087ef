import { enteredAs } from '#i18n/zh-Hans/office-reconciliation.ts';
import { RESTRICTIONS, STREAMS } from '#ledger/posting.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { idempotencyKey } from '#office/entry-actions.ts';
import { readLineGifts } from '#office/forms/line-gift-form.ts';
import { readMatchRule } from '#office/forms/match-rule-form.ts';
import { goTo, type Outcome, outcomeOf, refuse } from '#office/forms/outcome.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { parseId } from '#office/parse-id.ts';
import { type ChosenParts, idsIn, partsText, proposalsByParts, readParts } from '#office/reconciliation/chosen.ts';
import { matchScopeOf } from '#office/reconciliation/load-work.ts';
import { scopeOf, searchText } from '#office/reconciliation/scope.ts';
import { whyNotPublishable } from '#publication/why-not-publishable.ts';
import { confirmMatch, confirmMatches, type MatchInput } from '#reconciliation/matches/confirm-match.ts';
import { approveMatches, refuseMatch, withdrawMatch } from '#reconciliation/matches/decide-match.ts';
import {
  type AdjustmentOfLine,
  type EnteredLine,
  type EnteredLines,
  enterByRules,
  enterFee,
  enterGifts,
  enterInterest,
  enterRefund,
  enterTransfer,
} from '#reconciliation/matches/enter-from-line.ts';
import { PARKING_REASONS } from '#reconciliation/matches/money-match.ts';
import { parkLine, takeUpLine } from '#reconciliation/matches/park-line.ts';
import type { MatchProposal } from '#reconciliation/matches/propose-matches.ts';
import { type DryRun, decideRule, proposeRule, whyNotRule } from '#reconciliation/matches/rules.ts';
import { decideUndo, proposeUndo } from '#reconciliation/matches/undo-match.ts';
import { linesById, matchesById } from '#reconciliation/matches/work-list.ts';

/** Several were dealt with at once: how many went well, why the others did not, and 查询码 that are shown once. */
export interface ManyDone {
  kind: 'many';
  done: number;
  failed: { parts: ChosenParts; refusals: Refusal[] }[];
  entered: EnteredLine[];
  /** The form, where what is left of it is shown again. */
  values?: Values;
}

/** What may be picked is looked for, by words that stand in no address; what is picked already stays so. */
export interface Searched {
  kind: 'searched';
  q?: string;
  picked: ChosenParts;
}

/** A rule that was only tried, with the form as it was. */
export interface RuleTried {
  kind: 'tried';
  values: Values;
  dryRun: DryRun;
}

/** Said by one person that lines are acts, decided by another; and what becomes an entry straight from a line. */
export const matches = {
  /** `lines` and `acts` of the form are one match; where the matcher proposes the same, it is kept with its reasons. */
  confirm: officeAction('record', async (deed) => {
    const { database, form } = deed;
    const parts = { lines: idsIn(form, 'lines'), acts: idsIn(form, 'acts') };
    // What was ticked comes back ticked.
    const values = new Map([...deed.values, ['parts', partsText(parts)]]);
    if (parts.lines.length === 0 || parts.acts.length === 0) return refuse([{ kind: 'matchPartsMissing' }], values);
    const proposal = (await proposalsOf(deed, parts.lines)).get(partsText(parts));
    const confirmed = await confirmMatch(database, inputOf(deed, parts, idempotencyKey(values), proposal));
    return outcomeOf(confirmed, values, ({ matchId }) => `${HOME}/matches/${matchId}`);
  }),

  /** Writes nothing; the page shows what is found. */
  find: officeAction<Outcome | Searched>('record', async ({ values, form }) => {
    const q = searchText(values.get('q'));
    const picked = { lines: idsIn(form, 'lines'), acts: idsIn(form, 'acts') };
    return { kind: 'searched', ...(q !== undefined && { q }), picked };
  }),

  /** `items` of the form are proposals by their parts, each a match of its own; only what the matcher still proposes. */
  confirmMany: officeAction<Outcome | ManyDone>('record', async (deed) => {
    const { database, values, form } = deed;
    const chosen = form.getAll('items[]').flatMap((each) => (typeof each === 'string' ? (readParts(each) ?? []) : []));
    if (chosen.length === 0) return refuse([{ kind: 'matchPartsMissing' }], values);
    const proposals = await proposalsOf(
      deed,
      chosen.flatMap(({ lines }) => lines),
    );
    const gone: ManyDone['failed'] = [];
    const inputs = chosen.flatMap((parts) => {
      const proposal = proposals.get(partsText(parts));
      if (proposal) return [inputOf(deed, parts, `${idempotencyKey(values)} ${partsText(parts)}`, proposal)];
      gone.push({ parts, refusals: [{ kind: 'matchProposalGone' }] });
      return [];
    });
    const { confirmed, failed } = await confirmMatches(database, inputs);
    const refusedParts = failed.map(({ input, refusals }) => ({
      parts: { lines: [...input.lines], acts: [...input.acts] },
      refusals,
    }));
    return { kind: 'many', done: confirmed.length, failed: [...gone, ...refusedParts], entered: [] };
  }),

  withdraw: officeAction('record', async ({ database, person, values }) => {
    const matchId = parseId(values.get('matchId')) ?? 0n;
    return outcomeOf(await withdrawMatch(database, { matchId, by: person.id }), values, () => `${HOME}?seen=withdrawn`);
  }),

  /** Each `line` of the form: those of one question are put aside together. */
  park: officeAction('record', async ({ database, person, values, form: given }) => {
    const form = readForm(values);
    const reason = form.choice('reason', PARKING_REASONS);
    if (form.refusals.length > 0) return refuse(form.refusals, values);
    const note = form.text('note');
    const lines = idsIn(given, 'line');
    for (const lineId of lines) {
      const parked = await parkLine(database, { lineId, by: person.id, reason, ...(note && { note }) });
      if (!parked.ok) return refuse(parked.refusals, values);
    }
    return goTo(lines.length > 1 && lines.length <= 50 ? `${HOME}?done=l${lines.join('.')}` : HOME);
  }),

  takeUp: officeAction('record', async ({ database, person, values }) => {
    const lineId = parseId(values.get('line')) ?? 0n;
    return outcomeOf(await takeUpLine(database, { lineId, by: person.id }), values, () => HOME);
  }),

  /** The answer is the only page that ever shows the 查询码 of these gifts. */
  enterGifts: officeAction<Outcome | ManyDone>('record', async ({ database, person, values }) => {
    const { gifts, defaults, refusals } = readLineGifts(values);
    if (refusals.length > 0) return refuse(refusals, values);
    if (gifts.length === 0) return refuse([{ kind: 'matchPartsMissing' }], values);
    const key = idempotencyKey(values);
    const entered = await enterGifts(database, { by: person.id, gifts, defaults, idempotencyKey: key });
    return { ...manyOf(entered), values };
  }),

  enterFee: officeAction('record', async (deed) => enterAdjustment(deed, enterFee, enteredAs.fee)),

  enterInterest: officeAction('record', async (deed) => enterAdjustment(deed, enterInterest, enteredAs.interest)),

  enterTransfer: officeAction('record', async ({ database, person, values, form }) => {
    const { refusals, ...books } = readBooks(values);
    const [one, other, ...more] = idsIn(form, 'lines');
    if (refusals.length > 0) return refuse(refusals, values);
    if (one === undefined || other === undefined || more.length > 0) {
      return refuse([{ kind: 'transferOfTwoLines', field: 'lines' }], values);
    }
    const explanation = values.get('explanation') || enteredAs.transfer;
    const key = idempotencyKey(values);
    const input = { by: person.id, lines: [one, other] as const, ...books, explanation, idempotencyKey: key };
    const entered = await enterTransfer(database, input);
    return outcomeOf(entered, values, ({ matchId }) => `${HOME}/matches/${matchId}`);
  }),

  enterRefund: officeAction('record', async ({ database, person, values }) => {
    const gift = parseId(values.get('gift'));
    if (gift === undefined) return refuse([{ kind: 'refundOfGift', field: 'gift' }], values);
    const entered = await enterRefund(database, {
      by: person.id,
      line: parseId(values.get('line')) ?? 0n,
      gift,
      reason: values.get('reason') ?? '',
      idempotencyKey: idempotencyKey(values),
    });
    return outcomeOf(entered, values, ({ matchId }) => `${HOME}/matches/${matchId}`);
  }),

  enterByRules: officeAction<Outcome | ManyDone>('record', async ({ database, matcher, person, values }) => {
    const moneyAccount = parseId(values.get('account'));
    const entity = values.get('entity') ?? '';
    const where = { entity, ...(moneyAccount !== undefined && { moneyAccount }) };
    const { proposed } = await matcher.proposed(where, LONGEST_FOR_RULES_MS);
    return manyOf(
      await enterByRules(database, {
        by: person.id,
        ...where,
        ruled: proposed?.ruled ?? [],
        explanations: enteredAs,
        idempotencyKey: idempotencyKey(values),
      }),
    );
  }),

  /** `matches` of the form, each by itself, or `only` one; `revision.<act>` says which revision of an act was seen. */
  approve: officeAction<Outcome | ManyDone>('review', async ({ database, person, values, form }) => {
    const revisions = Object.fromEntries(
      [...values].flatMap(([name, value]) => {
        const act = /^revision\.(\d{1,18})$/.exec(name)?.[1];
        return act !== undefined && /^\d{1,9}$/.test(value) ? [[act, Number(value)] as const] : [];
      }),
    );
    const only = parseId(values.get('only'));
    const chosen = only === undefined ? idsIn(form, 'matches') : [only];
    if (chosen.length === 0) return refuse([{ kind: 'matchPartsMissing' }], values);
    const { publishable, unpublishable } = await sorted(database, chosen);
    const { approved, failed } = await approveMatches(
      database,
      publishable.map((matchId) => ({ matchId, by: person.id, revisions })),
    );
    const failedParts = [...unpublishable, ...failed].map(({ matchId, refusals }) => ({
      parts: { lines: [matchId], acts: [] },
      refusals,
    }));
    return { kind: 'many', done: approved.length, failed: failedParts, entered: [] };
  }),

  refuse: officeAction('review', async ({ database, person, values }) => {
    const matchId = parseId(values.get('matchId')) ?? 0n;
    const refused = await refuseMatch(database, { matchId, by: person.id, reason: values.get('reason') ?? '' });
    return outcomeOf(refused, values, () => `${HOME}/review?seen=refused`);
  }),

  proposeUndo: officeAction('record', async ({ database, person, values, id = 0n }) => {
    const wish = { matchId: id, by: person.id, reason: values.get('reason') ?? '' };
    return outcomeOf(await proposeUndo(database, wish), values, () => `${HOME}/matches/${id}?seen=undoProposed`);
  }),

  decideUndo: officeAction('review', async ({ database, person, values }) => {
    const decided = await decideUndo(database, {
      undoingId: parseId(values.get('wishId')) ?? 0n,
      by: person.id,
      decision: values.get('decision') === 'approved' ? 'approved' : 'refused',
      reason: values.get('reason') ?? '',
    });
    return outcomeOf(decided, values, () => `${HOME}/review?seen=undone`);
  }),

  withdrawUndo: officeAction('record', async ({ database, person, values }) => {
    const undoingId = parseId(values.get('wishId')) ?? 0n;
    const withdrawn = await decideUndo(database, { undoingId, by: person.id, decision: 'withdrawn' });
    return outcomeOf(withdrawn, values, () => `${HOME}/review?seen=withdrawn`);
  }),

  /** What the rule would have met; writes nothing. */
  tryRule: officeAction<Outcome | RuleTried>('record', async ({ database, matcher, values }) => {
    const { rule, refusals } = readMatchRule(values);
    const wrong = refusals.length > 0 ? refusals : await whyNotRule(database, rule);
    if (wrong.length > 0) return refuse(wrong, values);
    const dryRun = await matcher.tryRule(rule);
    return dryRun ? { kind: 'tried', values, dryRun } : refuse([{ kind: 'ruleNotTried' }], values);
  }),

  proposeRule: officeAction('record', async ({ database, person, values }) => {
    const { rule, refusals } = readMatchRule(values);
    if (refusals.length > 0) return refuse(refusals, values);
    return outcomeOf(await proposeRule(database, rule, person.id), values, () => `${HOME}/rules?seen=ruleProposed`);
  }),

  decideRule: officeAction('review', async ({ database, person, values }) => {
    const decision = values.get('decision') === 'approved' ? ('approved' as const) : ('refused' as const);
    const ruleId = parseId(values.get('wishId')) ?? 0n;
    const decided = await decideRule(database, { ruleId, by: person.id, decision, reason: values.get('reason') ?? '' });
    return outcomeOf(decided, values, () => `${HOME}/rules?seen=ruleDecided`);
  }),

  withdrawRule: officeAction('record', async ({ database, person, values }) => {
    const ruleId = parseId(values.get('wishId')) ?? 0n;
    const withdrawn = await decideRule(database, { ruleId, by: person.id, decision: 'withdrawn' });
    return outcomeOf(withdrawn, values, () => `${HOME}/rules?seen=withdrawn`);
  }),
};

const HOME = '/admin/reconciliation';
/** Somebody pressed a button and waits for what it does. */
const LONGEST_FOR_RULES_MS = 30_000;

/** What the matcher proposed where the form stood, by the parts of each proposal. */
async function proposalsOf({ database, matcher, url }: Deed, lines: readonly bigint[]) {
  const [line] = await linesById(database, lines.slice(0, 1));
  const scope = line && scopeOf(url.searchParams, [line.entity]);
  const found = scope && (await matcher.proposed(matchScopeOf(scope)));
  return found?.proposed ? proposalsByParts(found.proposed) : new Map<string, MatchProposal>();
}

function inputOf(
  { person, values }: Deed,
  { lines, acts }: ChosenParts,
  key: string,
  proposal: MatchProposal | undefined,
): MatchInput {
  const note = values.get('note');
  const found = proposal && {
    way: proposal.way,
    algorithmVersion: proposal.algorithmVersion,
    explanation: proposal.explanation,
    ...(proposal.score !== undefined && { score: proposal.score }),
  };
  return { by: person.id, lines, acts, ...(found ?? { way: 'person' }), ...(note && { note }), idempotencyKey: key };
}

/** So many are looked at side by side: each reads by itself. */
const LOOKED_AT_ONCE = 4;

/** What could never be published is said while whoever entered it can still change it. */
async function sorted(database: Deed['database'], matchIds: readonly bigint[]) {
  const found = new Map((await matchesById(database, matchIds)).map((match) => [match.id, match]));
  const refusalsOf = new Map<bigint, Refusal[]>();
  const left = matchIds.values();
  const look = async (): Promise<void> => {
    for (const matchId of left) {
      const match = found.get(matchId);
      const proposed = match?.way === 'entered' ? match.acts.filter(({ status }) => status === 'proposed') : [];
      const refusals: Refusal[] = [];
      for (const { actId } of proposed) refusals.push(...(await whyNotPublishable(database, actId)));
      refusalsOf.set(matchId, refusals);
    }
  };
  await Promise.all(Array.from({ length: LOOKED_AT_ONCE }, look));
  const refused = (matchId: bigint) => refusalsOf.get(matchId) ?? [];
  return {
    publishable: matchIds.filter((matchId) => refused(matchId).length === 0),
    unpublishable: matchIds.flatMap((matchId) =>
      refused(matchId).length === 0 ? [] : [{ matchId, refusals: refused(matchId) }],
    ),
  };
}

const manyOf = ({ entered, failed }: EnteredLines): ManyDone => ({
  kind: 'many',
  done: entered.length,
  failed: failed.map(({ line, refusals }) => ({ parts: { lines: [line], acts: [] }, refusals })),
  entered,
});

/** Fund, stream, restriction and published words of what is entered from a line. */
function readBooks(values: Values) {
  const form = readForm(values);
  return {
    fund: form.required('fund'),
    stream: form.choice('stream', STREAMS, 'donation'),
    restriction: form.choice('restriction', RESTRICTIONS, 'unrestricted'),
    refusals: form.refusals,
  };
}

async function enterAdjustment(
  { database, person, values }: Deed,
  enter: (db: Deed['database'], input: AdjustmentOfLine) => Promise<Result<EnteredLine>>,
  usual: string,
): Promise<Outcome> {
  const { refusals, ...books } = readBooks(values);
  if (refusals.length > 0) return refuse(refusals, values);
  const entered = await enter(database, {
    by: person.id,
    line: parseId(values.get('line')) ?? 0n,
    ...books,
    explanation: values.get('explanation') || usual,
    idempotencyKey: idempotencyKey(values),
  });
  return entered.ok ? goTo(`${HOME}/matches/${entered.value.matchId}`) : refuse(entered.refusals, values);
}

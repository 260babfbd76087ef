import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { getBatch } from '#disbursement/batch-rows.ts';
import type { Decision } from '#disbursement/booked-header.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { choices, ownMoves, restrictions } from '#i18n/zh-Hans/office-choices.ts';
import {
  adjustmentWords,
  appropriationWords,
  batchWords,
  donationWords,
  issueWords,
} from '#i18n/zh-Hans/office-forms.ts';
import { namedAccountWords } from '#i18n/zh-Hans/office-money-accounts.ts';
import { formatFen } from '#ledger/money.ts';
import { ownMoveOf } from '#ledger/own-move.ts';
import type { FactSources, Facts } from '#office/facts/facts.ts';
import { lotWords } from '#office/facts/lot-words.ts';
import { namedAccount } from '#office/money-account-choices.ts';

export const decisionWords = (decision: Decision | undefined): string | undefined =>
  decision && [choices.decision[decision.kind], decision.number, decision.on].filter(Boolean).join(' · ');

export async function batchFacts({ db, act, names, units }: FactSources): Promise<Facts> {
  const batch = await getBatch(db, act.id);
  const figure = (amount: bigint) => `${units.figure(batch.unit, amount)} ${units.measure(batch.unit)}`;
  return {
    facts: [
      { label: batchWords.title, value: batch.title, wide: true },
      { label: batchWords.recipients, value: batch.recipients, wide: true },
      { label: batchWords.programme, value: batch.programme && names.programmes.get(batch.programme) },
      { label: batchWords.headcount, value: `${batch.headcount} ${choices.basis[batch.basis]}` },
      { label: batchWords.share, value: batch.share === undefined ? undefined : figure(batch.share) },
      { label: batchWords.total, value: figure(batch.total) },
      { label: batchWords.provenance, value: choices.provenance[batch.provenance] },
      { label: batchWords.restriction, value: restrictions[batch.restriction] },
      { label: batchWords.coHosts, value: batch.coHosts.map((code) => names.organisations.get(code)).join('、') },
      { label: batchWords.decision, value: decisionWords(batch.decision) },
    ],
    tables: [],
  };
}

export async function issueFacts({ db, act, names, units }: FactSources): Promise<Facts> {
  const issue = await getIssue(db, act.id);
  const lots = await lotWords(
    db,
    issue.lines.flatMap(({ lotId }) => lotId ?? []),
  );
  return {
    facts: [
      { label: issueWords.receiver, value: names.organisations.get(issue.receiver) },
      { label: issueWords.restriction, value: restrictions[issue.restriction] },
      { label: issueWords.courierNumber, value: issue.courierNumber },
      { label: issueWords.purpose, value: issue.purpose, wide: true },
    ],
    tables: [
      {
        caption: issueWords.lines,
        columns: [
          { label: issueWords.stock },
          { label: donationWords.lotNumber },
          { label: donationWords.location },
          { label: issueWords.quantity, figure: true },
          { label: issueWords.value, figure: true },
        ],
        rows: issue.lines.map(({ unit, quantity, valueFen, lotId, location }) => [
          units.name(unit),
          lotId === undefined ? undefined : lots.get(lotId),
          location && names.locations.get(location),
          `${units.figure(unit, quantity)} ${units.measure(unit)}`,
          valueFen === undefined ? undefined : formatFen(valueFen),
        ]),
      },
    ],
  };
}

export async function appropriationFacts({ db, act, names, units }: FactSources): Promise<Facts> {
  const appropriation = await getAppropriation(db, act.id);
  return {
    facts: [
      { label: appropriationWords.direction, value: choices.appropriationDirection[appropriation.direction] },
      { label: appropriationWords.allotment, value: String(appropriation.allotment) },
      { label: appropriationWords.restriction, value: restrictions[appropriation.restriction] },
      { label: appropriationWords.purpose, value: appropriation.purpose, wide: true },
      { label: batchWords.decision, value: decisionWords(appropriation.decision) },
    ],
    tables: [
      {
        caption: appropriationWords.items,
        columns: [
          { label: appropriationWords.receiver },
          { label: appropriationWords.receivers, figure: true },
          { label: appropriationWords.form },
          { label: appropriationWords.amount, figure: true },
          { label: appropriationWords.provenance },
          { label: appropriationWords.itemPurpose },
        ],
        rows: appropriation.items.map((item) => [
          names.organisations.get(item.receiver),
          item.receivers?.toString(),
          choices.form[item.form],
          units.amount(item.unit, item.amount),
          choices.provenance[item.provenance],
          item.purpose,
        ]),
      },
    ],
  };
}

export async function adjustmentFacts({ db, act, names, units }: FactSources): Promise<Facts> {
  const adjustment = await getAdjustment(db, act.id);
  const { lotId, location } = adjustment;
  const lots = await lotWords(db, lotId === undefined ? [] : [lotId]);
  const ownMove = ownMoveOf(adjustment.reason, adjustment.unit);
  return {
    facts: [
      {
        label: adjustmentWords.reason,
        value: ownMove ? ownMoves[ownMove] : choices.adjustmentReason[adjustment.reason],
      },
      { label: namedAccountWords.to, value: await namedAccount(db, adjustment.toMoneyAccount) },
      { label: adjustmentWords.amount, value: units.amount(adjustment.unit, adjustment.amount) },
      { label: donationWords.lotNumber, value: lotId === undefined ? undefined : lots.get(lotId) },
      { label: donationWords.location, value: location && names.locations.get(location) },
      { label: adjustmentWords.toLocation, value: adjustment.toLocation && names.locations.get(adjustment.toLocation) },
      { label: adjustmentWords.restriction, value: restrictions[adjustment.restriction] },
      { label: adjustmentWords.explanation, value: adjustment.explanation, wide: true },
    ],
    tables: [],
  };
}

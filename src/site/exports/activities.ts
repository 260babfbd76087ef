import { CASH } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import { formatDecimal } from '#log/decimal-point.ts';
import { positionsOf } from '#log/position.ts';
import { disbursementTitle } from '../headline.ts';
import { dayOf } from '../plain-text-journal.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { SiteData } from '../site-data.ts';
import { movements } from './notice-positions.ts';
import { authorityOf } from './public-address.ts';
import { publicationDay } from './publication-day.ts';
import { element, textElement } from './xml.ts';

/** Codes of the IATI 2.03 codelists. */
const INCOMING = '1';
const DISBURSEMENT = '3';
const EXPENDITURE = '4';
const EXTENDING = '3';
/** The schema demands a status and its list has no code for one that nobody recorded; the description says so. */
const IMPLEMENTATION = '2';
const ACTUAL_START = '2';
/** OrganisationType: government, national NGO, other. */
const ORGANISATION_TYPES: Record<string, string> = {
  charity: '22',
  redCross: '22',
  association: '22',
  government: '10',
};
const OTHER_ORGANISATION = '90';

interface Activity {
  entity: string;
  fund: string;
  transactions: string[];
}

/**
 * IATI 2.03: one activity per entity and fund, in the order that the schema demands. What came in is one transaction per
 * notice and stream, from its statements; what went out is one per entry. Only money; what was voided is left out of the
 * notice that told it, so that no correction makes an incoming sum negative. Sector, country and whether it is
 * humanitarian are left out: nobody recorded them. What a branch reports as used was already told when it was passed on. Yields nothing while no money has moved.
 */
export async function* activitiesFile(site: SiteData, words: PublicWords): AsyncGenerator<string> {
  const { notices } = site.survey;
  const cutoff = notices.latest?.cutoff;
  const activities = await collect(site, words);
  if (cutoff === undefined || activities.length === 0) return;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<iati-activities version="2.03" generated-datetime="${cutoff}">\n`;
  for (const activity of activities) yield* written(activity, cutoff, site, words);
  yield '</iati-activities>\n';
}

function* written(
  { entity, fund, transactions }: Activity,
  cutoff: string,
  { log, survey }: SiteData,
  words: PublicWords,
): Generator<string> {
  const { register } = survey;
  const { exports } = words.data;
  const authority = authorityOf(log);
  const organisation = register.organisationName(entity);
  const type = ORGANISATION_TYPES[register.organisations.get(entity)?.type ?? ''] ?? OTHER_ORGANISATION;
  const reporter = { ref: `${authority}-${entity}`, type };
  const text = (name: string, said: string) => element(name, {}, textElement('narrative', said));
  const named = (name: string, attributes: Record<string, string>) =>
    element(name, attributes, textElement('narrative', organisation));
  yield `<iati-activity xml:lang="zh" default-currency="CNY" last-updated-datetime="${cutoff}">\n`;
  yield `${textElement('iati-identifier', `${authority}-${entity}-${fund}`)}\n`;
  yield `${named('reporting-org', reporter)}\n`;
  yield `${text('title', exports.activityTitle(organisation, register.fundName(fund)))}\n`;
  yield `${element('description', { type: '1' }, textElement('narrative', exports.activityDescription))}\n`;
  yield `${named('participating-org', { ...reporter, role: EXTENDING })}\n`;
  yield `${element('activity-status', { code: IMPLEMENTATION })}\n`;
  const began = register.funds.get(fund)?.beganOn;
  yield `${element('activity-date', { type: ACTUAL_START, 'iso-date': began ?? publicationDay(cutoff) })}\n`;
  for (const transaction of transactions) yield `${transaction}\n`;
  yield '</iati-activity>\n';
}

async function collect(site: SiteData, words: PublicWords): Promise<Activity[]> {
  const activities = new Map<string, Activity>();
  const of = ({ entity, fund }: { entity: string; fund: string }): Activity => {
    const found = activities.get(`${entity} ${fund}`) ?? { entity, fund, transactions: [] };
    activities.set(`${entity} ${fund}`, found);
    return found;
  };
  const { list } = site.survey.notices;
  const voided = await voidedReceipts(site);
  for (const [place, notice] of list.entries()) {
    for (const { owner, since } of movements(list[place - 1], notice)) {
      if (owner.unit !== CASH) continue;
      const { transactions } = of(owner);
      const received = since.received + (voided.get(receiptKey(notice.number, owner)) ?? 0n);
      if (received === 0n) continue;
      const said = words.data.exports.incoming[owner.stream](notice.number);
      transactions.push(transaction(INCOMING, publicationDay(notice.cutoff), received, said));
    }
  }
  for await (const { entry, day } of outgoing(site)) {
    if ('entity' in entry.leaf && 'fund' in entry.leaf && entry.leaf.entity && entry.leaf.fund) {
      const { entity, fund } = entry.leaf;
      of({ entity, fund }).transactions.push(...transactionsOf(entry, day, site, words));
    }
  }
  return [...activities.values()];
}

/** What moves voided money from the notice that corrects it to the one that told it, per notice and owner. */
async function voidedReceipts({ log, survey }: SiteData): Promise<Map<string, bigint>> {
  const moves = new Map<string, bigint>();
  for (const [index, correction] of survey.corrected) {
    const leaf = await log.leaf(index);
    const [told, corrected] = [survey.notices.of(index), survey.notices.of(correction)];
    if (!('postings' in leaf) || leaf.kind === 'correction' || told === undefined || corrected === undefined) continue;
    const flowOf = (account: string) => survey.register.flows.get(account) ?? 'holding';
    const received = positionsOf(leaf.postings, flowOf).get(CASH)?.received ?? 0n;
    const move = (number: string, amount: bigint): void => {
      const key = receiptKey(number, leaf);
      moves.set(key, (moves.get(key) ?? 0n) + amount);
    };
    move(told.number, -received);
    move(corrected.number, received);
  }
  return moves;
}

const receiptKey = (
  notice: string,
  { entity, fund, stream }: { entity: string; fund: string; stream: string },
): string => [notice, entity, fund, stream].join(' ');

async function* outgoing({ log, survey }: SiteData): AsyncGenerator<{ entry: Entry; day: string }> {
  const places = (['disbursement', 'appropriation', 'adjustment', 'purchase'] as const).flatMap((kind) =>
    survey.places(kind),
  );
  for (const index of places.sort((a, b) => (a < b ? -1 : 1))) {
    if (survey.corrected.has(index)) continue;
    const entry = await log.entry(index);
    const published = publicationDay(survey.notices.of(index)?.cutoff ?? '');
    yield { entry, day: dayOf('date' in entry.leaf ? entry.leaf.date : undefined, published) };
  }
}

function transactionsOf(entry: Entry, day: string, site: SiteData, words: PublicWords): string[] {
  const { register } = site.survey;
  if (isOf('appropriation', entry)) {
    const { direction, items, allotment } = entry.leaf;
    if (direction === 'report') return [];
    return items
      .filter(({ unit }) => unit === CASH)
      .map(({ receiver, amount }) =>
        transaction(
          DISBURSEMENT,
          day,
          direction === 'out' ? BigInt(amount) : -BigInt(amount),
          [words.terms.appropriationDirections[direction], words.records.allotment(allotment)].join(
            words.records.clauseSeparator,
          ),
          { ref: `${authorityOf(site.log)}-${receiver}`, name: register.organisationName(receiver) },
        ),
      );
  }
  if (!('postings' in entry.leaf)) return [];
  const change = positionsOf(entry.leaf.postings, (account) => register.flows.get(account) ?? 'holding').get(CASH);
  if (change === undefined) return [];
  const spent = change.disbursed + change.appropriated + change.adjusted;
  if (spent === 0n) return [];
  const said = isOf('disbursement', entry)
    ? disbursementTitle(entry, register, words)
    : isOf('adjustment', entry)
      ? words.terms.adjustmentReasons[entry.leaf.reason]
      : words.terms.kinds[entry.leaf.kind];
  return [spent > 0n ? transaction(EXPENDITURE, day, spent, said) : transaction(INCOMING, day, -spent, said)];
}

function transaction(
  type: string,
  day: string,
  fen: bigint,
  said: string,
  receiver?: { ref: string; name: string },
): string {
  const narrative = (text: string) => textElement('narrative', text);
  return element(
    'transaction',
    {},
    element('transaction-type', { code: type }) +
      element('transaction-date', { 'iso-date': day }) +
      textElement('value', formatDecimal(fen, 2), { currency: CASH, 'value-date': day }) +
      element('description', {}, narrative(said)) +
      (receiver === undefined ? '' : element('receiver-org', { ref: receiver.ref }, narrative(receiver.name))),
  );
}

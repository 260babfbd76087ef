import { CASH } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import { formatDecimal } from '#log/decimal-point.ts';
import { positionsOf } from '#log/position.ts';
import { addresses } from '../addresses.ts';
import { disbursementTitle } from '../headline.ts';
import { statedIn } from '../notice-changes.ts';
import { adjustmentName } from '../own-moves.ts';
import type { RangeKeys } from '../page-keys.ts';
import { dayOf } from '../plain-text-journal.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { composedPart, smallPiece } from './composed-part.ts';
import { movements } from './notice-positions.ts';
import { authorityOf } from './public-address.ts';
import { publicationDay } from './publication-day.ts';
import { runsOf } from './runs.ts';
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

interface Owner {
  entity: string;
  fund: string;
}

/**
 * IATI 2.03: one activity per entity and fund, in the order that the schema demands. What came in is one transaction per
 * notice and stream, from its statements; what went out is one per entry. Only money; what was voided is left out of the
 * notice that told it, so that no correction makes an incoming sum negative. Sector, country and whether it is
 * humanitarian are left out: nobody recorded them. What a branch reports as used was already told when it was passed on.
 * None while no money has moved. All in one file: an activity may stand in one only, and goes on from month to month.
 */
export function activitiesPart(site: SiteData, keys: RangeKeys, words: PublicWords): ReleasePart | undefined {
  const { survey } = site;
  const cutoff = survey.notices.latest?.cutoff;
  const incoming = incomingOf(site, words);
  if (cutoff === undefined || incoming.size === 0) return undefined;
  const runs = runsOf(OUTGOING.flatMap((kind) => survey.places(kind))).map((run) => ({
    key: keys.ofEach(run),
    ofOwner: once(() => outgoingOf(run, site, words)),
  }));
  const path = addresses.activitiesFile.slice(1);
  return composedPart({
    name: path,
    files: [path],
    pieces: [
      smallPiece(
        `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="${cutoff}">\n`,
      ),
      ...Array.from(incoming, ([owner, transactions]) => [
        smallPiece([...opened(ownerOf(owner), cutoff, site, words), ...transactions.map(ofLine)].join('')),
        ...runs.map(({ key, ofOwner }) => ({
          key: `${owner} ${key}`,
          make: async () => [(await ofOwner()).get(owner) ?? ''],
        })),
        smallPiece('</iati-activity>\n'),
      ]).flat(),
      smallPiece('</iati-activities>\n'),
    ],
  });
}

/** Whether there is an activity to tell of. */
export const hasActivities = ({ survey }: SiteData): boolean =>
  survey.notices.list.some((notice) => statedIn(notice).some(({ unit }) => unit === CASH));

const OUTGOING = ['disbursement', 'appropriation', 'adjustment', 'purchase'] as const;

const keyOf = ({ entity, fund }: Owner): string => `${entity} ${fund}`;

function ownerOf(key: string): Owner {
  const [entity = '', fund = ''] = key.split(' ');
  return { entity, fund };
}

const ofLine = (transaction: string): string => `${transaction}\n`;

/** What all activities ask for is read once, and only where one of them asks. */
function once<T>(make: () => T): () => T {
  let made: { of: T } | undefined;
  return () => {
    made ??= { of: make() };
    return made.of;
  };
}

function* opened(
  { entity, fund }: Owner,
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
}

/** By entity and fund, what came in with each notice. Every owner of money is there: its statements name it. */
function incomingOf({ survey }: SiteData, words: PublicWords): Map<string, string[]> {
  const incoming = new Map<string, string[]>();
  const { list } = survey.notices;
  for (const [place, notice] of list.entries()) {
    for (const { owner, since } of movements(list[place - 1], notice)) {
      if (owner.unit !== CASH) continue;
      const transactions = incoming.get(keyOf(owner)) ?? [];
      incoming.set(keyOf(owner), transactions);
      const received = since.received + survey.voidedReceipts.of(notice.number, owner);
      if (received === 0n) continue;
      const said = words.data.exports.incoming[owner.stream](notice.number);
      transactions.push(transaction(INCOMING, publicationDay(notice.cutoff), received, said));
    }
  }
  return incoming;
}

/** By entity and fund, what these leaves say went out. */
async function outgoingOf(
  places: readonly bigint[],
  site: SiteData,
  words: PublicWords,
): Promise<ReadonlyMap<string, string>> {
  const { log, survey } = site;
  const outgoing = new Map<string, string>();
  for (const index of places) {
    if (survey.corrected.has(index)) continue;
    const entry = await log.entry(index);
    if (!('entity' in entry.leaf && 'fund' in entry.leaf && entry.leaf.entity && entry.leaf.fund)) continue;
    const { entity, fund } = entry.leaf;
    const published = publicationDay(survey.notices.of(index)?.cutoff ?? '');
    const day = dayOf('date' in entry.leaf ? entry.leaf.date : undefined, published);
    const text = transactionsOf(entry, day, site, words).map(ofLine).join('');
    outgoing.set(keyOf({ entity, fund }), (outgoing.get(keyOf({ entity, fund })) ?? '') + text);
  }
  return outgoing;
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
      ? adjustmentName(entry.leaf, words)
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

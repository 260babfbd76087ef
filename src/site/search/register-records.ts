import { itemFamilyName, itemName } from '#i18n/en/registered-names.ts';
import { addresses } from '../addresses.ts';
import { entryAddress } from '../entry-address.ts';
import { type Entry, isOf } from '../published-log.ts';
import type { SiteData } from '../site-data.ts';
import type { SearchRecord } from './record.ts';

/**
 * What is few: the register, then batches, appropriations, funding and listings. The last record is shown first, so
 * organisations, funds and items come last. Their names stand in the records: they are written anew with every change.
 */
export async function registerRecords(site: Pick<SiteData, 'log' | 'survey'>): Promise<SearchRecord[]> {
  const { log, survey } = site;
  const places = (['funding', 'disbursement', 'appropriation', 'listing'] as const)
    .flatMap((kind) => survey.places(kind))
    .sort((one, other) => (one < other ? -1 : 1));
  const records: SearchRecord[] = [];
  for (const index of places) {
    const record = entryRecord(await log.entry(index), survey);
    if (record !== undefined) records.push(record);
  }
  return [...records, ...registered(survey)];
}

function entryRecord(entry: Entry, survey: SiteData['survey']): SearchRecord | undefined {
  const { register } = survey;
  const address = entryAddress(entry.index, entry.leaf, () => 1) ?? addresses.overview;
  const common = { leaf: entry.index.toString(), named: true, voided: survey.corrected.has(entry.index), address };
  if (isOf('funding', entry)) {
    const { leaf, texts } = entry;
    const { number, date, fund, entity, total } = leaf;
    return {
      ...common,
      kind: 'funding',
      ...title(texts.payer),
      more: [],
      number,
      date,
      fund,
      entity,
      figures: [total],
    };
  }
  if (isOf('disbursement', entry)) {
    const { leaf, texts } = entry;
    const { number, date, fund, entity, totals, receiver, programme } = leaf;
    const names = [
      texts.title,
      register.programmes.get(programme ?? '')?.name,
      receiver === undefined ? undefined : register.organisationName(receiver),
    ].filter((name) => name !== undefined);
    const more = [...names.slice(1), ...(texts.recipients === undefined ? [] : [texts.recipients])];
    return { ...common, kind: 'disbursement', ...title(names[0]), more, number, date, fund, entity, figures: totals };
  }
  if (isOf('appropriation', entry)) {
    const { leaf, texts } = entry;
    const { number, date, fund, entity } = leaf;
    const receivers = [...new Set(leaf.items.map(({ receiver }) => register.organisationName(receiver)))];
    return {
      ...common,
      kind: 'appropriation',
      ...title(receivers.join('、')),
      more: texts.purpose === undefined ? [] : [texts.purpose],
      ...{ number, date, fund, entity },
      figures: leaf.items.map(({ unit, amount, provenance }) => ({ unit, amount, provenance })),
    };
  }
  if (isOf('listing', entry)) {
    const { leaf, texts } = entry;
    const { number, date, fund, entity, figures } = leaf;
    const more = [texts.party, texts.beneficiary].filter((name) => name !== undefined);
    return {
      ...common,
      kind: 'listing',
      ...title(texts.title),
      more,
      number,
      date,
      figures,
      ...(fund !== undefined && { fund }),
      ...(entity !== undefined && { entity }),
    };
  }
  return undefined;
}

const title = (text: string | undefined): { title?: string } => (text === undefined ? {} : { title: text });

function registered({ register }: SiteData['survey']): SearchRecord[] {
  const { organisations, funds, appeals, families, items } = register;
  const record = (
    kind: SearchRecord['kind'],
    { name, leaf }: { name: string; leaf: bigint },
    address: string,
    further: { more?: string[]; fund?: string } = {},
  ): SearchRecord => ({
    kind,
    leaf: leaf.toString(),
    ...{ title: name, named: true, more: [], figures: [], voided: false, address },
    ...further,
  });
  return [
    ...Array.from(appeals.values(), (each) => record('appeal', each, addresses.fund(each.fund), { fund: each.fund })),
    ...Array.from(families.values(), (each) =>
      record('itemFamily', each, addresses.itemFamily(each.code), more(itemFamilyName(each.code, each.name))),
    ),
    ...Array.from(items.values(), (each) =>
      record('item', each, addresses.item(each.code), more(each.standard, itemName(each.code, each.name))),
    ),
    ...Array.from(funds.values(), (each) => record('fund', each, addresses.fund(each.code), { fund: each.code })),
    ...Array.from(organisations.values(), (each) =>
      record('organisation', each, each.keepsBooks ? addresses.entity(each.code) : addresses.organisation(each.code)),
    ),
  ];
}

const more = (...texts: (string | undefined)[]): { more: string[] } => ({
  more: texts.filter((text) => text !== undefined),
});

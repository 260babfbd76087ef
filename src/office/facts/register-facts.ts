import { office } from '#i18n/zh-Hans/office.ts';
import { choices } from '#i18n/zh-Hans/office-choices.ts';
import { registerWords as words } from '#i18n/zh-Hans/office-forms.ts';
import type { Fact, FactSources, Facts } from '#office/facts/facts.ts';
import { getRegistration, type RegisterNames } from '#registry/queries.ts';
import type { RegisterEntry } from '#registry/registration.ts';

export async function registerFacts({ db, act, names }: FactSources): Promise<Facts> {
  const { subject, code, entry } = await getRegistration(db, act.id);
  return {
    facts: [
      { label: words.subject, value: choices.subject[subject] },
      { label: words.code, value: code },
      ...(entry ? [{ label: words.name, value: entry.name }, ...ownFacts(entry, names)] : []),
    ],
    tables: [],
  };
}

function ownFacts(entry: RegisterEntry, names: RegisterNames): Fact[] {
  switch (entry.subject) {
    case 'organisation':
      return [
        { label: words.organisationKind, value: choices.organisationKind[entry.kind] },
        { label: words.keepsBooks, value: entry.keepsBooks ? office.yes : office.no },
        { label: words.parent, value: entry.parent && names.organisations.get(entry.parent) },
        { label: words.telephone, value: entry.telephone },
      ];
    case 'fund':
      return [
        { label: words.beganOn, value: entry.beganOn },
        { label: words.purpose, value: entry.purpose, wide: true },
      ];
    case 'appeal':
      return [
        { label: words.fund, value: names.funds.get(entry.fund) },
        { label: words.filingNumber, value: entry.filingNumber },
        { label: words.opensOn, value: entry.opensOn },
        { label: words.closesOn, value: entry.closesOn },
      ];
    case 'programme':
      return [{ label: words.fund, value: names.funds.get(entry.fund) }];
    case 'itemFamily':
      return [{ label: words.measure, value: entry.measure }];
    case 'item':
      return [
        { label: words.standard, value: entry.standard },
        { label: words.measure, value: entry.measure },
        { label: words.scale, value: String(entry.scale) },
        { label: words.family, value: entry.family && names.families.get(entry.family) },
      ];
  }
}

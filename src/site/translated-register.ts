import { itemFamilyName, itemName, measureName } from '#i18n/en/registered-names.ts';
import { localeOf } from '#i18n/locale.ts';
import { Register } from './register.ts';
import type { Survey } from './survey.ts';

/** The survey with the names that goods and measures have in a language; organisations and funds keep their own. */
export function surveyIn(survey: Survey, locale: string | undefined): Survey {
  if (localeOf(locale) !== 'en') return survey;
  const register = inEnglish(survey.register);
  return new Proxy(survey, {
    get(target, key) {
      if (key === 'register') return register;
      const value: unknown = Reflect.get(target, key, target);
      // Methods see the survey itself: private fields cannot be reached through a proxy.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function inEnglish(register: Register): Register {
  const english = new Register();
  english.restore(register.snapshot());
  for (const [unit, item] of english.items) {
    const name = itemName(item.code, item.name) ?? item.name;
    english.items.set(unit, { ...item, name, measure: measureName(item.measure) ?? item.measure });
  }
  for (const [code, family] of english.families) {
    english.families.set(code, { ...family, name: itemFamilyName(code, family.name) ?? family.name });
  }
  return english;
}

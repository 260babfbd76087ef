import type { FormField } from './page-forms.ts';

const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '0.005',
  '1e9',
  'NaN',
  '99999999999999999999999999',
  '9'.repeat(400),
  '１，２３４．５０',
  '2020-02-30',
  '2999-12-31',
  '20200205',
  '\u0000',
  'a\u0000b',
  '\u202eabc\u200b',
  '👨‍👩‍👧‍👦'.repeat(40),
  '甲'.repeat(5000),
  "'; drop table act; --",
  '<script>alert(1)</script>',
  '#{7*7}{{7*7}}',
  '%00%ff',
  '../../../etc/passwd',
  'item:nothing',
  'CNY:goods',
  'item:mask|999|nowhere',
  '__proto__',
  'constructor',
  'null',
  'true',
  '1,2,3',
  '1,1,99',
];

const PLAUSIBLE = [
  '1',
  '5',
  '93',
  '1,000',
  '1234.50',
  '2020-02-14',
  '2020年2月20日',
  '某某公司',
  '支援湖北医疗队队员家属',
];

/**
 * A value for a field: mostly one that gets past the reading, so that what lies behind is tried too, else something no
 * clerk would type.
 */
export function valueFor(field: FormField, random: () => number): string {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const chance = random();
  if (field.options.length > 0 && chance < 0.75) return pick(field.options);
  if (field.value !== '' && chance < 0.8) return field.value;
  return chance < 0.9 ? pick(PLAUSIBLE) : pick(ODD);
}

export const anyOddValue = (random: () => number): string => ODD[Math.floor(random() * ODD.length)] ?? '';

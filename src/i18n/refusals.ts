import { formatFen } from '#ledger/money.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { actRefusals } from './refusals/acts.ts';
import { amountRefusals } from './refusals/amounts.ts';
import { approvalRefusals } from './refusals/approval.ts';
import { closeRefusals } from './refusals/close.ts';
import { disbursementRefusals } from './refusals/disbursement.ts';
import { formRefusals } from './refusals/forms.ts';
import { importRefusals } from './refusals/imports.ts';
import { intakeRefusals } from './refusals/intake.ts';
import { ledgerRefusals } from './refusals/ledger.ts';
import { officeRefusals } from './refusals/office.ts';
import { peopleRefusals } from './refusals/people.ts';
import { publicationRefusals } from './refusals/publication.ts';
import { reconciliationRefusals } from './refusals/reconciliation.ts';
import { registerRefusals } from './refusals/register.ts';
import { registryRefusals } from './refusals/registry.ts';
import { statementFigureRefusals } from './refusals/statement-figures.ts';
import { statementRefusals } from './refusals/statements.ts';
import { stockRefusals } from './refusals/stock.ts';
import { figureWords, type RefusalLanguage, type RefusalWords } from './refusals/words.ts';

/** Every kind of refusal with its words; each room has a file of its own. */
const WORDS: RefusalWords = {
  ...amountRefusals,
  ...formRefusals,
  ...actRefusals,
  ...approvalRefusals,
  ...ledgerRefusals,
  ...registerRefusals,
  ...registryRefusals,
  ...intakeRefusals,
  ...importRefusals,
  ...disbursementRefusals,
  ...publicationRefusals,
  ...peopleRefusals,
  ...officeRefusals,
  ...statementFigureRefusals,
  ...statementRefusals,
  ...stockRefusals,
  ...reconciliationRefusals,
  ...closeRefusals,
};

export const wordedKinds: ReadonlySet<string> = new Set(Object.keys(WORDS));

/** Constraints that say the same of many columns. */
const FAMILIES: [name: RegExp, kind: string][] = [
  [/_known$/, 'choiceUnknown'],
  [/_positive$/, 'amountNotPositive'],
  [/_code_form$/, 'registerCodeForm'],
  [/_name_given$/, 'registerNameMissing'],
  [/_refused_with_reason$/, 'wishRefusedWithReason'],
  [/_withdrawn_by_proposer$/, 'wishWithdrawnByProposer'],
];

export const isWorded = (kind: string): boolean => wordsOf(kind) !== undefined;

/** What is wrong, with its figures, and how to mend it. The place (field, line) is shown by whoever shows the form. */
export function refusalText(refusal: Refusal, language: RefusalLanguage): { message: string; remedy: string } {
  const words = wordsOf(refusal.kind);
  if (!words) return unworded(refusal.kind, language);
  const [message, remedy] = words[language];
  return { message: fill(message, refusal, language), remedy: fill(remedy, refusal, language) };
}

/** For a terminal, whose reader nobody knows: Chinese first, then English, a line each. */
export function refusalInBoth(refusal: Refusal): string {
  const chinese = refusalText(refusal, 'zh-Hans');
  const english = refusalText(refusal, 'en');
  return `${chinese.message}${chinese.remedy}\n${english.message} ${english.remedy}`;
}

function wordsOf(kind: string): RefusalWords[string] | undefined {
  const family = FAMILIES.find(([name]) => name.test(kind))?.[1] ?? '';
  return Object.hasOwn(WORDS, kind) ? WORDS[kind] : WORDS[family];
}

/**
 * `{have}` becomes the figure of that name, `{have#}` one that is counted in the smallest denomination of the figure
 * `unit`; codes that people do not read become words. What stands in `[…]` is said only when all its figures are there:
 * the database refuses without them.
 */
function fill(text: string, { values = {} }: Refusal, language: RefusalLanguage): string {
  const figures = (part: string) => [...part.matchAll(/\{(\w+)#?\}/g)].map(([, name = '']) => name);
  return text
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (figures(part).every((name) => name in values) ? part : ''))
    .replace(/\{(\w+)(#?)\}/g, (_, name: string, counted: string) => {
      const value = values[name] ?? '';
      return counted ? inUnit(value, values.unit) : (figureWords[language][name]?.[value] ?? value);
    });
}

const inUnit = (figure: string, unit = ''): string =>
  unit.startsWith('CNY') && /^-?\d+$/.test(figure) ? formatFen(BigInt(figure)) : figure;

/** A kind without words is a fault, which a test catches; a person still gets a sentence. */
function unworded(kind: string, language: RefusalLanguage): { message: string; remedy: string } {
  return language === 'en'
    ? { message: `This was not accepted (${kind}).`, remedy: 'Check what you entered and try again.' }
    : { message: `这一项未能通过（${kind}）。`, remedy: '请核对所填内容后重试。' };
}

import type { Solution } from './contested.ts';
import { daysApart } from './days.ts';
import { blockOf, type Facts } from './facts.ts';
import { addTo } from './groups.ts';
import { MOST_DAYS_APART } from './score.ts';
import type { BankLine, BookRecord, MatchRule, OwnAccount } from './subject.ts';
import { plainName, plainWords } from './texts.ts';

/** Words of a giver, whatever else a line says. */
const OF_GIFTS = /捐|善款|赠|爱心|慰问|救灾|助学/;
/** Who pays interest. */
const OF_BANKS = /银行|信用社|信用联社|利息|结息|财政|支付宝|财付通/;
/** And whom fees go to. */
const OF_CHARGES = /手续费|工本费|服务费|汇划费|业务收入|费用/;
/** What is given back is somebody's, whatever it was. */
const GIVEN_BACK = /退|返还|冲正|冲销/;

/**
 * Step 4: lines of an account whose kind or purpose holds the words of a rule that is in force on their day. Money that
 * comes from somebody, or speaks of a gift, is never interest, and what goes to somebody, or back, is no fee, whatever words
 * it brings. An entry of that fee or interest
 * which somebody made already belongs to the line; else one is made from it.
 */
export function matchByRules(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  rules: readonly MatchRule[],
  own: readonly OwnAccount[],
  facts: Facts,
): Solution[] {
  const ofAccount = new Map<string, { rule: MatchRule; words: string }[]>();
  for (const rule of rules) {
    const words = plainWords(rule.words);
    if (words !== '') addTo(ofAccount, `${rule.moneyAccount} ${rule.flow}`, { rule, words });
  }
  const entries = new Map<string, BookRecord[]>();
  for (const record of records)
    if (record.what === 'fee' || record.what === 'interest')
      addTo(entries, `${record.what} ${blockOf(record)}`, record);
  const names = new Set(own.flatMap((account) => account.names.map(plainName)));
  const solutions: Solution[] = [];
  for (const line of ofAccount.size === 0 ? [] : lines) {
    const texts = [line.kind ?? '', line.purpose].map(plainWords);
    for (const { rule, words } of ofAccount.get(`${line.moneyAccount} ${line.flow}`) ?? []) {
      if (line.day < rule.validFrom || (rule.validTo !== undefined && line.day > rule.validTo)) continue;
      if (!texts.some((text) => text.includes(words)) || couldBeSomebodys(line, names)) continue;
      const explanation = { words, makes: rule.makes };
      const made = (entries.get(`${rule.makes} ${blockOf(line)}`) ?? []).filter(
        (entry) => daysApart(entry, line) <= MOST_DAYS_APART && facts.fitsAccount(line, entry),
      );
      for (const entry of made.length === 0 ? [[]] : made.map((one) => [one]))
        solutions.push({
          certain: true,
          combination: { by: 'rule', lines: [line], records: entry, rule: rule.id, explanation },
        });
    }
  }
  return solutions;
}

function couldBeSomebodys({ flow, name, kind, purpose }: BankLine, ownNames: ReadonlySet<string>): boolean {
  const said = `${kind ?? ''}${purpose}`;
  if (flow === 'in' ? OF_GIFTS.test(said) : GIVEN_BACK.test(said)) return true;
  const plain = plainName(name ?? '');
  return plain !== '' && !ownNames.has(plain) && !OF_BANKS.test(plain) && !(flow === 'out' && OF_CHARGES.test(plain));
}

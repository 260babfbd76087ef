import type { Database } from '#database/connection.ts';
import { listAppeals, listFunds } from '#registry/queries.ts';
import { plainWords } from '../matching/texts.ts';
import type { WorkLine } from './money-match.ts';

export interface NamedFund {
  fund: { code: string; name: string; word: string };
  appeal?: { code: string; name: string };
}

const FORMS = /(?:专项资金|专项基金|专项|基金|资金|项目|募捐活动|募捐|行动)$/u;
/** Shorter parts of a name turn up in prose by chance. */
const SHORTEST = 3;

/** By which words a payer names a fund or an appeal: its name, its name without what all funds are called, its code. */
export function fundWords(name: string, code: string): string[] {
  const plain = plainWords(name);
  return [...new Set([plain, plain.replace(FORMS, ''), plainWords(code)])].filter(
    (word) => [...word].length >= SHORTEST,
  );
}

/** Reads the purpose of lines for the one fund or appeal it names; nothing where it names none or several. */
export async function readPurposes(db: Database): Promise<(line: WorkLine) => NamedFund | undefined> {
  const funds = (await listFunds(db)).map((fund) => ({ ...fund, words: fundWords(fund.name, fund.code) }));
  const appeals = (await listAppeals(db)).map((appeal) => ({ ...appeal, words: fundWords(appeal.name, appeal.code) }));
  return ({ purpose = '', kind = '' }) => {
    const said = plainWords(`${purpose}|${kind}`);
    const wordIn = ({ words }: { words: string[] }) => words.find((word) => said.includes(word));
    const appealed = appeals.filter((appeal) => wordIn(appeal) !== undefined);
    const named = funds.filter((fund) => wordIn(fund) !== undefined);
    const [appeal] = appealed;
    const codes = new Set([...named.map(({ code }) => code), ...appealed.map(({ fund }) => fund)]);
    const fund = funds.find(({ code }) => codes.has(code));
    if (codes.size !== 1 || fund === undefined) return undefined;
    const word = wordIn(fund) ?? (appeal && wordIn(appeal)) ?? fund.name;
    return {
      fund: { code: fund.code, name: fund.name, word },
      ...(appealed.length === 1 && appeal && { appeal: { code: appeal.code, name: appeal.name } }),
    };
  };
}

import { sql } from 'kysely';
import { decideWish, type WishDecision } from '#approval/wish.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { mayKeep } from '#ledger/booking.ts';
import { type Day, isDay } from '#ledger/day.ts';
import { RESTRICTIONS, type Restriction, STREAMS, type Stream } from '#ledger/posting.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import { checkNames } from '#registry/check-names.ts';
import { match } from '../matching/match.ts';
import { pinyinSound } from '../matching/pinyin.ts';
import { plainWords } from '../matching/texts.ts';
import { selectLines, workLine } from './line-rows.ts';
import { bankLines, ownAccountsOf, ruleOf } from './matching-input.ts';
import type { MoneyFlow, Person, WorkLine } from './money-match.ts';

/** A movement of the account whose kind or purpose holds these words is a fee or interest. Never a gift. */
export interface RuleInput {
  moneyAccount: bigint;
  makes: 'fee' | 'interest';
  /** 2 to 40 characters. */
  words: string;
  fund: string;
  stream: Stream;
  restriction: Restriction;
  validFrom: Day;
  validTo?: Day;
}

export interface RuleRow extends RuleInput {
  id: bigint;
  account: { name: string; kind: MoneyAccountKind; entity: string };
  flow: MoneyFlow;
  fundName: string;
  proposedBy: Person;
  proposedAt: Date;
  decision?: 'approved' | 'refused' | 'withdrawn';
  decisionReason?: string;
  decidedBy?: Person;
  decidedAt?: Date;
}

/** Lines already stored that the rule would have met: their number, sum, and some to look at, newest first. */
export interface DryRun {
  count: number;
  sumFen: bigint;
  /** Of them, still open. */
  open: number;
  lines: WorkLine[];
}

/** As many stored lines are tried; an account that holds more of them needs narrower words. */
const MOST_TRIED = 5_000;
const SHOWN = 20;

const flowOf = ({ makes }: Pick<RuleInput, 'makes'>): MoneyFlow => (makes === 'fee' ? 'out' : 'in');

/** What the rule would have met, as the matcher would; writes nothing. Runs the matcher: `match-desk.ts` does so in a thread. */
export async function tryRule(db: Database, rule: RuleInput): Promise<DryRun> {
  const met = await meeting(db, rule);
  return {
    count: met.length,
    sumFen: met.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    open: met.filter(({ state }) => state === 'open').length,
    lines: met.slice(0, SHOWN),
  };
}

/** Newest first. The database only narrows down: what a rule meets, the matcher says. */
async function meeting(db: Database, rule: RuleInput): Promise<WorkLine[]> {
  const { moneyAccount, makes, validFrom, validTo = null } = rule;
  const words = plainWords(rule.words);
  if (words === '') return [];
  const account = await db
    .selectFrom('moneyAccount')
    .select('entityCode')
    .where('id', '=', moneyAccount)
    .executeTakeFirst();
  if (!account) return [];
  const rows = await selectLines(db)
    .where('statementLine.moneyAccountId', '=', moneyAccount)
    .where('statementLine.flow', '=', flowOf(rule))
    .where('statementLine.occurredOn', '>=', validFrom)
    .$if(validTo !== null, (query) => query.where('statementLine.occurredOn', '<=', validTo ?? ''))
    .where(
      sql<boolean>`position(${words} in regexp_replace(
        normalize(coalesce(statement_line.kind, '') || '|' || coalesce(statement_line.purpose, ''), nfkc), '\\s', '', 'g')) > 0`,
    )
    .orderBy('statementLine.occurredOn', 'desc')
    .orderBy('statementLine.id', 'desc')
    .limit(MOST_TRIED)
    .execute();
  const lines = await bankLines(db, rows.map(workLine));
  const tried = ruleOf({ ...rule, id: 'tried', moneyAccountId: moneyAccount, flow: flowOf(rule), makes, validTo });
  const { combinations } = match(
    [...lines.values()].map(({ given }) => given),
    [],
    pinyinSound,
    { rules: [tried], ownAccounts: await ownAccountsOf(db, account.entityCode) },
  );
  const met = new Set(combinations.filter(({ by }) => by === 'rule').flatMap((each) => each.lines.map(({ id }) => id)));
  return [...lines].flatMap(([id, { line }]) => (met.has(id) ? [line] : []));
}

/** What would be refused, all at once; writes nothing. */
export const whyNotRule = async (db: Database, rule: RuleInput): Promise<Refusal[]> => {
  const found = await refusing(() => inTransaction(db, async (tx) => done(await wrongWith(tx, rule))));
  return found.ok ? found.value : found.refusals;
};

async function wrongWith(tx: Tx, rule: RuleInput): Promise<Refusal[]> {
  const { moneyAccount, makes, words, fund, stream, restriction, validFrom, validTo } = rule;
  const found: Refusal[] = [];
  const { length } = [...words.trim()];
  if (!['fee', 'interest'].includes(makes)) found.push({ kind: 'match_rule_makes_known', field: 'makes' });
  if (length < 2 || length > 40) found.push({ kind: 'match_rule_words_given', field: 'words' });
  if (!STREAMS.includes(stream)) found.push({ kind: 'match_rule_stream_known', field: 'stream' });
  if (!RESTRICTIONS.includes(restriction)) found.push({ kind: 'match_rule_restriction_known', field: 'restriction' });
  if (!isDay(validFrom)) found.push({ kind: 'dayMissing', field: 'validFrom' });
  else if (validTo !== undefined && (!isDay(validTo) || validTo < validFrom)) {
    found.push({ kind: 'match_rule_days_ordered', field: 'validTo' });
  }
  const account = await tx
    .selectFrom('moneyAccount')
    .select(['name', 'accountCode'])
    .where('id', '=', moneyAccount)
    .where('decision', '=', 'approved')
    .executeTakeFirst();
  if (!account) found.push({ kind: 'moneyAccountUnknown', field: 'moneyAccount' });
  else if (!mayKeep(account.accountCode as Parameters<typeof mayKeep>[0], restriction)) {
    found.push({ kind: 'agencyMoneyInOwnAccount', field: 'restriction', values: { name: account.name } });
  }
  return [...found, ...(await checkNames(tx, { fund }))];
}

/** Proposes a rule for another person to approve, with what it would have met. */
export async function proposeRule(
  db: Database,
  rule: RuleInput,
  by: bigint,
): Promise<Result<{ ruleId: bigint; dryRun: DryRun }>> {
  const dryRun = await tryRule(db, rule);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const refusals = await wrongWith(tx, rule);
      if (refusals.length > 0) return refused(...refusals);
      const { id } = await tx
        .insertInto('matchRule')
        .values({
          ...{ moneyAccountId: rule.moneyAccount, flow: flowOf(rule), words: rule.words.trim(), makes: rule.makes },
          ...{ fundCode: rule.fund, stream: rule.stream, restriction: rule.restriction, proposedBy: by },
          ...{ validFrom: rule.validFrom, validTo: rule.validTo ?? null },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by, 'propose rule', `rule ${id}`, { lines: dryRun.count });
      return done({ ruleId: id, dryRun });
    }),
  );
}

/** Another person's yes or no; whoever proposed it may take it back. Once decided it stays so. */
export async function decideRule(
  db: Database,
  { ruleId, ...wish }: { ruleId: bigint } & Omit<WishDecision, 'id'>,
): Promise<Result<undefined>> {
  const { decision, by } = wish;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const known = await tx.selectFrom('matchRule').select('id').where('id', '=', ruleId).executeTakeFirst();
      if (!known) return refused({ kind: 'matchRuleUnknown' });
      await decideWish(tx, 'matchRule', { id: ruleId, ...wish });
      await audit(tx, by, `${decision} rule`, `rule ${ruleId}`);
      return done(undefined);
    }),
  );
}

/** Rules of an entity: waiting, in force, over, or only those that wait; newest first. */
export async function listRules(
  db: Database,
  { entity, waiting = false }: { entity: string; waiting?: boolean },
): Promise<RuleRow[]> {
  const rows = await db
    .selectFrom('matchRule')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'matchRule.moneyAccountId')
    .innerJoin('fund', 'fund.code', 'matchRule.fundCode')
    .innerJoin('appUser as proposer', 'proposer.id', 'matchRule.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'matchRule.decidedBy')
    .selectAll('matchRule')
    .select([
      'moneyAccount.name as accountName',
      'moneyAccount.kind as accountKind',
      'moneyAccount.entityCode',
      'fund.name as fundName',
      'proposer.displayName as proposerName',
      'decider.displayName as deciderName',
    ])
    .where('moneyAccount.entityCode', '=', entity)
    .$if(waiting, (query) => query.where('matchRule.decision', 'is', null))
    .orderBy('matchRule.id', 'desc')
    .execute();
  const found: RuleRow[] = [];
  for (const row of rows) {
    const { decision, decidedBy, decidedAt } = row;
    const input: RuleInput = {
      moneyAccount: row.moneyAccountId,
      makes: row.makes as RuleInput['makes'],
      words: row.words,
      fund: row.fundCode,
      stream: row.stream as Stream,
      restriction: row.restriction as Restriction,
      validFrom: row.validFrom,
      ...(row.validTo !== null && { validTo: row.validTo }),
    };
    found.push({
      id: row.id,
      ...input,
      account: { name: row.accountName, kind: row.accountKind as MoneyAccountKind, entity: row.entityCode },
      flow: row.flow as MoneyFlow,
      fundName: row.fundName,
      proposedBy: { id: row.proposedBy, name: row.proposerName },
      proposedAt: row.proposedAt,
      ...(decision !== null && { decision: decision as NonNullable<RuleRow['decision']> }),
      ...(row.decisionReason !== null && { decisionReason: row.decisionReason }),
      ...(decidedBy !== null && { decidedBy: { id: decidedBy, name: row.deciderName ?? '' } }),
      ...(decidedAt !== null && { decidedAt }),
    });
  }
  return found;
}

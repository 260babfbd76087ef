import { may } from '#auth/permissions.ts';
import type { Person } from '#auth/sessions.ts';
import type { Database } from '#database/connection.ts';
import { formatFen } from '#ledger/money.ts';
import { CASH } from '#ledger/unit.ts';
import { given, type Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import { inOrderOf, type RegisterChoices } from '#office/register-choices.ts';
import { normalNumber } from '#reconciliation/accounts/money-account.ts';
import { listApprovedMoneyAccounts } from '#reconciliation/accounts/queries.ts';
import type { WorkLine } from '#reconciliation/matches/money-match.ts';
import { donorKindOf, paymentReferenceOf } from '#reconciliation/matches/payer.ts';
import { readPurposes } from '#reconciliation/matches/purpose-words.ts';
import { usualFunds } from '#reconciliation/matches/usual-funds.ts';
import { linesById } from '#reconciliation/matches/work-list.ts';
import { plainName } from '#reconciliation/matching/texts.ts';
import { addressOf, afterwards, fieldsOf, type Scope, scopeOf } from './scope.ts';

/** Entries with a form of their own that a line may be, coming in only an appropriation given back; a transfer of which one half is there goes either way. */
export const NOUNS_OF_LINES = ['appropriations', 'batches', 'purchases', 'adjustments'] as const;
export type NounOfLine = (typeof NOUNS_OF_LINES)[number];

/** A line that a form is opened from, and where its person came from. Only its number stands in the address. */
export interface FromLine {
  line: WorkLine;
  /** Nobody has dealt with it meanwhile. */
  open: boolean;
  scope: Scope;
  /** Put before what else an address of the form says: `?line=12&…`. */
  query: string;
  back: string;
  /** Where the work goes on once it is entered. */
  afterwards: string;
}

/** The address of a form that begins with what the line says. */
export const formFromLine = (noun: NounOfLine, line: Pick<WorkLine, 'id'>, scope: Scope): string =>
  `/admin/${noun}/new?${new URLSearchParams([['line', String(line.id)], ...fieldsOf(scope)])}`;

/** The line that the address names; undefined where it names none, or none that this person may see. */
export async function lineOf(
  db: Database,
  { searchParams }: URL,
  person: Pick<Person, 'roles'> | undefined,
): Promise<FromLine | undefined> {
  const id = parseId(searchParams.get('line'));
  if (id === undefined || !person || !may(person, 'readStatements')) return undefined;
  const [line] = await linesById(db, [id]);
  const scope = line && scopeOf(searchParams, [line.entity]);
  if (!line || !scope) return undefined;
  return {
    line,
    open: line.matchId === undefined,
    scope,
    query: `?${new URLSearchParams([['line', String(id)], ...fieldsOf(scope)])}`,
    back: `/admin/reconciliation${addressOf(scope, { next: undefined })}`,
    afterwards: `/admin/reconciliation${addressOf(afterwards(scope))}`,
  };
}

/** A form as the line fills it in: account, day, amount, the other side and the bank's number; what only a person knows is left. */
export async function valuesOfLine(
  db: Database,
  noun: NounOfLine,
  line: WorkLine,
  register: Pick<RegisterChoices, 'funds' | 'organisations'>,
): Promise<Values> {
  const { entity, day, account, counterparty, flow, amountFen } = line;
  const named = (await readPurposes(db))(line);
  const [usual] = inOrderOf(register.funds, await usualFunds(db, entity));
  const name = counterparty.name?.trim();
  const amount = formatFen(amountFen);
  const header: [string, string | undefined][] = [
    ['entity', entity],
    ['fund', named?.fund.code ?? usual?.code],
    ['moneyAccount', String(account.id)],
    ['occurred', 'day'],
    ['occurredFrom', day],
    ['sourceReference', paymentReferenceOf(line)],
  ];
  if (noun === 'batches') return given([...header, ['unit', CASH], ['total', amount]]);
  if (noun === 'purchases') {
    // A supplier is published: where the money went to a person, who it is for is said by whoever enters it.
    const supplier = name && donorKindOf(name) !== 'person' ? name : undefined;
    return given([...header, ['supplier', supplier], ['lines.1.priceFen', amount]]);
  }
  if (noun === 'appropriations') {
    const plain = plainName(name ?? '');
    const receiver = plain && register.organisations.find(({ words }) => plainName(words) === plain)?.code;
    return given([
      ...header,
      // What comes in is what a receiver had left and gives back.
      ['direction', flow === 'in' ? 'return' : 'out'],
      ['lines.1.unit', CASH],
      ['lines.1.amount', amount],
      ['lines.1.receiver', receiver || undefined],
    ]);
  }
  const number = normalNumber(counterparty.account);
  const other = (await listApprovedMoneyAccounts(db, entity)).find(
    (each) => number !== undefined && each.number === number && each.id !== account.id,
  );
  const [from, to] = flow === 'out' ? [account.id, other?.id] : [other?.id, account.id];
  return given([
    ...header.filter(([field]) => field !== 'moneyAccount'),
    ['moneyAccount', from?.toString()],
    ['toMoneyAccount', to?.toString()],
    ['reason', 'transfer'],
    ['unit', CASH],
    ['amount', amount],
  ]);
}

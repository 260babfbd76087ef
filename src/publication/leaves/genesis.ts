import type { Tx } from '#database/connection.ts';
import { ACCOUNTS, type AccountCode } from '#ledger/account.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import type { ComposedLeaf } from '../composed-leaf.ts';

/** How a log begins: its own key, then the chart of accounts, so that every later posting can be read from the log alone. */
export async function composeGenesis(tx: Tx, verifierKey: string): Promise<ComposedLeaf[]> {
  return [
    { leaf: { v: 1, kind: 'key', action: 'add', role: 'log', verifierKey }, texts: {}, publicFields: [] },
    ...(await composeAccounts(tx, new Set())),
  ];
}

/** Accounts that joined the chart after the log had begun; none where it holds them all. */
export async function composeLaterAccounts(tx: Tx): Promise<ComposedLeaf[]> {
  const rows = await tx
    .selectFrom('logLeaf')
    .select('bytes')
    .where('kind', '=', 'register')
    .where('actId', 'is', null)
    .orderBy('leafIndex')
    .execute();
  const known = rows.flatMap(({ bytes }) => {
    const parsed = parseLeaf(bytes);
    return parsed.ok && parsed.leaf.kind === 'register' && parsed.leaf.subject === 'account' ? [parsed.leaf.code] : [];
  });
  return composeAccounts(tx, new Set(known));
}

async function composeAccounts(tx: Tx, known: ReadonlySet<string>): Promise<ComposedLeaf[]> {
  const accounts = await tx.selectFrom('account').select(['code', 'name']).orderBy('code').execute();
  return accounts
    .filter(({ code }) => !known.has(code))
    .map(({ code, name }): ComposedLeaf => {
      const { flow, debit } = ACCOUNTS[code as AccountCode];
      return {
        leaf: { v: 1, kind: 'register', subject: 'account', code, flow, debit },
        texts: { name },
        publicFields: ['name'],
      };
    });
}

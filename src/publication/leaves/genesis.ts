import type { Tx } from '#database/connection.ts';
import { ACCOUNTS, type AccountCode } from '#ledger/account.ts';
import type { ComposedLeaf } from '../composed-leaf.ts';

/** How a log begins: its own key, then the chart of accounts, so that every later posting can be read from the log alone. */
export async function composeGenesis(tx: Tx, verifierKey: string): Promise<ComposedLeaf[]> {
  const accounts = await tx.selectFrom('account').select(['code', 'name']).orderBy('code').execute();
  return [
    { leaf: { v: 1, kind: 'key', action: 'add', role: 'log', verifierKey }, texts: {}, publicFields: [] },
    ...accounts.map(({ code, name }): ComposedLeaf => {
      const { flow, debit } = ACCOUNTS[code as AccountCode];
      return {
        leaf: { v: 1, kind: 'register', subject: 'account', code, flow, debit },
        texts: { name },
        publicFields: ['name'],
      };
    }),
  ];
}

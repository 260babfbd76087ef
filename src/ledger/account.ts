/** The part an account plays in received = disbursed + appropriated + adjusted + unstated + balance. */
export type Flow = 'holding' | 'received' | 'disbursed' | 'appropriated' | 'adjusted' | 'unstated';

export interface Account {
  flow: Flow;
  /** Ordinary side. */
  debit: boolean;
  /** Kept per counterparty and never below zero: what a receiver reports or returns it must have got. */
  perCounterparty?: true;
}

/** The chart of accounts (民间非营利组织会计制度), equal to the table `account`; a test compares them. */
export const ACCOUNTS = {
  '1001': { flow: 'holding', debit: true },
  '100201': { flow: 'holding', debit: true },
  '100202': { flow: 'holding', debit: true },
  '1009': { flow: 'holding', debit: true },
  '1122': { flow: 'appropriated', debit: true, perCounterparty: true },
  '1201': { flow: 'holding', debit: true },
  '120901': { flow: 'adjusted', debit: false },
  '1299': { flow: 'unstated', debit: true },
  '1801': { flow: 'holding', debit: true },
  '2209': { flow: 'adjusted', debit: false },
  '260101': { flow: 'received', debit: false },
  '260102': { flow: 'disbursed', debit: true },
  '3101': { flow: 'adjusted', debit: false },
  '3102': { flow: 'adjusted', debit: false },
  '3201': { flow: 'adjusted', debit: false },
  '410101': { flow: 'received', debit: false },
  '410102': { flow: 'received', debit: false },
  '480101': { flow: 'adjusted', debit: false },
  '480102': { flow: 'received', debit: false },
  '510101': { flow: 'disbursed', debit: true },
  '510102': { flow: 'appropriated', debit: true, perCounterparty: true },
  '5301': { flow: 'adjusted', debit: true },
  '5401': { flow: 'adjusted', debit: true },
} as const satisfies Record<string, Account>;

export type AccountCode = keyof typeof ACCOUNTS;

export const accountCodes = Object.keys(ACCOUNTS) as AccountCode[];
export const accountOf = (code: AccountCode): Account => ACCOUNTS[code];

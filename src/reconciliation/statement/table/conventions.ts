import type { Refusal } from '#ledger/refusal.ts';
import type { Header } from './header.ts';
import type { DayOrder } from './moment.ts';

/** What a file leaves to whoever reads all of it: single lines do not tell. */
export interface Conventions {
  /** Of days that end with the year; unset where nothing tells. */
  dayOrder?: DayOrder;
  /** The column whose days are numbers as a spreadsheet counts them, all of them. */
  serialColumn?: number;
  /** The column whose words say the direction, where its heading does not. */
  flowColumn?: number;
  /** A minus beside 借, 支出 or in the column of payments is how payments are written, and no red entry. */
  minusIsPayment: boolean;
  /** Whether one column with signs counts what was charged, as a credit card's bill does. */
  charges: boolean;
  /** What the rows leave open and a clerk must say: refused once, and read plainly for its sums. */
  questions?: readonly Refusal[];
}

export const PLAIN_CONVENTIONS: Conventions = { minusIsPayment: false, charges: false };

/** Columns whose words say the direction, in the order in which they are asked. */
export const flowColumns = ({ columns }: Header, { flowColumn }: Conventions): readonly number[] =>
  flowColumn === undefined ? (columns.flow ?? []) : [flowColumn];

/** 支出金额（-元） says that a minus is how its amounts are written. */
export const headingSaysMinus = (heading: string): boolean => /-元/.test(heading.normalize('NFKC'));

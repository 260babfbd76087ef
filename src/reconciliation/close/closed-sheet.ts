import type { Day } from '#ledger/day.ts';
import type { LooseItem } from './account-sheet.ts';
import type { BalanceSeen } from './balance-seen.ts';
import type { CloseState, SheetOfAccount } from './close-state.ts';
import type { Absence } from './statement-absence.ts';

/**
 * A sheet as it is kept with a close: figures in fen as text, and never the name or account of the other side of a line,
 * which is looked up where the sheet is shown.
 */
export interface ClosedAccount {
  id: string;
  name: string;
  kind: string;
  number?: string;
  ledgerAccount: string;
  bookFen: string;
  outsideFen: string;
  statementFen?: string;
  adjustedBookFen: string;
  adjustedStatementFen?: string;
  countedFen?: string;
  countedOn?: string;
  inOpening?: { count: number; fen: string };
  /** Stored statements that begin by the last day. */
  statements: number;
  bankOnly: ClosedItem[];
  booksOnly: ClosedItem[];
  /** What somebody saw on the account and said, where no statement did. */
  seen?: { id: string; day: string; fen: string; by: string }[];
  /** No statement of movements was there: all rests on what was seen. */
  balanceOnly?: true;
  absences?: { from: string; to: string; reason: string; note?: string; by: string }[];
  /** Whoever said either: none of them approves the close. */
  statedBy?: string[];
}

export interface ClosedItem {
  id: string;
  day: string;
  amountFen: string;
  /** Number of the act; a line is known by its id. */
  number?: string;
  reason?: string;
  note?: string;
}

export interface ClosedSheet {
  accounts: ClosedAccount[];
  unplacedFen: string;
  undecided: number;
}

export function closedSheet(state: CloseState): ClosedSheet {
  return {
    accounts: state.sheets
      .filter(({ idle, absences }) => !idle || absences.length > 0)
      .map((sheet) => closedAccount(sheet, state.through)),
    unplacedFen: String(state.unplaced.fen),
    undecided: state.undecided,
  };
}

function closedAccount(sheet: SheetOfAccount, through: Day): ClosedAccount {
  const { account, count, inOpening, seen, absences } = sheet;
  const statedBy = [...new Set([...seen, ...absences].map(({ by }) => String(by.id)))].sort();
  return {
    ...{ id: String(account.id), name: account.name, kind: account.kind, ledgerAccount: account.ledgerAccount },
    ...(account.number !== undefined && { number: account.number }),
    bookFen: String(sheet.bookFen),
    outsideFen: String(sheet.outsideFen),
    ...(sheet.statementFen !== undefined && { statementFen: String(sheet.statementFen) }),
    adjustedBookFen: String(sheet.adjustedBookFen),
    ...(sheet.adjustedStatementFen !== undefined && { adjustedStatementFen: String(sheet.adjustedStatementFen) }),
    ...(count && { countedFen: String(count.totalFen), countedOn: count.day }),
    ...(inOpening && { inOpening: { count: inOpening.count, fen: String(inOpening.fen) } }),
    statements: sheet.statements.filter(({ firstDay }) => firstDay <= through).length,
    bankOnly: sheet.bankOnly.map((item) => closedItem(item)),
    booksOnly: sheet.booksOnly.map((item) => closedItem(item, item.label)),
    ...(seen.length > 0 && { seen: seen.map(keptBalance) }),
    ...(sheet.balanceOnly && { balanceOnly: true as const }),
    ...(absences.length > 0 && { absences: absences.map(keptAbsence) }),
    ...(statedBy.length > 0 && { statedBy }),
  };
}

export const keptAbsence = ({ from, to, reason, note, by }: Absence) => ({
  ...{ from, to, reason, by: by.name },
  ...(note !== undefined && { note }),
});

export const keptBalance = ({ id, day, fen, by }: BalanceSeen) => ({
  id: String(id),
  day,
  fen: String(fen),
  by: by.name,
});

const closedItem = ({ id, day, amountFen, reason, note }: LooseItem, number?: string): ClosedItem => ({
  ...{ id, day, amountFen: String(amountFen) },
  ...(number !== undefined && { number }),
  ...(reason !== undefined && { reason }),
  ...(note !== undefined && { note }),
});

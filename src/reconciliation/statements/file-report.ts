import type { Refusal } from '#ledger/refusal.ts';
import type { Mapping } from '../statement/table/mapping.ts';
import type { Scope } from './formats.ts';

/** What a statement in the file comes to; amounts in fen as decimal text, for they go through JSON. */
export interface PartReport {
  /** Name within the zip. */
  member?: string;
  /** Of a workbook, the name of the sheet. */
  sheet?: string;
  format: string;
  scope: Scope;
  currency: string;
  /** As the file writes it. */
  account?: string;
  lines: number;
  inFen: string;
  outFen: string;
  openingFen?: string;
  closingFen?: string;
  firstDay?: string;
  lastDay?: string;
  /** closing: opening + in − out; chain: the balance after each line; totals: counts and sums the file states. */
  checked: ('closing' | 'chain' | 'totals')[];
  /** Something that the file states of itself is otherwise; its refusals and notes say what. */
  differs?: true;
  known: number;
  fresh: number;
}

export interface PreviewLine {
  place: number;
  day: string;
  time?: string;
  flow: string;
  amountFen: string;
  balanceFen?: string;
  counterparty?: string;
  purpose?: string;
}

/** What reading a file came to, as the preview shows it. */
export interface FileReport {
  parts: PartReport[];
  /** Nothing of the file can be stored while there is one. */
  refusals: Refusal[];
  /** Beyond those that are kept. */
  moreRefusals: number;
  notes: Refusal[];
  preview: PreviewLine[];
  /** Where a clerk may begin to tell how the file is to be read. */
  guess?: Mapping;
  /** Of a workbook, what the sheet with the table begins with; other files are looked at where they lie. */
  firstRows?: string[][];
  /** All of its sheets in which anything stands, that one first. */
  sheets?: { name: string; rows: string[][] }[];
  /** Whether it has rows and columns that a clerk can say something of. */
  tabular?: true;
  /** Whoever said that it be stored, and how the store failed if it did; a refusal in words. */
  askedBy?: string;
  failure?: Refusal;
}

export const EMPTY_REPORT: FileReport = { parts: [], refusals: [], moreRefusals: 0, notes: [], preview: [] };

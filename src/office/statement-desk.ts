/** Reads and stores statements in threads of their own; what is due stands in the table statement_file. */
export interface StatementDesk {
  /** Something new is due. */
  wake(): void;
}

/** What a statement may be at most; beyond it, it is refused with the figure and what to do (split by month). */
export const MOST = {
  /** Of a file as it was uploaded. */
  bytes: 512 * 1024 * 1024,
  /** Of a file within a zip or a workbook, unpacked. */
  unpackedBytes: 256 * 1024 * 1024,
  /** Files in a zip. */
  members: 200,
  /** Rows of a workbook, which is held in memory; other formats stream. */
  workbookRows: 200_000,
  /** Cells of a workbook of markup, the empty ones between filled ones too, and columns: spans and places cost no bytes. */
  workbookCells: 10_000_000,
  workbookColumns: 1_024,
  /** Signs of a heading, of a title, label or total, and of an amount; what is longer is none of them. */
  headingSigns: 200,
  labelSigns: 500,
  figureSigns: 100,
  /** Signs of a comment in OFX. */
  commentSigns: 100_000,
} as const;

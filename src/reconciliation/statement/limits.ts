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
} as const;

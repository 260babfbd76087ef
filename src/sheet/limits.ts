/** What a register may be at most; beyond it, it is refused with the figure. A year of a county's gifts is well below. */
export const MOST = {
  /** Of a file as it was uploaded. */
  bytes: 20 * 1024 * 1024,
  /** Of a workbook's parts together, unpacked. */
  unpackedBytes: 100 * 1024 * 1024,
  /** Parts of a workbook: sheets, styles, pictures. */
  members: 500,
  /** Filled rows under the headings. */
  rows: 20_000,
  columns: 300,
} as const;

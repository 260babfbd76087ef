/**
 * Files of a release that are made outside the pages from a known part of the log: exports, search chunks, pictures.
 * The same name and key under the same code give the same bytes, so the next release carries them over unread.
 */
export interface ReleasePart {
  /** Unique among the parts of a release, such as `search/10000/3` or `data/gifts/2020-02`. */
  name: string;
  /** All that the bytes depend on beside the code: the range of leaves, the state of their openings, their corrections. */
  key: string;
  /** Paths within the release that `write` makes, known beforehand. */
  files: readonly string[];
  /** Writes every one of `files` under `folder`; large ones as streams. Compressed twins are made for it afterwards. */
  write(folder: string): Promise<void>;
}

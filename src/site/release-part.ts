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
  /**
   * A hidden file that `write` adds in a release: which pieces the files are put together from, so that the next release
   * takes over those that are still the same. Such a part compresses its own files.
   */
  pieces?: string;
  /**
   * Writes every one of `files` under `folder`; large ones as streams. In a release, compressed twins are made for it
   * afterwards. Outside one, as when somebody asks for the files alone, `release` is not given.
   */
  write(folder: string, release?: WrittenFor): Promise<void>;
}

export interface WrittenFor {
  /** Folder of the release before, where it was made by the same code. */
  before: string | undefined;
  /** What that release holds of the part of the same name. */
  files?: readonly string[];
  /** The bytes of one of those; undefined where they are not what they were. */
  read?: (file: string) => Promise<Uint8Array | undefined>;
}

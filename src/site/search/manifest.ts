/** `/search/index.json`: where the parts of the index lie. Their paths change with their content, this one does not. */
export interface SearchManifest {
  /** Folder → file of the fold of traditional characters. */
  fold: string;
  /** Organisations, funds, items, batches, appropriations and what else is few: one segment, written anew with every change. */
  register: { count: number; words: string; records: string };
  gifts: {
    count: number;
    /** Oldest first, without a gap. */
    segments: { first: number; count: number; words: string }[];
    /** Folders of `perFolder` gifts each. */
    records: string[];
    perFolder: number;
  };
  /** What codes of records stand for. */
  funds: Record<string, string>;
  entities: Record<string, string>;
  units: Record<string, { name: string; english?: string; measure: string; scale: number; family?: string }>;
  families: Record<string, { name: string; english?: string }>;
}

export const MANIFEST = 'search/index.json';

/** Files of the index carry deflated bytes, so that what is stored is what is sent, whatever the server does. */
export const wordFile = (folder: string, file: number): string => `${folder}/${file}.bin`;

/**
 * Gifts of one folder of records. A correction rewrites this many, never a whole segment; a notice corrects in many
 * places at once. The manifest names every folder: five hundred at a million gifts.
 */
export const GIFTS_PER_RECORDS = 2_000;

/** The smallest closed segment, and how many of a size become one of the next. */
export const SMALLEST_SEGMENT = 10_000;
export const SEGMENTS_MERGED = 4;

/**
 * The segments of so many gifts: as few as the sizes 10,000 × 4ⁿ allow, the greatest first, then the open rest. They
 * depend on the count alone; a segment once closed stays until four of its size become one, so each gift is rewritten
 * once for every fourfold growth, and a search meets at most three segments of a size.
 */
export function segmentsOf(
  count: number,
  smallest = SMALLEST_SEGMENT,
  merged = SEGMENTS_MERGED,
): { first: number; count: number }[] {
  const segments: { first: number; count: number }[] = [];
  let size = smallest;
  while (size * merged <= count) size *= merged;
  let first = 0;
  for (; size >= smallest; size /= merged) {
    for (; first + size <= count; first += size) segments.push({ first, count: size });
  }
  if (first < count) segments.push({ first, count: count - first });
  return segments;
}

/** How gifts are divided among files. */
export interface Layout {
  segments: (count: number) => { first: number; count: number }[];
  /** A multiple of `GIFTS_PER_PAGE` that divides every closed segment. */
  perFolder: number;
}

export const LAYOUT: Layout = { segments: segmentsOf, perFolder: GIFTS_PER_RECORDS };

/**
 * The numbered steps of a publish. What a crash after each leaves behind stands beside it; running the same command
 * again always ends in the same bytes, because step 3 fixes them in the database before any file is written.
 */
export const PUBLISH_STEPS = [
  /** 1. Nothing: the lock goes with the connection. */
  'lock',
  /** 2. Nothing: the published checkpoint was only read. */
  'compare',
  /** 3. The commit point: leaves, head, checkpoint and notice are in the database; files lag behind and are written next time. */
  'commit',
  /** 4. Bundles that no checkpoint speaks of yet; the next run finds the same bytes. */
  'bundles',
  /** 5. Tiles likewise. */
  'tiles',
  /**
   * 6. Openings and receipt buckets may be ahead of the checkpoint. Readers pass over leaves beyond it; of a gift beyond
   * it the look-up says that it is not signed yet, and an older one it proves from the partial tile, though its bucket
   * may bring the path of a tile that is full only in the next size. Buckets with a longer prefix lie unused until the
   * index leads to them (step 9).
   */
  'openings',
  /** 7. Nothing: files were read back. */
  'readBack',
  /** 8. The log is published; the site still shows the notice before. */
  'checkpoint',
  /** 9. A finished release nobody is led to yet; the next run builds its own. */
  'site',
  /** 10. The new release is served. */
  'release',
  /** 11. Done. */
  'finish',
] as const;

export type PublishStep = (typeof PUBLISH_STEPS)[number];

/** 1-based, as shown to people. */
export function stepNumber(step: PublishStep): number {
  return PUBLISH_STEPS.indexOf(step) + 1;
}

/**
 * Kills this process at a step when MINGZHANG_CRASH_AT asks for it, as a power cut would: `4` before the step's work
 * (lost), `4+` right after it (done but unacknowledged). Only the tests set it.
 */
export function crashPoint(step: PublishStep, when: 'before' | 'after'): void {
  const asked = process.env.MINGZHANG_CRASH_AT;
  if (asked === `${stepNumber(step)}${when === 'after' ? '+' : ''}`) process.kill(process.pid, 'SIGKILL');
}

import type { Insertable } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { DB } from '#database/schema.generated.ts';
import { insertAll } from '#intake/insert-all.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { disagreement } from '#log/agreement.ts';
import { toBase64Url } from '#log/base64.ts';
import { equal } from '#log/bytes.ts';
import { type OpenedCheckpoint, signCheckpoint } from '#log/checkpoint.ts';
import { type Leaf, TEXTS } from '#log/leaf.ts';
import { leafHash, RightEdge } from '#log/merkle.ts';
import type { Signer } from '#log/note.ts';
import { makeTexts, type Opening, type TextKind } from '#log/opening.ts';
import { leafBytes } from '#log/parse-leaf.ts';
import { positionsOf } from '#log/position.ts';
import { systemRandom } from '#log/random.ts';
import type { ComposedLeaf } from './composed-leaf.ts';
import { flowOf } from './public-balance.ts';

export interface LogHead {
  origin: string;
  size: bigint;
  root: Uint8Array;
  edge: RightEdge;
  notices: bigint;
}

/** Locks the head: from here to commit nobody else assigns an index. */
export async function lockHead(tx: Tx): Promise<LogHead> {
  const head = await tx.selectFrom('logHead').selectAll().forUpdate().executeTakeFirstOrThrow();
  return {
    origin: head.origin,
    size: head.size,
    root: head.root,
    edge: new RightEdge(head.size, head.rightEdge),
    notices: head.notices,
  };
}

/** Stores leaves after those the edge has seen, in the caller's transaction, and lets the edge grow by them. */
export async function appendLeaves(tx: Tx, edge: RightEdge, composed: readonly ComposedLeaf[]): Promise<void> {
  const leaves: Insertable<DB['logLeaf']>[] = [];
  const texts: Insertable<DB['opening']>[] = [];
  for (const part of composed) {
    const { bytes, openings } = commitTo(part);
    const hash = leafHash(bytes);
    const leafIndex = edge.size;
    edge.append(hash);
    leaves.push({
      leafIndex,
      kind: part.leaf.kind,
      actId: part.actId ?? null,
      bytes: Buffer.from(bytes),
      hash: Buffer.from(hash),
    });
    for (const { field, opening, digest } of openings) {
      texts.push({
        leafIndex,
        field,
        opening,
        digest: Buffer.from(digest, 'base64url'),
        public: part.publicFields.includes(field),
      });
    }
  }
  // Everyone who writes waits for this transaction: a statement for many rows, not one for each.
  await insertAll(leaves, (rows) => tx.insertInto('logLeaf').values(rows).execute());
  await insertAll(texts, (rows) => tx.insertInto('opening').values(rows).execute());
}

/**
 * Signs the head that the grown edge gives and moves to it: the commit point of publishing. The root is computed twice,
 * from what was hashed and from the stored bytes read back, before anything is signed.
 */
export async function signHead(
  tx: Tx,
  head: LogHead,
  edge: RightEdge,
  signer: Signer,
  now: Date,
): Promise<Pick<OpenedCheckpoint, 'size' | 'root'>> {
  const [size, root] = [edge.size, edge.root()];
  await recomputeBySecondPath(tx, head, size, root);
  const note = signCheckpoint({ origin: head.origin, size, root }, [signer]);
  await tx
    .insertInto('logCheckpoint')
    .values({ size, root: Buffer.from(root), note, signedAt: now })
    .execute();
  const moved = await tx
    .updateTable('logHead')
    .set({ size, root: Buffer.from(root), rightEdge: edge.hashes.map((hash) => Buffer.from(hash)) })
    .set({ notices: head.notices + 1n })
    .where('size', '=', head.size)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new Error('the head of the log moved while its row was locked');
  return { size, root };
}

/** Canonical bytes of a leaf and the openings its digests commit to. Throws on a leaf that no verifier would accept. */
function commitTo(part: ComposedLeaf): { bytes: Uint8Array; openings: Opening[] } {
  const { leaf } = part;
  if (leaf.kind === 'statement' || leaf.kind === 'key') return { bytes: accepted(leaf), openings: [] };
  const { digests, openings } = makeTexts(leaf.kind, part.texts, undefined, part.ready);
  return { bytes: accepted({ ...leaf, texts: digests }), openings };
}

function accepted(leaf: Leaf): Uint8Array {
  const made = leafBytes(leaf);
  if (!made.ok) throw new Error(`a ${leaf.kind} leaf cannot be published: ${made.code} at ${made.at ?? 'the whole'}`);
  return made.bytes;
}

/** Whether a verifier would accept the leaf, asked before anything is written: one bad act must not stop the others. */
export function whyNotAccepted(part: ComposedLeaf): Refusal[] {
  const { leaf } = part;
  const whole = leaf.kind === 'statement' || leaf.kind === 'key' ? leaf : { ...leaf, texts: placeholders(leaf.kind) };
  const made = leafBytes(whole);
  if (made.ok) return tellsOtherwise(whole);
  if (made.code === 'leafTooLarge') return [{ kind: 'leafTooLarge' }];
  return [{ kind: 'leafMalformed', values: { code: made.code, place: made.at ?? '' } }];
}

/** Lines and totals that the postings do not bear out: verifiers would refuse the log for good. */
function tellsOtherwise(leaf: Leaf): Refusal[] {
  if (!('postings' in leaf)) return [];
  const unit = disagreement(leaf, positionsOf(leaf.postings, flowOf));
  return unit === undefined ? [] : [{ kind: 'leafDoesNotAddUp', values: { unit } }];
}

/** As many and as long as the digests will be, and as different from each other. */
const placeholders = (kind: TextKind): string[] =>
  Array.from({ length: TEXTS[kind].digests }, () => toBase64Url(systemRandom(32)));

/** Stored right edge + the new leaves' stored bytes, read back: what will be served, not what we meant to store (LOG §6). */
async function recomputeBySecondPath(tx: Tx, head: LogHead, size: bigint, root: Uint8Array): Promise<void> {
  const stored = await tx.selectFrom('logHead').select(['rightEdge', 'root']).executeTakeFirstOrThrow();
  const edge = new RightEdge(head.size, stored.rightEdge);
  if (!equal(edge.root(), stored.root)) {
    throw new Error('the stored right edge does not give the stored root');
  }
  const leaves = await tx
    .selectFrom('logLeaf')
    .select('bytes')
    .where('leafIndex', '>=', head.size)
    .orderBy('leafIndex')
    .execute();
  for (const { bytes } of leaves) edge.append(leafHash(bytes));
  if (edge.size !== size || !equal(edge.root(), root)) {
    throw new Error('the stored leaves do not give the root about to be signed');
  }
}

import { closeTask, openTask } from '#approval/tasks.ts';
import { decideWish, type WishDecision, type WishStanding, wishStanding } from '#approval/wish.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { type DisplayChange, type JudgedDisplay, judgeDisplay, recordDisplay } from '#intake/change-display.ts';
import type { Display } from '#intake/donor.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { knowsAlias, NotCommitted, openByDisplay } from './open-by-display.ts';

const NOT_COMMITTED = { kind: 'displayNotCommitted', field: 'display' };

/** Writes down that gifts are to be shown more openly, and what proves it, for another person to decide. */
export async function proposeDisplay(
  tx: Tx,
  { actId, everyGift, wish, attachmentId }: DisplayChange & { attachmentId?: bigint },
  { number, actIds }: Pick<JudgedDisplay, 'number' | 'actIds'>,
  by: bigint,
): Promise<Result<bigint>> {
  const { display, alias, byGuardian, givenOn, evidence } = wish;
  if (givenOn === undefined) return refused({ kind: 'displayConsentDay', field: 'consentOn' });
  if (!(await knowsAlias(tx, actIds, wish))) return refused(NOT_COMMITTED);
  const { id } = await tx
    .insertInto('displayProposal')
    .values({
      ...{ actId, everyGift, display, byGuardian, givenOn, evidence: evidence.trim(), proposedBy: by },
      alias: alias?.trim() ?? null,
      attachmentId: attachmentId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await openTask(tx, actId, 'decideDisplay');
  await audit(tx, by, 'propose display', number, { display });
  return done(id);
}

/**
 * Another person's yes shows the gifts so; a no says why; who proposed it may take it back. What was agreed is judged once
 * more against the gifts as they stand. Returns how many published gifts are shown otherwise.
 */
export async function decideDisplay(db: Database, wish: WishDecision): Promise<Result<{ published: number }>> {
  const { id, decision, by } = wish;
  try {
    return await refusing(() =>
      inTransaction(db, async (tx): Promise<Result<{ published: number }>> => {
        const proposal = await findProposal(tx, id);
        if (!proposal) return refused({ kind: 'displayProposalUnknown' });
        const { change, number, proposedBy } = proposal;
        // The gifts first, in the order in which everyone locks them.
        const judged = decision === 'approved' ? await judgeDisplay(tx, change) : undefined;
        if (judged && !judged.ok) return judged;
        await decideWish(tx, 'displayProposal', wish);
        await closeTask(tx, change.actId, 'decideDisplay');
        let [gifts, published] = [0, 0];
        if (judged) {
          gifts = await recordDisplay(tx, change, judged.value, proposedBy, id);
          published = await openByDisplay(tx, judged.value.actIds);
        }
        await audit(tx, by, `${decision} display`, number, { display: change.wish.display, gifts });
        return done({ published });
      }),
    );
  } catch (cause) {
    // Thrown, so that neither the decision nor the wish is recorded.
    if (cause instanceof NotCommitted) return refused(NOT_COMMITTED);
    throw cause;
  }
}

/** Closes what was proposed for these gifts, alone or among all of their giver: a later wish to show less stands. */
export async function overtakeProposals(
  tx: Tx,
  actIds: readonly bigint[],
  { by, reason }: { by: bigint; reason: string },
): Promise<void> {
  if (actIds.length === 0) return;
  const closed = await tx
    .updateTable('displayProposal')
    .set({ decision: 'overtaken', decisionReason: reason, decidedBy: by, decidedAt: new Date() })
    .where('decision', 'is', null)
    .where((eb) =>
      eb.or([
        eb('actId', 'in', [...actIds]),
        eb.and([
          eb('everyGift', '=', true),
          eb(
            'actId',
            'in',
            eb
              .selectFrom('donation as hidden')
              .innerJoin('donation as other', 'other.donorId', 'hidden.donorId')
              .select('other.actId')
              .where('hidden.actId', 'in', [...actIds]),
          ),
        ]),
      ]),
    )
    .returning(['id', 'actId'])
    .execute();
  for (const { id, actId } of closed) {
    await closeTask(tx, actId, 'decideDisplay');
    await audit(tx, by, 'overtaken display', `display ${id}`);
  }
}

async function findProposal(
  tx: Tx,
  id: bigint,
): Promise<{ change: DisplayChange; number: string; proposedBy: bigint } | undefined> {
  const row = await tx
    .selectFrom('displayProposal')
    .innerJoin('act', 'act.id', 'displayProposal.actId')
    .select(['actId', 'everyGift', 'display', 'alias', 'byGuardian', 'givenOn', 'evidence', 'proposedBy', 'number'])
    .where('displayProposal.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { actId, everyGift, alias, byGuardian, givenOn, evidence, number, proposedBy } = row;
  const wish = { display: row.display as Display, byGuardian, givenOn, evidence, ...(alias !== null && { alias }) };
  return { change: { actId, everyGift, wish }, number, proposedBy };
}

export interface DisplayProposalRow extends WishStanding {
  actId: bigint;
  number: string;
  /** The giver, as the house knows them. */
  donorName: string;
  everyGift: boolean;
  display: Display;
  alias: string | null;
  byGuardian: boolean;
  givenOn: string;
  evidence: string;
  paper: { id: bigint; fileName: string } | undefined;
}

/** Open proposals first, then the decided ones, newest first; of one entry where it is given. */
export async function listDisplayProposals(
  db: Database,
  { limit, actId }: { limit: number; actId?: bigint },
): Promise<DisplayProposalRow[]> {
  const rows = await db
    .selectFrom('displayProposal')
    .innerJoin('appUser as proposer', 'proposer.id', 'displayProposal.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'displayProposal.decidedBy')
    .innerJoin('act', 'act.id', 'displayProposal.actId')
    .innerJoin('donation', 'donation.actId', 'displayProposal.actId')
    .innerJoin('donor', 'donor.id', 'donation.donorId')
    .leftJoin('attachment', 'attachment.id', 'displayProposal.attachmentId')
    .select(['displayProposal.id', 'displayProposal.actId', 'act.number', 'donor.legalName as donorName', 'everyGift'])
    .select(['displayProposal.display', 'alias', 'byGuardian', 'givenOn', 'displayProposal.evidence'])
    .select(['proposedBy', 'proposer.displayName as proposerName', 'proposedAt', 'decision', 'decisionReason'])
    .select(['decidedAt', 'decider.displayName as decidedByName', 'attachmentId', 'fileName'])
    .$if(actId !== undefined, (query) => query.where('displayProposal.actId', '=', actId ?? 0n))
    .orderBy((eb) => eb('decision', 'is not', null))
    .orderBy('displayProposal.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...wishStanding(row),
    ...{ actId: row.actId, number: row.number, donorName: row.donorName, everyGift: row.everyGift },
    ...{ display: row.display as Display, alias: row.alias, byGuardian: row.byGuardian },
    ...{ givenOn: row.givenOn, evidence: row.evidence },
    paper: row.attachmentId === null ? undefined : { id: row.attachmentId, fileName: row.fileName ?? '' },
  }));
}

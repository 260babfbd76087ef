import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { DonorKind } from '#intake/donor.ts';
import { earmarkOf } from './earmark-words.ts';
import { enteredEarlier } from './enter-line.ts';
import { likelyInBooks } from './in-books.ts';
import type { WorkLine, WorkRecord } from './money-match.ts';
import { donorKindOf, payerOf, paymentReferenceOf } from './payer.ts';
import { type NamedFund, readPurposes } from './purpose-words.ts';
import { linesById } from './work-list.ts';

interface KnownDonor {
  id: bigint;
  kind: DonorKind;
  legalName: string;
  phone?: string;
  /** Number of the last gift that stands: tells givers of one name apart. */
  lastGift?: string;
  /** An approved match had this giver pay from the line's account; else only the name is the same. */
  sameAccount: boolean;
}

/** What a line says of the gift it may be; the clerk sees and changes it before anything is entered. */
export interface GiftSuggestion extends Partial<NamedFund> {
  line: WorkLine;
  /** Empty where the line does not tell it. */
  legalName: string;
  donorKind: DonorKind;
  /** Givers of the same legal name, known accounts first: offered, and chosen only by a person. */
  donors: KnownDonor[];
  paymentReference?: string;
  /** What the payer says the money is for, in the payer's words: a person decides whether that binds it. */
  earmark?: string;
  /** Acts entered from this line before that still stand, and gifts that carry its reference. */
  earlier: { actId: bigint; number: string }[];
  /** Of its amount and a like name, and without a line: the clerk must say that this is another gift. */
  inBooks: WorkRecord[];
}

export async function suggestGifts(db: Database, lineIds: readonly bigint[]): Promise<GiftSuggestion[]> {
  const lines = await linesById(db, lineIds);
  const named = await readPurposes(db);
  const names = lines.flatMap((line) => payerOf(line) ?? []);
  const donors = await donorsNamed(db, names);
  const accounts = await accountsSeen(
    db,
    donors.map(({ id }) => id),
  );
  const entered = await enteredEarlier(db, lineIds);
  const referenced = await giftsByReference(
    db,
    lines.flatMap((line) => paymentReferenceOf(line) ?? []),
  );
  const inBooks = await likelyInBooks(db, lines);
  return lines.map((line) => {
    const legalName = payerOf(line) ?? '';
    const paymentReference = paymentReferenceOf(line);
    const own = entered.filter(({ lineId }) => lineId === line.id).map(({ actId, number }) => ({ actId, number }));
    const others = (referenced.get(paymentReference ?? '') ?? []).filter(
      ({ actId }) => !own.some((act) => act.actId === actId),
    );
    const earmark = earmarkOf(line);
    const { account } = line.counterparty;
    return {
      line,
      legalName,
      donorKind: donorKindOf(legalName),
      donors: donors
        .filter((donor) => donor.legalName === legalName)
        .map((donor) => ({
          ...donor,
          sameAccount: account !== undefined && (accounts.get(donor.id)?.has(account) ?? false),
        }))
        .sort((one, other) => Number(other.sameAccount) - Number(one.sameAccount)),
      ...named(line),
      ...(paymentReference !== undefined && { paymentReference }),
      ...(earmark !== undefined && { earmark }),
      earlier: [...own, ...others],
      inBooks: inBooks.get(line.id) ?? [],
    };
  });
}

async function donorsNamed(db: Database, names: readonly string[]): Promise<Omit<KnownDonor, 'sameAccount'>[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('donor')
    .select(['id', 'kind', 'legalName', 'phone'])
    .select(
      sql<string | null>`(select a.number from donation g
        join act a on a.id = g.act_id
        join act_status s on s.act_id = a.id
        where g.donor_id = donor.id and s.status not in ('withdrawn', 'reversed')
        order by a.id desc limit 1)`.as('lastGift'),
    )
    .where('legalName', '=', sql<string>`any(${[...new Set(names)]}::text[])`)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ phone, lastGift, ...donor }) => ({
    ...donor,
    kind: donor.kind as DonorKind,
    ...(phone !== null && { phone }),
    ...(lastGift !== null && { lastGift }),
  }));
}

/** Accounts that givers paid from, by approved matches of one gift: of several together, nobody knows who paid. */
export async function accountsSeen(db: Database, donorIds?: readonly bigint[]): Promise<Map<bigint, Set<string>>> {
  const rows = await db
    .selectFrom('moneyMatchAct')
    .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchAct.matchId')
    .innerJoin('donation', 'donation.actId', 'moneyMatchAct.actId')
    .innerJoin('moneyMatchLine', 'moneyMatchLine.matchId', 'moneyMatch.id')
    .innerJoin('statementLine', 'statementLine.id', 'moneyMatchLine.lineId')
    .select(['donation.donorId', 'statementLine.counterpartyAccount'])
    .distinct()
    .where('moneyMatch.decision', '=', 'approved')
    .where('moneyMatchAct.released', '=', false)
    .where('statementLine.counterpartyAccount', 'is not', null)
    .where(
      sql<boolean>`not exists (
        select 1 from money_match_act other
        where other.match_id = money_match.id and other.act_id <> money_match_act.act_id)`,
    )
    .$if(donorIds !== undefined, (query) =>
      query.where('donation.donorId', '=', sql<bigint>`any(${[...(donorIds ?? [])]}::bigint[])`),
    )
    .execute();
  const seen = new Map<bigint, Set<string>>();
  for (const { donorId, counterpartyAccount } of rows) {
    seen.set(donorId, (seen.get(donorId) ?? new Set()).add(counterpartyAccount ?? ''));
  }
  return seen;
}

async function giftsByReference(
  db: Database,
  references: readonly string[],
): Promise<Map<string, { actId: bigint; number: string }[]>> {
  if (references.length === 0) return new Map();
  const rows = await db
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'act.number', 'paymentReference'])
    .where('paymentReference', '=', sql<string>`any(${[...new Set(references)]}::text[])`)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .orderBy('act.id')
    .execute();
  return Map.groupBy(rows, ({ paymentReference }) => paymentReference ?? '');
}

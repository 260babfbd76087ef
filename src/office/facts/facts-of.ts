import type { ActKind } from '#approval/act.ts';
import { choices } from '#i18n/zh-Hans/office-choices.ts';
import { detailWords } from '#i18n/zh-Hans/office-pages.ts';
import { accountFacts } from '#office/facts/account-facts.ts';
import { adjustmentFacts, appropriationFacts, batchFacts, issueFacts } from '#office/facts/disbursement-facts.ts';
import { donationFacts } from '#office/facts/donation-facts.ts';
import type { FactSources, Facts } from '#office/facts/facts.ts';
import { fundingFacts, listingFacts } from '#office/facts/intake-facts.ts';
import { purchaseFacts } from '#office/facts/purchase-facts.ts';
import { registerFacts } from '#office/facts/register-facts.ts';

const BY_KIND: Record<ActKind, (sources: FactSources) => Promise<Facts>> = {
  donation: donationFacts,
  funding: fundingFacts,
  listing: listingFacts,
  batch: batchFacts,
  issue: issueFacts,
  purchase: purchaseFacts,
  appropriation: appropriationFacts,
  adjustment: adjustmentFacts,
  registration: registerFacts,
  reversal: async ({ act: { reverses } }) => ({
    facts: reverses
      ? [
          { label: detailWords.reverses, value: reverses.number },
          {
            label: detailWords.reasonCode,
            value: choices.reversalReason[reverses.reasonCode as keyof typeof choices.reversalReason],
          },
          { label: detailWords.reason, value: reverses.reason, wide: true },
        ]
      : [],
    tables: [],
  }),
};

/** What an entry of any kind says. */
export async function factsOf(sources: FactSources): Promise<Facts> {
  const [own, { facts, tables }] = await Promise.all([accountFacts(sources), BY_KIND[sources.act.kind](sources)]);
  return { facts: [...own, ...facts], tables };
}

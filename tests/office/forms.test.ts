import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AdjustmentInput } from '#disbursement/adjustment.ts';
import type { AppropriationInput } from '#disbursement/appropriation.ts';
import type { BatchInput } from '#disbursement/batch.ts';
import type { IssueInput } from '#disbursement/issue.ts';
import type { DonationRecord } from '#intake/donation-queries.ts';
import type { FundingInput } from '#intake/funding.ts';
import type { ListingInput } from '#intake/listing.ts';
import { during, onDay } from '#ledger/day.ts';
import { adjustmentValues, readAdjustment } from '#office/forms/adjustment-form.ts';
import { appropriationValues, readAppropriation } from '#office/forms/appropriation-form.ts';
import { batchValues, readBatch } from '#office/forms/batch-form.ts';
import { donationValues, readDonation } from '#office/forms/donation-form.ts';
import { fundingValues, readFunding } from '#office/forms/funding-form.ts';
import { issueValues, readIssue } from '#office/forms/issue-form.ts';
import { listingValues, readListing } from '#office/forms/listing-form.ts';
import { inputName } from '#office/forms/place.ts';
import { readRegistration, registrationValues } from '#office/forms/register-form.ts';
import { lineCount, valuesOf, withoutBlankRows } from '#office/forms/values.ts';
import { unitWords } from '#office/units.ts';
import type { RegistrationInput } from '#registry/registration.ts';

const units = unitWords([
  { code: 'mask', name: '医用口罩', measure: '只', scale: 0 },
  { code: 'rice', name: '大米', measure: '公斤', scale: 3 },
]);
const header = {
  entity: 'charity',
  fund: 'relief',
  occurred: onDay('2020-02-14'),
  source: '湖南日报',
  note: '两行\n备注',
};
const paid = { ...header, stream: 'funding' as const };

describe('an entry shown in its form and sent back unchanged is the same entry', () => {
  test('funding', () => {
    const funding: FundingInput = {
      header: { ...header, occurred: during('2020-02-01', '2020-02-11'), moneyAccount: 7n },
      source: 'union',
      payer: '市总工会',
      amountFen: 610_000_000n,
      provenance: 'rounded',
      asStated: '610万元',
    };
    const { form, input } = readFunding(fundingValues(funding));
    expect([input, form.refusals]).toEqual([funding, []]);
  });

  test('a listing without entity, with figures in three units', () => {
    const listing: ListingInput = {
      header: { occurred: { precision: 'notLaterThan', to: '2020-02-20' } },
      weight: 'witnessed',
      category: 'gift',
      direction: 'through',
      title: '现场发放',
      party: '张三',
      partyKind: 'person',
      display: 'named',
      consent: { evidence: '同意书', givenOn: '2020-02-01', byGuardian: false },
      headcount: 60n,
      basis: 'person',
      amounts: [
        { unit: 'CNY', amount: 12_000_001n, provenance: 'stated' },
        { unit: 'CNY:goods', amount: 70_000_000n, provenance: 'rounded', asStated: '约70万元' },
        { unit: 'item:rice', amount: 2_500n, provenance: 'derived' },
      ],
    };
    const { form, input } = readListing(listingValues(listing, units), units);
    expect([input, form.refusals]).toEqual([listing, []]);
  });

  test('a batch with co-hosts and the paper it rests on', () => {
    const batch: BatchInput = {
      header: paid,
      title: '慰问金',
      programme: 'families',
      basis: 'household',
      headcount: 93n,
      unit: 'CNY',
      share: 1_000_000n,
      total: 93_000_000n,
      provenance: 'stated',
      restriction: 'agency',
      recipients: '医疗队员家属',
      decision: { kind: 'minutes', number: '〔2020〕3 号', on: '2020-02-18' },
      coHosts: ['civil', 'union'],
    };
    const { form, input } = readBatch(batchValues(batch, units), units);
    expect([input, form.refusals]).toEqual([batch, []]);
  });

  test('a goods issue from a lot and a shelf', () => {
    const issue: IssueInput = {
      header: paid,
      receiver: 'hospital',
      restriction: 'restricted',
      courierNumber: 'SF 123',
      lines: [
        { unit: 'item:mask', quantity: 11_204n, lotId: 7n, location: 'north', valueFen: 3_300n },
        { unit: 'item:rice', quantity: 1_500n },
      ],
    };
    const { form, input } = readIssue(issueValues(issue, units), units);
    expect([input, form.refusals]).toEqual([issue, []]);
  });

  test('an allotment of two receivers', () => {
    const appropriation: AppropriationInput = {
      header: paid,
      direction: 'report',
      allotment: 2n,
      purpose: '专项慰问',
      restriction: 'restricted',
      items: [
        {
          receiver: 'branch',
          form: 'advance',
          unit: 'CNY',
          amount: 50_000_000n,
          provenance: 'stated',
          purpose: '防控',
        },
        { receiver: 'unions', receivers: 40n, form: 'grant', unit: 'item:mask', amount: 9n, provenance: 'derived' },
      ],
    };
    const { form, input } = readAppropriation(appropriationValues(appropriation, units), units);
    expect([input, form.refusals]).toEqual([appropriation, []]);
  });

  test.for([
    { unit: 'CNY', amount: 321n, reason: 'interest' as const },
    { unit: 'item:mask', amount: 12n, reason: 'writeOff' as const, lotId: 3n },
    { unit: 'item:rice', amount: 500n, reason: 'stocktakeOver' as const, location: 'north' },
    {
      ...{ unit: 'CNY', amount: 9n, reason: 'transfer' as const, toMoneyAccount: 8n },
      header: { ...paid, moneyAccount: 7n },
    },
  ])('an adjustment of $unit', (figures) => {
    const adjustment: AdjustmentInput = { header: paid, restriction: 'unrestricted', explanation: '盘点', ...figures };
    const { form, input } = readAdjustment(adjustmentValues(adjustment, units), units);
    expect([input, form.refusals]).toEqual([adjustment, []]);
  });

  test('an account chosen beforehand is left out of what moves no cash; one that is no number is refused', () => {
    const typed = new Map([
      ...adjustmentValues(
        {
          header: paid,
          restriction: 'unrestricted',
          explanation: '盘点',
          unit: 'item:mask',
          amount: 1n,
          reason: 'writeOff',
        },
        units,
      ),
      ['moneyAccount', '7'],
    ]);
    expect(readAdjustment(typed, units).input.header.moneyAccount).toBeUndefined();
    expect(readAdjustment(new Map([...typed, ['unit', 'CNY']]), units).input.header.moneyAccount).toBe(7n);
    const { form } = readAdjustment(new Map([...typed, ['toMoneyAccount', '7 or 8']]), units);
    expect(form.refusals).toMatchObject([{ kind: 'choiceUnknown', field: 'toMoneyAccount' }]);
  });

  test.for<RegistrationInput>([
    { subject: 'organisation', code: 'union', name: '区总工会', kind: 'union', keepsBooks: true, telephone: '0734-0' },
    { subject: 'organisation', code: 'hospital', name: '医院', kind: 'hospital', keepsBooks: false, parent: 'health' },
    { subject: 'fund', code: 'relief', name: '专项', beganOn: '2020-01-20', purpose: '抗疫' },
    { subject: 'appeal', code: 'a1', name: '募捐', fund: 'relief', opensOn: '2020-01-26', closesOn: '2099-12-31' },
    { subject: 'programme', code: 'p1', name: '慰问', fund: 'relief' },
    { subject: 'itemFamily', code: 'masks', name: '口罩', measure: '只' },
    {
      subject: 'item',
      code: 'rice',
      name: '大米',
      measure: '公斤',
      scale: 3,
      standard: '一级',
      family: 'grain',
      note: '备注',
    },
  ])('a registration of $subject $code', (registration) => {
    const { form, input } = readRegistration(registrationValues(registration));
    expect([input, form.refusals]).toEqual([registration, []]);
  });

  test('a gift in kind with packs, lot and a joint value, from a known donor', () => {
    const donation = {
      actId: 1n,
      header,
      donor: {
        id: 12n,
        kind: 'person',
        legalName: '张三',
        consent: { display: 'named', byGuardian: false, evidence: '登记表' },
      },
      shownAs: '张三',
      display: 'named',
      restriction: 'restricted',
      restrictionReason: '用于一线',
      appeal: 'together',
      path: 'handedOver',
      usingUnit: '市第一医院',
      receipt: { kind: 'issued', number: 'NO 1', code: '43', checkCode: 'x', issuedOn: '2020-02-15' },
      paymentReference: '2020021400001',
      lines: [
        {
          ...{ unit: 'item:mask', quantity: 10_000n, provenance: 'stated', fate: 'held', location: 'north' },
          ...{
            expected: 10_100n,
            packs: { count: 20n, measure: '箱', factor: 500n },
            lot: { number: 'A1', expiresOn: '2022-01-17' },
          },
        },
        { unit: 'item:rice', quantity: 2_500n, provenance: 'rounded', asStated: '约2.5公斤', fate: 'held' },
        { unit: 'CNY', quantity: 1n, provenance: 'stated', fate: 'held' },
      ],
      valuations: [{ amountFen: 200_000_000n, method: 'donorStated', provenance: 'rounded', lines: [1, 2] }],
    } satisfies Partial<DonationRecord> as unknown as DonationRecord;
    const { form, input } = readDonation(donationValues(donation, units), units);
    const { actId, shownAs, donor, ...rest } = donation;
    expect([input, form.refusals]).toEqual([{ ...rest, donor: { id: donor.id } }, []]);
  });
});

describe('rows left blank', () => {
  test('close up, and a valuation follows the rows it names', () => {
    const typed = new Map([
      ['lines.count', '3'],
      ['lines.1.unit', ''],
      ['lines.1.provenance', 'stated'],
      ['lines.2.unit', 'item:mask'],
      ['lines.2.quantity', '10'],
      ['lines.3.unit', 'item:rice'],
      ['lines.3.quantity', '1.5'],
      ['valuations.1.valuationAmount', '100'],
      ['valuations.1.valuationMethod', 'invoice'],
      ['valuations.1.valuationLines', '2、3'],
    ]);
    const { input, form } = readDonation(typed, units);
    expect(input.lines.map(({ unit, quantity }) => [unit, quantity])).toEqual([
      ['item:mask', 10n],
      ['item:rice', 1500n],
    ]);
    expect(input.valuations[0]?.lines).toEqual([1, 2]);
    expect(form.values.get('lines.1.unit')).toBe('item:mask');
  });

  test('never lose a filled one', () => {
    const cell = fc.constantFrom('', 'x', 'y');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 50 }), (rows) => {
        const typed = new Map([['lines.count', String(rows.length)]]);
        for (const [index, [one, other]] of rows.entries()) {
          typed.set(`lines.${index + 1}.a`, one).set(`lines.${index + 1}.b`, other);
        }
        const { values, rows: left } = withoutBlankRows(typed, 'lines', ['a', 'b']);
        const filled = rows.filter((row) => row.some((text) => text !== ''));
        const kept = Array.from({ length: left }, (_, at) =>
          ['a', 'b'].map((name) => values.get(`lines.${at + 1}.${name}`)),
        );
        expect(kept).toEqual(filled);
        expect(lineCount(values, 'lines')).toBe(Math.max(filled.length, 1));
      }),
    );
  });
});

describe('what a browser sends', () => {
  test('arrives without control characters, and the first of repeated fields counts', () => {
    const form = new FormData();
    form.append('note', ' a\u0000b\u202e\r\nc ');
    form.append('note', 'second');
    form.append('file', new Blob(['x']), 'x.png');
    expect([...valuesOf(form)]).toEqual([['note', 'ab\nc']]);
  });

  test('is refused at the input it was typed into', () => {
    const typed = new Map([
      ['occurredFrom', '2020-02-30'],
      ['lines.1.unit', 'item:mask'],
      ['lines.1.quantity', '1.5'],
      ['display', 'loud'],
    ]);
    const { form } = readDonation(typed, units);
    const places = form.refusals.map((refusal) => `${inputName(refusal)} ${refusal.kind}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'occurredFrom dayNotInCalendar',
        'lines.1.quantity quantityNotWhole',
        'display choiceUnknown',
        'restriction fieldRequired',
      ]),
    );
  });

  test('of a count is told as a count, not as an amount', () => {
    for (const stated of ['第二次', '1.5', '-1']) {
      const { form } = readAppropriation(new Map([['allotment', stated]]), units);
      const [refusal] = form.refusals.filter(({ field }) => field === 'allotment');
      expect(refusal).toEqual({ kind: 'countMalformed', field: 'allotment', values: { stated } });
    }
  });

  test('whatever it is, is read without failing', () => {
    const name = fc.constantFrom(
      ...[
        'entity',
        'occurred',
        'occurredFrom',
        'unit',
        'amount',
        'total',
        'headcount',
        'donorId',
        'replaces',
        'lines.count',
      ],
      ...[
        'lines.1.unit',
        'lines.1.stock',
        'lines.1.quantity',
        'lines.1.packs',
        'lines.2.amount',
        'coHosts.1.organisation',
      ],
      ...[
        'valuations.1.valuationLines',
        'valuations.1.valuationAmount',
        'subject',
        'scale',
        'decisionOn',
        'receiptKind',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('CNY', 'item:mask|1|x', '1e999', '-0', '٣', '𝟙'),
    );
    const readers = [readDonation, readFunding, readListing, readBatch, readIssue, readAppropriation, readAdjustment];
    fc.assert(
      fc.property(fc.array(fc.tuple(name, text)), (typed) => {
        const values = new Map(typed);
        for (const read of readers) read(values, units);
        readRegistration(values);
      }),
      { numRuns: 500 },
    );
  });
});

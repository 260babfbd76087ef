import { type Column, headingOf } from './sheet.ts';

/** Columns of the fields that a donation's own rules name. */
const COLUMN_OF: Readonly<Record<string, Column>> = {
  occurred: 'day',
  entity: 'entity',
  fund: 'fund',
  appeal: 'appeal',
  sourceReference: 'giftNumber',
  source: 'source',
  note: 'note',
  legalName: 'donor',
  alias: 'alias',
  consentEvidence: 'consent',
  display: 'display',
  restrictionReason: 'reason',
  usingUnit: 'usingUnit',
  paymentReference: 'paymentReference',
  moneyAccount: 'account',
  receiptNumber: 'receiptNumber',
  unit: 'item',
  quantity: 'quantity',
  expected: 'expected',
  packs: 'packs',
  valuationAmount: 'valuation',
  valuationLines: 'valuation',
  valuationEvidence: 'evidence',
  asStated: 'quantity',
  packMeasure: 'packMeasure',
  lotNumber: 'lot',
  phone: 'phone',
  lines: 'item',
};

export function headingOfField(field: string): string | undefined {
  const column = COLUMN_OF[field];
  return column && headingOf(column);
}

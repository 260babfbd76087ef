import { parseDay } from '#ledger/day.ts';
import { parseYuan } from '#ledger/money.ts';
import type { Result } from '#ledger/refusal.ts';
import { CASH, parseMeasured } from '#ledger/unit.ts';
import type { DonationLine, Valuation } from '../donation.ts';
import type { Cells } from './cells.ts';
import type { Item, Register } from './register.ts';
import type { Column } from './sheet.ts';

export interface ImportedLine {
  row: number;
  line: DonationLine;
  valuation?: Omit<Valuation, 'lines'>;
}

/** Of any item of the register. */
const MOST_DECIMALS = 3;

const GOODS_ONLY: readonly Column[] = [
  'item',
  'standard',
  'quantity',
  'expected',
  'packs',
  'packMeasure',
  'packFactor',
  'lot',
  'expires',
  'valuation',
];

/** One thing given: cash in 金额, goods in 物品 and 数量. Undefined when refused; the refusals lie in the cells. */
export function readLine(cells: Cells, register: Register): ImportedLine | undefined {
  const category = cells.choice('category') ?? (cells.text('category') === '' ? shownCategory(cells) : undefined);
  if (category === 'cash') return readCash(cells);
  if (category === 'goods') return readGoods(cells, register);
  if (cells.text('category') === '') refuseNothingGiven(cells);
  return undefined;
}

/** At a column that the file has: neither money nor goods are told, whether or not it has a 类别 as well. */
function refuseNothingGiven(cells: Cells): void {
  if (cells.has('amount')) cells.refuse('amount', cells.has('quantity') ? 'importNothingGiven' : 'importAmountEmpty');
  else cells.refuse(cells.has('quantity') ? 'quantity' : 'category', 'importCellEmpty');
}

/** A register without 类别 shows by what it fills in whether money or goods came. */
function shownCategory(cells: Cells): 'cash' | 'goods' | undefined {
  const goods = cells.text('item') !== '' || cells.text('quantity') !== '';
  return goods ? 'goods' : cells.text('amount') === '' ? undefined : 'cash';
}

function readCash(cells: Cells): ImportedLine | undefined {
  for (const column of GOODS_ONLY) {
    if (cells.text(column) !== '')
      cells.refuse(column, 'importCashHasGoods', { stated: cells.text(column).slice(0, 40) });
  }
  if (cells.text('amount') === '') cells.refuse('amount', 'importCellEmpty');
  const figure = cells.figure('amount', parseYuan);
  if (!figure || cells.refusals.length > 0) return undefined;
  const { amount: quantity, provenance } = figure;
  const stated = provenance === 'rounded' && { asStated: cells.text('amount') };
  return { row: cells.row, line: { unit: CASH, quantity, provenance, ...stated, fate: 'held' } };
}

function readGoods(cells: Cells, register: Register): ImportedLine | undefined {
  if (cells.text('amount') !== '') cells.refuse('amount', 'importGoodsHaveCash');
  const known = readItem(cells, register);
  const measured = cells.text('measure').normalize('NFKC').trim();
  // An item that is not known yet is still read, as its namesakes or what else has its measure are counted.
  const item = known ?? register.like(cells.text('item'), measured);
  if (cells.text('quantity') === '') cells.refuse('quantity', 'importCellEmpty');
  if (measured === '') cells.refuse('measure', 'importCellEmpty');
  else if (known && measured !== known.measure) {
    cells.refuse('measure', 'importOtherMeasure', {
      stated: measured.slice(0, 20),
      item: known.name,
      measure: known.measure,
    });
  }
  const quantityOf = (text: string) => parseMeasured(text, item?.scale ?? MOST_DECIMALS, item?.measure ?? measured);
  const figure = cells.figure('quantity', quantityOf);
  const expected = cells.read('expected', quantityOf);
  const packs = readPacks(cells, quantityOf);
  const lot = readLot(cells);
  const valuation = readValuation(cells);
  if (!figure || !known || cells.refusals.length > 0) return undefined;
  const { amount: quantity, provenance } = figure;
  const line: DonationLine = {
    unit: known.unit,
    quantity,
    provenance,
    ...(provenance === 'rounded' && { asStated: `${cells.text('quantity')}${measured}` }),
    ...(expected !== undefined && { expected }),
    ...(packs && { packs }),
    ...(lot && { lot }),
    fate: 'held',
  };
  return { row: cells.row, line, ...(valuation && { valuation }) };
}

function readItem(cells: Cells, register: Register): Item | undefined {
  const [name, standard] = [cells.text('item'), cells.text('standard')];
  if (name === '') {
    cells.refuse('item', 'importCellEmpty');
    return undefined;
  }
  const [item, ...others] = register.items(name, standard);
  const values = { stated: name.slice(0, 40), standard: standard.slice(0, 40) };
  if (!item) cells.refuse('item', 'importItemUnknown', values);
  else if (others.length > 0) {
    cells.refuse('standard', 'importItemUnclear', {
      ...values,
      standards: [item, ...others].map(({ standard: known, code }) => known ?? code).join('、'),
    });
  }
  return others.length > 0 ? undefined : item;
}

function readPacks(cells: Cells, quantityOf: (text: string) => Result<bigint>): DonationLine['packs'] | undefined {
  const count = cells.read('packs', (text) => parseMeasured(text, 0, ''));
  const factor = cells.read('packFactor', quantityOf);
  const measure = cells.text('packMeasure');
  if (count === undefined) {
    if (cells.text('packs') === '' && (measure !== '' || factor !== undefined))
      cells.refuse('packs', 'importCellEmpty');
    return undefined;
  }
  if (measure === '') cells.refuse('packMeasure', 'importCellEmpty');
  return { count, measure, ...(factor !== undefined && { factor }) };
}

function readLot(cells: Cells): DonationLine['lot'] | undefined {
  const number = cells.text('lot');
  const expiresOn = cells.read('expires', (text) => parseDay(text, 'any'));
  if (number === '' && expiresOn === undefined) return undefined;
  return { ...(number !== '' && { number }), ...(expiresOn !== undefined && { expiresOn }) };
}

function readValuation(cells: Cells): Omit<Valuation, 'lines'> | undefined {
  const figure = cells.figure('valuation', parseYuan);
  const method = cells.choice('method');
  const evidence = cells.text('evidence');
  if (!figure) {
    if (cells.text('valuation') === '' && method) cells.refuse('valuation', 'importCellEmpty');
    return undefined;
  }
  if (!method) {
    if (cells.text('method') === '') cells.refuse('method', 'importCellEmpty');
    return undefined;
  }
  const { amount: amountFen, provenance } = figure;
  return { amountFen, provenance, method, ...(evidence !== '' && { evidence }) };
}

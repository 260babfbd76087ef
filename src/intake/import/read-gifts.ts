import { checkHeader } from '#approval/act.ts';
import { DAY_NOT_STATED } from '#i18n/zh-Hans/import-columns.ts';
import { mayKeep } from '#ledger/booking.ts';
import { dayNotStated, type Occurred, onDay, parseDay } from '#ledger/day.ts';
import { done, type Refusal } from '#ledger/refusal.ts';
import { checkDonation, type DonationInput } from '../donation.ts';
import { type Consent, checkDisplay, type DonorKind, mostOpenDisplay } from '../donor.ts';
import { type Cells, cellsOf } from './cells.ts';
import { headingOfField } from './fields.ts';
import { type ImportedLine, readLine } from './read-line.ts';
import type { Register } from './register.ts';
import {
  type Column,
  FILE_COLUMNS,
  type FileChoices,
  GIFT_COLUMNS,
  headingOf,
  type Sheet,
  type SheetRow,
} from './sheet.ts';

export interface ImportedGift {
  /** Rows of its lines, the first with what the gift as a whole says. */
  rows: number[];
  input: DonationInput;
}

/**
 * Rows that share a 捐赠编号, or that a register merged into one, are the lines of one gift; any other row is a gift by
 * itself. What the file leaves open is as the clerk chose for all of it.
 */
export function readGifts(
  rows: readonly SheetRow[],
  register: Register,
  choices: FileChoices = {},
  places?: Sheet['places'],
): { gifts: ImportedGift[]; refusals: Refusal[] } {
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const key = row.cells.giftNumber === '' ? `row ${row.first}` : `gift ${row.cells.giftNumber}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const gifts: ImportedGift[] = [];
  const refusals: Refusal[] = [];
  for (const group of groups.values()) {
    const read = readGift(group, register, choices, places);
    refusals.push(...read.refusals);
    if (read.gift) gifts.push(read.gift);
  }
  refusals.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { gifts, refusals };
}

function readGift(
  stated: SheetRow[],
  register: Register,
  choices: FileChoices,
  places: Sheet['places'] | undefined,
): { gift?: ImportedGift; refusals: Refusal[] } {
  const [begin, ...further] = stated;
  if (!begin) return { refusals: [] };
  const first = asChosen(begin, choices);
  const rows = [first, ...further];
  const refusals = further.flatMap((row) => differences(first, row));
  const readers = rows.map((row) => cellsOf(row, places));
  const lines = readers.flatMap((cells) => readLine(cells, register) ?? []);
  const head = readers[0] && readHead(readers[0], register);
  refusals.push(...readers.flatMap((cells) => cells.refusals));
  const unread = lines.length < rows.length;
  // What can be read is judged even beside what cannot, so that one look at the file tells everything.
  if (head && lines.length > 0) refusals.push(...wrongWith({ ...head, ...linesOf(lines) }, lines));
  const found = firstOfEachCell(refusals);
  if (!head || found.length > 0 || unread) return { refusals: found };
  const input = { ...head, ...linesOf(lines) };
  return { gift: { rows: lines.map(({ row }) => row), input }, refusals: [] };
}

const wrongWith = (input: DonationInput, lines: ImportedLine[]): Refusal[] =>
  [...checkHeader('donation', { ...input.header, stream: 'donation' }), ...checkDonation(input)].map((refusal) =>
    placed(refusal, lines),
  );

/** One refusal per cell, the first: what could not be read comes before the rules that then also fail. */
function firstOfEachCell(refusals: readonly Refusal[]): Refusal[] {
  const named = new Set<string>();
  return refusals.filter(({ kind, field, line }) => {
    const cell = JSON.stringify([line, field ?? kind]);
    return !named.has(cell) && named.add(cell);
  });
}

function asChosen(row: SheetRow, choices: FileChoices): SheetRow {
  const cells = { ...row.cells };
  for (const column of FILE_COLUMNS) if (cells[column] === '') cells[column] = choices[column] ?? '';
  return { ...row, cells };
}

function differences(first: SheetRow, row: SheetRow): Refusal[] {
  return GIFT_COLUMNS.filter((column) => row.cells[column] !== '' && row.cells[column] !== first.cells[column]).map(
    (column) => ({
      kind: 'importGiftDiffers',
      field: headingOf(column),
      line: row.row,
      values: { giftNumber: row.cells.giftNumber, first: String(first.row), stated: row.cells[column].slice(0, 40) },
    }),
  );
}

const linesOf = (lines: ImportedLine[]): Pick<DonationInput, 'lines' | 'valuations'> => ({
  lines: lines.map(({ line }) => line),
  valuations: lines.flatMap(({ valuation }, index) => (valuation ? [{ ...valuation, lines: [index + 1] }] : [])),
});

/** From the line and field of a donation to the row and column of the sheet. */
function placed({ field, line, ...refusal }: Refusal, lines: ImportedLine[]): Refusal {
  const valued = field?.startsWith('valuation') ? lines.filter(({ valuation }) => valuation) : lines;
  const row = valued[(line ?? 1) - 1]?.row ?? lines[0]?.row;
  const heading = field && headingOfField(field);
  return { ...refusal, ...(heading && { field: heading }), ...(row !== undefined && { line: row }) };
}

type Head = Omit<DonationInput, 'lines' | 'valuations'>;

function readHead(cells: Cells, register: Register): Head | undefined {
  const occurred = readDay(cells);
  const donor = readDonor(cells);
  const entity = named(cells, 'entity', (name) => register.entity(name));
  const fund = named(cells, 'fund', (name) => register.fund(name));
  const appeal = cells.text('appeal') === '' ? undefined : named(cells, 'appeal', (name) => register.appeal(name));
  if (appeal && fund && appeal.fund !== fund.code) cells.refuse('appeal', 'appealOfAnotherFund');
  if (occurred?.from !== undefined && fund && occurred.from < fund.beganOn) {
    cells.refuse('day', 'dayBeforeFund', { day: occurred.from, began: fund.beganOn });
  }
  const reason = cells.text('reason');
  const restriction = cells.choice('restriction') ?? (reason === '' ? 'unrestricted' : 'restricted');
  if (restriction !== 'unrestricted' && reason === '') cells.refuse('reason', 'donation_restriction_reasoned');
  const account =
    cells.text('account') === '' || !entity
      ? undefined
      : named(cells, 'account', (name) => register.account(name, entity));
  if (account && !mayKeep(account.keptIn, restriction)) {
    const kind = restriction === 'agency' ? 'agencyMoneyInOwnAccount' : 'ownMoneyInAgencyAccount';
    cells.refuse('account', kind, { name: cells.text('account') });
  }
  const receiptNumber = cells.text('receiptNumber');
  if (!occurred || !donor || !entity || !fund) return undefined;
  return {
    header: {
      entity,
      fund: fund.code,
      occurred,
      ...optional(cells, 'giftNumber', 'sourceReference'),
      ...optional(cells, 'source', 'source'),
      ...optional(cells, 'note', 'note'),
      ...(account && { moneyAccount: account.id }),
    },
    ...donor,
    ...(appeal && { appeal: appeal.code }),
    restriction,
    ...(reason !== '' && { restrictionReason: reason }),
    path: 'throughEntity',
    ...optional(cells, 'usingUnit', 'usingUnit'),
    ...optional(cells, 'paymentReference', 'paymentReference'),
    receipt: receiptNumber === '' ? { kind: 'none' } : { kind: 'issued', number: receiptNumber },
  };
}

function optional<K extends string>(cells: Cells, column: Column, key: K): Partial<Record<K, string>> {
  const text = cells.text(column);
  return text === '' ? {} : ({ [key]: text } as Record<K, string>);
}

function named<T>(cells: Cells, column: Column, find: (name: string) => T | undefined): T | undefined {
  const name = cells.text(column);
  const found = name === '' ? undefined : find(name);
  if (name === '') cells.refuse(column, 'importCellEmpty');
  else if (found === undefined) cells.refuse(column, 'importNameUnknown', { stated: name.slice(0, 40) });
  return found;
}

function readDay(cells: Cells): Occurred | undefined {
  if (cells.text('day') === '') {
    cells.refuse('day', 'importDayEmpty');
    return undefined;
  }
  return cells.read<Occurred>('day', (text) => {
    if (DAY_NOT_STATED.includes(text)) return done(dayNotStated());
    const day = parseDay(text);
    return day.ok ? done(onDay(day.value)) : day;
  });
}

function readDonor(cells: Cells): Pick<DonationInput, 'donor' | 'display'> | undefined {
  const legalName = cells.text('donor');
  if (legalName === '') cells.refuse('donor', 'importCellEmpty');
  if (cells.text('donorKind') === '') cells.refuse('donorKind', 'importCellEmpty');
  const kind = cells.choice('donorKind');
  if (!kind || legalName === '') return undefined;
  const stated = cells.choice('display');
  if (cells.text('display') !== '' && !stated) return undefined;
  const display = stated ?? mostOpenDisplay(kind, undefined);
  const consent = readConsent(cells, kind, display);
  for (const refusal of checkDisplay(kind, display, consent)) cells.refuse('display', refusal.kind, refusal.values);
  const phone = cells.text('phone');
  return {
    donor: { kind, legalName, ...(phone !== '' && { phone }), ...(consent && { consent }) },
    display,
  };
}

/** 同意公开的凭据 proves the display of this row; a child's needs the form of the office, where a guardian is named. */
function readConsent(cells: Cells, kind: DonorKind, display: Consent['display']): Consent | undefined {
  const evidence = cells.text('consent');
  const alias = cells.text('alias');
  if (display === 'alias' && alias === '') cells.refuse('alias', 'importCellEmpty');
  if (display === 'alias' && evidence === '') cells.refuse('consent', 'importCellEmpty');
  if (display !== 'alias' && alias !== '') cells.refuse('alias', 'importAliasUnused');
  if (evidence === '' || kind === 'minor') return undefined;
  return { display, byGuardian: false, evidence, ...(display === 'alias' && { alias }) };
}

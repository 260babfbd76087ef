import { describe, expect, test } from 'vitest';
import { inspected, linesOf } from './statements.ts';

const entry = (amount: string, mark: string, status = 'BOOK', more = '') =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>${more}<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>2025-07-12</Dt></BookgDt></Ntry>`;
const ENTRIES = entry('20.00', 'CRDT') + entry('5.00', 'DBIT');
const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-07-13</Dt></Dt></Bal>`;
const BALANCES = balance('OPBD', '10.00') + balance('CLBD', '25.00');
const message = (statement: string, header = '') =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr>${header}</GrpHdr>${statement}</BkToCstmrStmt></Document>`;
const statement = (summary: string, entries = ENTRIES, first = '') =>
  `<Stmt>${first}<Acct><Id><IBAN>X1</IBAN></Id><Ccy>CNY</Ccy></Acct>${BALANCES}<TxsSummry>${summary}</TxsSummry>${entries}</Stmt>`;

const refusalsOf = async (text: string) => (await inspected(text)).refusals;
const summed = (summary: string, entries?: string) => refusalsOf(message(statement(summary, entries)));
const all = (inner: string) => `<TtlNtries>${inner}</TtlNtries>`;
const credits = (inner: string) => `<TtlCdtNtries>${inner}</TtlCdtNtries>`;
const debits = (inner: string) => `<TtlDbtNtries>${inner}</TtlDbtNtries>`;
const count = (lines: number) => `<NbOfNtries>${lines}</NbOfNtries>`;
const sum = (amount: string) => `<Sum>${amount}</Sum>`;
const net = (amount: string, mark: string) =>
  `<TtlNetNtry><Amt>${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd></TtlNetNtry>`;

describe('the summary of a statement', () => {
  test.each([
    ['counts and sums of all entries and of each side', all(count(2) + sum('25')) + credits(count(1) + sum('20.0'))],
    ['what is left of both sides as the sum', all(sum('15.00')) + debits(count(1) + sum('5.00'))],
    ['the sum of debits with a minus', credits(sum('20.00')) + debits(count(1) + sum('-5.00'))],
    ['the net amount', all(net('15.00', 'CRDT'))],
    [
      'the net amount as versions 02 and 03 have it',
      all('<TtlNetNtryAmt>15</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd>'),
    ],
    ['the net amount without a mark', all('<TtlNetNtryAmt>15.00</TtlNetNtryAmt>')],
    ['parts without figures', all('') + credits('') + debits('')],
  ])('may be %s', async (_, summary) => expect(await summed(summary)).toEqual([]));

  test.each([
    ['the count of all', all(count(3))],
    ['the count of one side', credits(count(2))],
    ['the sum of one side', debits(sum('5.01'))],
    ['the sum of all', all(sum('25.01'))],
    ['the net amount', all(net('15.01', 'CRDT'))],
    ['the net amount of versions 02 and 03', all('<TtlNetNtryAmt>25</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd>')],
    ['the side of the net amount', all(net('15.00', 'DBIT'))],
  ])('is refused where %s is another, beside the sums', async (_, summary) => {
    expect(await inspected(message(statement(summary)))).toMatchObject({
      refusals: ['statementControlDiffers:1'],
      reports: [{ lines: 2, credits: '20.00', debits: '5.00', closing: '25.00' }],
    });
  });

  test('may count what is not booked, pending entries alone or all', async () => {
    const entries =
      ENTRIES + entry('7.00', 'CRDT', 'PDNG') + entry('9.00', 'DBIT', 'INFO') + entry('1', 'DBIT', 'FUTR');
    expect(await summed(all(count(2) + sum('25.00') + net('15.00', 'CRDT')), entries)).toEqual([]);
    expect(await summed(all(count(4) + sum('33.00')) + credits(count(2) + sum('27.00')), entries)).toEqual([]);
    expect(await summed(all(count(5) + sum('42.00') + net('12.00', 'CRDT')), entries)).toEqual([]);
    expect(await summed(all(count(6)) + credits(sum('28.00')), entries)).toHaveLength(2);
  });

  test('may take a reversal back from the side of what it reverses', async () => {
    const entries =
      entry('20.00', 'CRDT') + entry('10.00', 'DBIT') + entry('5.00', 'CRDT', 'BOOK', '<RvslInd>true</RvslInd>');
    expect(await summed(credits(count(2) + sum('25.00')) + debits(count(1) + sum('10.00')), entries)).toEqual([]);
    expect(await summed(credits(count(1) + sum('20.00')) + debits(count(2) + sum('5.00')), entries)).toEqual([]);
    expect(await summed(debits(sum('15.00')), entries)).toEqual(['statementControlDiffers:1']);
  });

  test('of one page of several may be of all of them', async () => {
    const page = '<PgNb>1</PgNb><LastPgInd>false</LastPgInd>';
    const wrong = all(count(9) + sum('99'));
    expect(await refusalsOf(message(statement(wrong, ENTRIES, `<StmtPgntn>${page}</StmtPgntn>`)))).toEqual([]);
    expect(await refusalsOf(message(statement(wrong), `<MsgPgntn>${page}</MsgPgntn>`))).toEqual([]);
    const only = '<PgNb>1</PgNb><LastPgInd>true</LastPgInd>';
    expect(await refusalsOf(message(statement(wrong), `<MsgPgntn>${only}</MsgPgntn>`))).toHaveLength(2);
  });

  test('is of its own statement', async () => {
    const right = statement(all(count(2) + sum('25.00')));
    const wrong = statement(all(count(2) + sum('26.00')));
    expect(await refusalsOf(message(right + right))).toEqual([]);
    expect(await refusalsOf(message(wrong + right))).toEqual(['statementControlDiffers:1']);
    expect(await refusalsOf(message(right + wrong))).toEqual(['statementControlDiffers:1']);
  });
});

describe('an entry', () => {
  const without = (entries: string) => entries.replace('<BookgDt><Dt>2025-07-12</Dt></BookgDt>', '');

  test('without a day is of the day of its payment, else of that on which the statement closes, which is noted', async () => {
    const paid = without(entry('20.00', 'CRDT')).replace(
      '</Ntry>',
      '<NtryDtls><TxDtls><RltdDts><IntrBkSttlmDt>2025-07-11</IntrBkSttlmDt></RltdDts></TxDtls></NtryDtls></Ntry>',
    );
    const text = message(statement('', paid + without(entry('5.00', 'DBIT'))));
    expect((await linesOf(text)).map(({ day }) => day)).toEqual(['2025-07-11', '2025-07-13']);
    expect(await inspected(text)).toMatchObject({ refusals: [], notes: ['statementDayOfStatement'] });
  });

  test('without a currency is in that of the account', async () => {
    const text = message(statement('').replaceAll(' Ccy="CNY"', ''));
    expect((await inspected(text)).reports).toMatchObject([{ currency: 'CNY', lines: 2, closing: '25.00' }]);
  });

  test('that is of the future is not booked', async () => {
    const text = message(statement('', ENTRIES + entry('7.00', 'CRDT', 'FUTR')));
    expect(await inspected(text)).toMatchObject({ refusals: [], reports: [{ lines: 2 }] });
  });
});

test('a statement with nothing but its account has no lines', async () => {
  const text = message('<Stmt><Acct><Id><IBAN>X1</IBAN></Id><Ccy>CNY</Ccy></Acct></Stmt>');
  expect(await inspected(text)).toMatchObject({ refusals: [], reports: [{ currency: 'CNY', lines: 0 }] });
});

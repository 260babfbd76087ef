import { describe, expect, test } from 'vitest';
import { eventsOf, inMemory } from '#reconciliation/statement/inspect.ts';
import { inspected, linesOf } from './statements.ts';

const MT940 = [
  ':20:STARTUMS',
  ':25:12345678/1020304050',
  ':28C:1/1',
  ':60F:C250712CNY1000,00',
  ':61:2507120712C50,00NTRFDN001//B1',
  ':86:166?00GUTSCHRIFT?20EREF+E2E-1?21SVWZ+捐款 青石镇?31DE00?32示例市甲科技',
  ':61:2507120712RC20,00NTRFNONREF',
  ':86:wrapped at a time of day',
  ':12:11 and on',
  ':61:2507120712RD5,NMSCNONREF',
  ':62F:C250712CNY1035,00',
  '-',
];

describe('MT940', () => {
  test('a reversal of a credit takes away, one of a debit gives back', async () => {
    expect((await linesOf(MT940.join('\n'))).map(({ flow, amount }) => [flow, String(amount.digits)])).toEqual([
      ['in', '5000'],
      ['out', '2000'],
      ['in', '5'],
    ]);
    expect(await inspected(MT940.join('\r\n'))).toMatchObject({
      refusals: [],
      reports: [{ opening: '1000.00', closing: '1035.00' }],
    });
  });

  test('says who paid, what for and by which numbers', async () => {
    const [first, second] = await linesOf(MT940.join('\n'));
    expect(first).toMatchObject({
      counterparty: { name: '示例市甲科技', account: 'DE00' },
      purpose: '捐款 青石镇',
      references: ['DN001', 'E2E-1'],
      serial: 'B1',
      kind: 'GUTSCHRIFT',
    });
    expect(second?.purpose).toBe('wrapped at a time of day :12:11 and on');
  });

  test('amounts with a point, or wrapped to the next line, are read whole', async () => {
    const pointed = [
      ...MT940.slice(0, 3),
      ':60F:C250712CNY1000.00',
      ':61:2507120712C30.50NTRFNONREF',
      ':61:2507120712D1.234,50NTRFNONREF',
      ':61:2507120712CR',
      '4,00NTRFNONREF',
      ':62F:D250712CNY200.00',
    ];
    expect(await inspected(pointed.join('\n'))).toMatchObject({
      refusals: [],
      reports: [{ lines: 3, credits: '34.50', debits: '1234.50', opening: '1000.00', closing: '-200.00' }],
    });
    expect((await inspected(pointed.join('\n').replace('30.50', '30.5.0'))).refusals).toEqual([
      'statementMovementUnreadable:5',
      'statementControlDiffers:9',
    ]);
  });

  test('an interim report is held to its own counts and sums', async () => {
    const interim = [
      ':20:X',
      ':25:1',
      ':28C:1/1',
      ':34F:CNY0,',
      ':13D:2507121200+0800',
      ':61:250712C50,NTRFNONREF',
      ':90D:0CNY0,',
      ':90C:1CNY50,',
    ];
    expect(await inspected(interim.join('\n'))).toMatchObject({
      refusals: [],
      reports: [{ format: 'mt942', credits: '50' }],
    });
    interim.push(interim.pop()?.replace('1CNY', '2CNY') ?? '');
    expect((await inspected(interim.join('\n'))).refusals).toEqual(['statementControlDiffers:8']);
  });

  test('a statement after the closing balance of another is one of its own, with or without a number', async () => {
    const second = [':28C:2/1', ':60F:C250712CNY1035,00', ':61:250713D35,00NTRFNONREF', ':62F:C250713CNY1000,00'];
    expect(await inspected([...MT940.slice(0, -1), ...second].join('\n'))).toMatchObject({
      refusals: [],
      reports: [{ lines: 4, opening: '1000.00', closing: '1000.00' }],
    });
  });

  test('a statement behind an interim report is none', async () => {
    const interim = [':20:Y', ':25:1', ':28C:1/1', ':34F:CNY0,', ':13D:2507121200+0800', ':61:250712C5,NTRFNONREF'];
    expect((await inspected([...interim, '-', ...MT940].join('\n'))).reports.map(({ format }) => format)).toEqual([
      'mt942',
      'mt940',
    ]);
  });

  test('a line without a type is read, and has no reference where it says so', async () => {
    const [line] = await linesOf(MT940.join('\n').replace('C50,00NTRFDN001//B1', 'C50,00NONREF//B1'));
    expect(line).toMatchObject({ serial: 'B1', references: ['E2E-1'] });
  });

  test('details may be in subfields without a code', async () => {
    const text = MT940.join('\n').replace(':86:166?00GUTSCHRIFT', ':86:');
    expect((await linesOf(text))[0]).toMatchObject({ purpose: '捐款 青石镇', counterparty: { name: '示例市甲科技' } });
  });

  test('blanks before the type of a line and the code of its details are passed over', async () => {
    const text = MT940.join('\n').replace('C50,00NTRF', 'C50,00 NTRF').replace(':86:166', ':86: 166');
    expect((await linesOf(text))[0]).toMatchObject({
      kind: 'GUTSCHRIFT',
      references: ['DN001', 'E2E-1'],
      serial: 'B1',
    });
  });

  const daysOf = async (lines: readonly string[]) => {
    const periods = [];
    for await (const { event } of eventsOf(inMemory('statement', new TextEncoder().encode(lines.join('\n'))))) {
      if (event.kind === 'period') periods.push(event.period.firstDay);
    }
    return periods;
  };
  const message = (opened: string, closed: string, ...moved: string[]) => [
    ...[':20:X', ':25:1', ':28C:1/1', `:60F:C${opened}CNY10,`],
    ...moved.map((day) => `:61:${day}${day.slice(2)}C1,NTRFNONREF`),
    `:62F:C${closed}CNY${10 + moved.length},`,
    '-',
  ];

  test.each([
    [
      'begins on the day after the evening of its opening balance',
      message('250630', '250731', '250703'),
      ['2025-07-01'],
    ],
    [
      'begins on the day of its opening balance where a line is of that day',
      message('250702', '250709', '250702'),
      ['2025-07-02'],
    ],
    [
      'begins on the day of its opening balance where both make a month',
      message('250701', '250731', '250703'),
      ['2025-07-01'],
    ],
    [
      'begins as the one before it in the file shows',
      [...message('250702', '250709', '250702'), ...message('250710', '250719', '250715')],
      ['2025-07-02', '2025-07-10'],
    ],
    [
      'begins the day after where the one before it closed on that evening',
      [...message('250702', '250709', '250705'), ...message('250709', '250719', '250715')],
      ['2025-07-03', '2025-07-10'],
    ],
  ])('a statement %s', async (_, lines, firstDays) => {
    expect(await daysOf(lines)).toEqual(firstDays);
  });

  test('the entry date of January belongs to the year after a value date of December', async () => {
    const [line] = await linesOf([...MT940.slice(0, 4), ':61:2412310102C1,NTRFNONREF'].join('\n'));
    expect(line).toMatchObject({ day: '2025-01-02', valueDay: '2024-12-31' });
  });
});

const entry = (amount: string, mark: string, more = '') =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2025-07-12</Dt></BookgDt>${more}</Ntry>`;
const camt = (entries: string, message = 'BkToCstmrStmt') =>
  `<?xml version="1.0"?><d:Document xmlns:d="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><d:${message}><Stmt><Acct><Id><IBAN>X1</IBAN></Id></Acct>` +
  `<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>` +
  `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">25.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>` +
  `${entries}</Stmt></d:${message}></d:Document>`;

describe('CAMT', () => {
  const batch =
    '<NtryDtls><TxDtls><Refs><EndToEndId>DN1</EndToEndId></Refs></TxDtls><TxDtls><Refs><EndToEndId>DN2</EndToEndId></Refs></TxDtls></NtryDtls>';

  test('an entry that bundles payments is one line with all their numbers', async () => {
    const text = camt(entry('20.00', 'CRDT', batch) + entry('5.00', 'DBIT'));
    expect(await linesOf(text)).toMatchObject([
      { flow: 'in', references: ['DN1', 'DN2'], account: 'X1' },
      { flow: 'out' },
    ]);
    expect(await inspected(text)).toMatchObject({
      refusals: [],
      reports: [{ format: 'camt.053.001.08', opening: '10.00', closing: '25.00' }],
    });
  });

  test('what the bank has not booked is left out and said', async () => {
    const text = camt(entry('15.00', 'CRDT') + entry('9.00', 'CRDT').replace('BOOK', 'PDNG'));
    expect(await inspected(text)).toMatchObject({
      refusals: [],
      notes: ['statementEntryNotBooked'],
      reports: [{ lines: 1 }],
    });
  });

  test.for([
    ['BkToCstmrAcctRpt', 'camt.052'],
    ['BkToCstmrDbtCdtNtfctn', 'camt.054'],
  ])('%s is recognised and refused', async ([message = '', format]) => {
    const text = camt(entry('1.00', 'CRDT'), message).replace('camt.053', format ?? '');
    expect(await inspected(text)).toMatchObject({
      refusals: ['statementIsAdvice'],
      reports: [{ lines: null, format: `${format}.001.08` }],
    });
  });

  test.for([
    ['a document type', camt('').replace('?>', '?><!DOCTYPE d [<!ENTITY a "aaaa">]>')],
    ['an element within itself without end', camt('<Ntry>'.repeat(100_000))],
    ['a text that breaks off', camt(entry('15.00', 'CRDT')).slice(0, -40)],
  ])('%s is refused', async ([, text]) => {
    expect((await inspected(text as string)).refusals.map((kind) => kind.split(':')[0])).toContain(
      'statementXmlBroken',
    );
  });
});

test('the days of interest are not those of the statement', async () => {
  const period = (first: string, last: string) =>
    `<FrToDt><FrDtTm>${first}T00:00:00</FrDtTm><ToDtTm>${last}T23:59:59</ToDtTm></FrToDt>`;
  const text = camt(entry('15.00', 'CRDT'))
    .replace('</Acct>', `</Acct><Intrst>${period('2024-01-01', '2024-12-31')}</Intrst>`)
    .replace('<Stmt>', `<Stmt>${period('2025-07-01', '2025-07-31')}`);
  const periods = [];
  for await (const { event } of eventsOf(inMemory('statement', new TextEncoder().encode(text)))) {
    if (event.kind === 'period') periods.push(event.period);
  }
  expect(periods).toEqual([{ firstDay: '2025-07-01', lastDay: '2025-07-31' }]);
});

describe('OFX', () => {
  const movement = (amount: string, more = '') =>
    `<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250712093000[+8:CST]<TRNAMT>${amount}<FITID>1${more}</STMTTRN>`;
  const ofx = (movements: string) =>
    `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</STATUS></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STATUS><CODE>0</STATUS>` +
    `<STMTRS><CURDEF>CNY<BANKACCTFROM><BANKID>1<ACCTID>5300</BANKACCTFROM><BANKTRANLIST>${movements}</BANKTRANLIST><LEDGERBAL><BALAMT>12.5<DTASOF>20250713</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

  test('tags need no closing, amounts may have four decimals', async () => {
    expect(await linesOf(ofx(movement('115.8331', '<NAME>A & B<MEMO>x &amp; y') + movement('-3')))).toMatchObject([
      {
        day: '2025-07-12',
        time: '09:30:00',
        flow: 'in',
        counterparty: { name: 'A & B' },
        purpose: 'x & y',
        account: '5300',
        currency: 'CNY',
      },
      { flow: 'out' },
    ]);
    expect((await inspected(ofx(movement('115.8331')))).reports).toMatchObject([
      { format: 'ofx', credits: '115.8331', closing: '12.5' },
    ]);
  });

  test('closing tags, comments and CDATA change nothing', async () => {
    const closed = ofx(
      '<!-- <STMTTRN><TRNAMT>77 -->\n<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20250712</DTPOSTED><TRNAMT>5.00</TRNAMT>' +
        '<FITID>1</FITID><NAME><![CDATA[甲 & <TRNAMT>9]]></NAME></STMTTRN>',
    ).replace('<CURDEF>CNY', '<CURDEF>CNY</CURDEF>');
    expect(await inspected(closed)).toMatchObject({
      refusals: [],
      reports: [{ currency: 'CNY', lines: 1, credits: '5.00', closing: '12.5' }],
    });
    expect((await linesOf(closed))[0]?.counterparty).toEqual({ name: '甲 & <TRNAMT>9' });
    // A comment of many lines, in parts of a file, moves no place.
    expect((await linesOf(closed.replace('77 -->', '77\n\n-->')))[0]?.place).toBe(7);
  });

  test('an amount that was converted is in the currency of the account', async () => {
    const foreign = (name: string) => ofx(movement('-88.10', `<${name}><CURRATE>7<CURSYM>USD</${name}>`));
    expect((await inspected(foreign('ORIGCURRENCY'))).reports).toMatchObject([{ currency: 'CNY', debits: '88.10' }]);
    expect((await inspected(foreign('CURRENCY'))).reports).toMatchObject([{ currency: 'USD', debits: '88.10' }]);
  });

  test('a movement whose day of posting is empty is of the day it was sent on', async () => {
    const text = ofx(movement('5.00', '<DTUSER>20250711')).replace('<DTPOSTED>20250712093000[+8:CST]', '<DTPOSTED>');
    expect(await linesOf(text)).toMatchObject([{ day: '2025-07-11' }]);
    expect((await inspected(text.replace('<DTUSER>20250711', ''))).refusals).toEqual(['statementDayUnreadable:4']);
  });

  test('a warning comes with the statement, an error instead of it', async () => {
    const status = (severity: string) => ofx(movement('5.00')).replace('<CODE>0', `<CODE>15000<SEVERITY>${severity}`);
    expect((await inspected(status('INFO'))).refusals).toEqual([]);
    expect((await inspected(status('WARN'))).refusals).toEqual([]);
    expect((await inspected(status('ERROR'))).refusals).toEqual(['statementServerRefused:4']);
  });

  test('elements may have the prefix of a namespace', async () => {
    const closed = '<STMTTRN><DTPOSTED>20250712</DTPOSTED><TRNAMT>5.00</TRNAMT></STMTTRN>';
    const text = `<OFX><STMTRS><CURDEF>CNY</CURDEF><BANKTRANLIST>${closed}</BANKTRANLIST></STMTRS></OFX>`;
    const prefixed = text.replaceAll(/<(\/?)/g, '<$1ofx:').replace('<ofx:OFX', '<ofx:OFX xmlns:ofx="http://ofx.net"');
    expect((await inspected(prefixed)).reports).toMatchObject([{ format: 'ofx', currency: 'CNY', credits: '5.00' }]);
  });

  test('separators of thousands are read where both marks stand', async () => {
    const both = ofx(movement('1,234.56') + movement('-1.234,50') + movement('3,5'));
    expect(await inspected(both)).toMatchObject({ refusals: [], reports: [{ credits: '1238.06', debits: '1234.50' }] });
    expect((await inspected(ofx(movement('1.234.5')))).refusals).toEqual(['statementAmountUnreadable:4']);
  });

  test('a mark without digits is nothing, and no amount is refused', async () => {
    expect(await inspected(ofx(movement('          .  ')))).toMatchObject({
      refusals: [],
      reports: [{ lines: 1, credits: '0' }],
    });
    expect((await inspected(ofx(movement('')))).refusals).toEqual(['statementAmountUnreadable:4']);
  });

  test('an amount with a currency sign is refused, and counts as a line', async () => {
    expect(await inspected(ofx(movement('$120')))).toMatchObject({
      refusals: ['statementAmountUnreadable:4'],
      reports: [{ lines: 1, credits: '0' }],
    });
  });

  test('a refusal of the bank is told from an empty statement', async () => {
    expect(
      (
        await inspected(
          ofx('')
            .replaceAll('<CODE>0', '<CODE>15500')
            .replace(/<STMTRS>.*<\/STMTRS>/s, ''),
        )
      ).refusals[0],
    ).toMatch('statementServerRefused');
    expect((await inspected(ofx(''))).refusals).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { inspected, linesOf } from './statements.ts';

const bytesIn = (text: string, encoding: 'latin1' | 'utf16le' | 'utf8'): Uint8Array => Buffer.from(text, encoding);
/** 捐款 as GB18030 writes it: Node only reads that encoding. */
const inGb18030 = (text: string): Uint8Array =>
  Buffer.concat(
    text
      .split('捐款')
      .flatMap((part, at) => [...(at > 0 ? [Buffer.from([0xbe, 0xe8, 0xbf, 0xee])] : []), Buffer.from(part)]),
  );
const withMark = (bytes: Uint8Array, ...mark: number[]): Uint8Array => Buffer.concat([Buffer.from(mark), bytes]);

const mt940 = (purpose: string, lineEnd = '\r\n') =>
  [
    ':20:X',
    ':25:1',
    ':28C:1/1',
    ':60F:C250701CNY10,',
    ':61:250702C5,NTRFNONREF',
    `:86:${purpose}`,
    ':62F:C250702CNY15,',
  ].join(lineEnd);
const ofx = (memo: string, charset = '1252') =>
  `OFXHEADER:100\r\nCHARSET:${charset}\r\n\r\n<OFX><STMTRS><CURDEF>CNY<BANKTRANLIST><STMTTRN><DTPOSTED>20250702<TRNAMT>5<MEMO>${memo}</STMTTRN></BANKTRANLIST></STMTRS></OFX>`;
const camt = (information: string, declared: string) =>
  `<?xml version="1.0" encoding="${declared}"?>\n<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="CNY">5</Amt><CdtDbtInd>CRDT</CdtDbtInd>` +
  `<BookgDt><Dt>2025-07-02</Dt></BookgDt><AddtlNtryInf>${information}</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>`;

describe('the words of a statement are read', () => {
  test.each([
    ['MT940 in GB18030', inGb18030(mt940('捐款')), '捐款'],
    ['MT940 in windows-1252', bytesIn(mt940('Spende für Müller, Köln'), 'latin1'), 'Spende für Müller, Köln'],
    ['MT940 in UTF-16', withMark(bytesIn(mt940('捐款'), 'utf16le'), 0xff, 0xfe), '捐款'],
    ['MT940 with lone carriage returns', bytesIn(mt940('捐款', '\r'), 'utf8'), '捐款'],
    ['OFX in GB18030 that says 1252', inGb18030(ofx('捐款')), '捐款'],
    ['OFX in GB18030 that says 936', inGb18030(ofx('捐款', '936')), '捐款'],
    ['OFX in UTF-8 that says 936', bytesIn(ofx('捐款', '936'), 'utf8'), '捐款'],
    ['OFX in windows-1252', bytesIn(ofx('Müller'), 'latin1'), 'Müller'],
    ['CAMT in GB18030 that says so', inGb18030(camt('捐款', 'GBK')), '捐款'],
    ['CAMT in GB18030 that says UTF-8', inGb18030(camt('捐款', 'UTF-8')), '捐款'],
    ['CAMT in UTF-8 that says GB2312', bytesIn(camt('捐款', 'GB2312'), 'utf8'), '捐款'],
    ['CAMT in windows-1252 that says UTF-8', bytesIn(camt('Müller', 'UTF-8'), 'latin1'), 'Müller'],
    ['CAMT in ISO 8859-1', bytesIn(camt('Müller', 'ISO-8859-1'), 'latin1'), 'Müller'],
    [
      'CAMT with the mark of UTF-8 that says ISO 8859-1',
      withMark(bytesIn(camt('捐款', 'ISO-8859-1'), 'utf8'), 0xef, 0xbb, 0xbf),
      '捐款',
    ],
    ['CAMT in UTF-16 without a mark', bytesIn(camt('捐款', 'UTF-16'), 'utf16le'), '捐款'],
  ])('of %s', async (_, bytes, words) => {
    expect((await linesOf(bytes)).map(({ purpose }) => purpose)).toEqual([words]);
  });
});

test('blanks above an XML declaration are passed over, and lines still count from the first', async () => {
  const text = `\n \n${camt('x', 'UTF-8')}`;
  expect(await inspected(text)).toMatchObject({ refusals: [], reports: [{ lines: 1, credits: '5' }] });
  expect((await inspected(text.replace('CRDT', 'X'))).refusals).toEqual(['statementFlowUnknown:4']);
});

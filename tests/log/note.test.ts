import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64 } from '#log/base64.ts';
import { concat, utf8 } from '#log/bytes.ts';
import { openCheckpoint, parseCheckpoint, signCheckpoint } from '#log/checkpoint.ts';
import { cosigner } from '#log/cosignature.ts';
import { EMPTY_ROOT } from '#log/merkle.ts';
import { logSigner, openNote, signatureLine, signNote } from '#log/note.ts';
import { ED25519, formatVerifierKey, parseVerifierKey, verifierKey } from '#log/verifier-key.ts';

const log = logSigner('ledger.example.org/log', new Uint8Array(32).fill(1));
const stranger = logSigner('stranger.example.org', new Uint8Array(32).fill(2));
const auditor = cosigner('auditor.example.org', new Uint8Array(32).fill(3), () => 1_582_200_000n);
const text = 'ledger.example.org/log\n3\nqqqq\n';

const failing = (code: string) => expect.objectContaining({ code });

test('the note of the Go implementation opens under its published key', () => {
  const key = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  const note =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
  expect(openNote(note, [key]).text).toMatch(/^If you think/);
  expect(() => openNote(note.replace('answer', 'Answer'), [key])).toThrow(failing('badSignature'));
});

test('a note opens under the key that signed it, and its key survives writing and reading', () => {
  const key = parseVerifierKey(formatVerifierKey(log.key));
  expect(openNote(signNote(text, [log]), [key])).toEqual({ text, signatures: [{ key }] });
});

test('signatures of strangers are ignored, their forgeries too', () => {
  const forged = `— ${stranger.key.name} ${toBase64(concat(stranger.key.id, new Uint8Array(64)))}\n`;
  const note = signNote(text, [stranger, log]) + forged;
  expect(openNote(note, [log.key]).signatures.map(({ key }) => key.name)).toEqual([log.key.name]);
});

test('a bad signature by a known key rejects a note that others signed well', () => {
  const note = signNote(text, [log]) + signatureLine('other\n', stranger);
  expect(() => openNote(note, [log.key, stranger.key])).toThrow(failing('badSignature'));
});

test('a note that no known key signed is unsigned', () => {
  expect(() => openNote(signNote(text, [stranger]), [log.key])).toThrow(failing('unsigned'));
  const impostor = logSigner(log.key.name, new Uint8Array(32).fill(9));
  expect(() => openNote(signNote(text, [impostor]), [log.key])).toThrow(failing('unsigned'));
});

test('a note with sixteen signatures opens', () => {
  const signers = Array.from({ length: 16 }, (_, at) =>
    logSigner(`witness${at}.example.org`, new Uint8Array(32).fill(at + 20)),
  );
  expect(
    openNote(signNote(text, [log, ...signers]), [log.key, ...signers.map(({ key }) => key)]).signatures,
  ).toHaveLength(17);
});

test('signatures stand behind the last empty line', () => {
  const withParagraphs = 'one\n\ntwo\n';
  expect(openNote(signNote(withParagraphs, [log]), [log.key]).text).toBe(withParagraphs);
});

test('changing any one character of the text is seen', () => {
  const note = signNote(text, [log]);
  fc.assert(
    fc.property(fc.nat(text.length - 2), fc.string({ minLength: 1, maxLength: 1 }), (at, sign) => {
      fc.pre(sign !== note[at]);
      expect(() => openNote(note.slice(0, at) + sign + note.slice(at + 1), [log.key])).toThrow();
    }),
  );
});

const line = signatureLine(text, log);
test.each([
  ['no signature', `${text}\n`],
  ['no empty line', `${text}${line}`],
  ['no newline at the end', `${text}\n${line}`.slice(0, -1)],
  ['a hyphen for the dash', `${text}\n${line.replace('—', '-')}`],
  ['two spaces', `${text}\n${line.replace(' ', '  ')}`],
  ['a carriage return', `${text}\r\n${line}`],
  ['a tab in the text', `a\tb\n\n${line}`],
  ['an escape sequence', `\u001b[31mred\n\n${line}`],
  ['base64 with a spare bit', `${text}\n${line.replace(/=\n$/, '\n')}`],
  ['a name with a plus', `${text}\n— a+b ${toBase64(new Uint8Array(68))}\n`],
  ['a payload without signature', `${text}\n— a ${toBase64(new Uint8Array(4))}\n`],
  ['nothing', ''],
])('a note with %s is malformed', (_, note) => {
  expect(() => openNote(note, [log.key])).toThrow(failing('malformedNote'));
});

test('bytes that are not UTF-8 are malformed', () => {
  expect(() => openNote(concat(Uint8Array.of(0xff), utf8(signNote(text, [log]))), [log.key])).toThrow(
    failing('malformedNote'),
  );
});

test('text with control characters is not signed', () => {
  expect(() => signNote('a\u0000b\n', [log])).toThrow(failing('malformedNote'));
  expect(() => signNote('no newline', [log])).toThrow(failing('malformedNote'));
});

test('a cosignature states its time and breaks when the time is changed', () => {
  const note = signNote(text, [log]) + signatureLine(text, auditor);
  const opened = openNote(note, [log.key, auditor.key]);
  expect(opened.signatures).toContainEqual({ key: auditor.key, time: 1_582_200_000n });
  const later = auditor.sign(text).slice();
  later[7] = (later[7] ?? 0) ^ 1;
  const changed = `${signNote(text, [log])}— ${auditor.key.name} ${toBase64(concat(auditor.key.id, later))}\n`;
  expect(() => openNote(changed, [log.key, auditor.key])).toThrow(failing('badSignature'));
});

test('a signature by the system crypto of Node is accepted', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })).slice(-32);
  const key = verifierKey('node.example.org', ED25519, raw);
  const note = signNote(text, [{ key, sign: (signed) => new Uint8Array(sign(null, Buffer.from(signed), privateKey)) }]);
  expect(openNote(note, [key]).signatures).toHaveLength(1);
});

const lowOrder = '0100000000000000000000000000000000000000000000000000000000000000';
const notCanonical = 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f';
test.each([
  ['a low-order point', () => formatVerifierKey(verifierKey('a', ED25519, Buffer.from(lowOrder, 'hex')))],
  [
    'a point that is not canonical',
    () => formatVerifierKey(verifierKey('a', ED25519, Buffer.from(notCanonical, 'hex'))),
  ],
  ['another id', () => formatVerifierKey(log.key).replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
  ['another name', () => formatVerifierKey(log.key).replace('ledger', 'Ledger')],
  ['an unknown type', () => formatVerifierKey({ ...log.key, type: 2 as 1 })],
  ['a missing part', () => 'ledger.example.org/log+00000000'],
])('a verifier key with %s is refused', (_, key) => {
  expect(() => parseVerifierKey(key())).toThrow(failing('malformedKey'));
});

test("a checkpoint says origin, size and root, and is the log's own", () => {
  const checkpoint = { origin: log.key.name, size: 0n, root: EMPTY_ROOT };
  expect(openCheckpoint(signCheckpoint(checkpoint, [log]), log.key)).toMatchObject(checkpoint);
  expect(() => openCheckpoint(signCheckpoint({ ...checkpoint, origin: 'other/log' }, [log]), log.key)).toThrow(
    failing('otherOrigin'),
  );
  const byAuditor = signCheckpoint(checkpoint, [auditor]);
  expect(() => openCheckpoint(byAuditor, log.key, [auditor.key])).toThrow(failing('unsigned'));
});

const root = toBase64(EMPTY_ROOT);
test.each([
  `a\n01\n${root}\n`,
  `a\n-1\n${root}\n`,
  `a\n1\n${root}\nextension\n`,
  `a\n1\n${root}`,
  `\n1\n${root}\n`,
  'a\n1\nAAAA\n',
])('checkpoint text %j is malformed', (malformed) => {
  expect(() => parseCheckpoint(malformed)).toThrow(failing('malformedCheckpoint'));
});

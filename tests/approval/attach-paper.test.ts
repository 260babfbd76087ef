import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachPaper, findPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { mediaTypeOf } from '#approval/paper.ts';
import { getAct } from '#approval/queries.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { approved, boxGift, cashGift, type Desk, given, kindsOf, openDesk, proposeGift, receiveCash } from './desk.ts';

let desk: Desk;
let dataDir: string;
beforeAll(async () => {
  desk = await openDesk();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-papers-'));
});
afterAll(async () => {
  await desk.close();
  await rm(dataDir, { recursive: true });
});

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const png = (text: string) => bytes('\x89PNG\r\n\x1a\n', text);
const attach = (actId: bigint, content: Uint8Array, fileName = '回单.png') =>
  attachPaper(desk.db, dataDir, { actId, by: desk.clerk, paper: 'bankSlip', fileName, bytes: content });

test.each([
  ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), 'image/jpeg'],
  ['a PNG', png('IHDR'), 'image/png'],
  ['a WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), 'image/webp'],
  ['a PDF', bytes('%PDF-1.7\n'), 'application/pdf'],
  ['a WAV', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt '), undefined],
  ['a GIF', bytes('GIF89a'), undefined],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
  ['a page', bytes('<!doctype html><script>'), undefined],
  ['nothing', bytes(), undefined],
])('%s is known by its bytes', (_, content, mediaType) => {
  expect(mediaTypeOf(content)).toBe(mediaType);
});

test('a paper lies under its SHA-256, whatever its file was called', async () => {
  const actId = await approved(desk, await proposeGift(desk, await boxGift(desk, 100n)));
  const content = png('slip one');
  const hex = createHash('sha256').update(content).digest('hex');
  const { attachmentId, sha256 } = given(await attach(actId, content, '../../etc/cron.d/回单\u0000.png'));
  expect(sha256).toBe(hex);
  expect(new Uint8Array(await readFile(join(dataDir, 'attachments', hex)))).toEqual(content);
  expect(await readdir(dataDir)).toEqual(['attachments']);
  expect((await stat(join(dataDir, 'attachments', hex))).mode & 0o777).toBe(0o600);
  expect(await findPaper(desk.db, dataDir, attachmentId)).toMatchObject({
    mediaType: 'image/png',
    fileName: '回单.png',
  });
  expect((await getAct(desk.db, actId))?.attachments).toMatchObject([{ id: attachmentId, sha256: hex, sizeBytes: 16 }]);
  given(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'person', attachmentId }));
});

test('the same bytes twice are one attachment; with another act they are that act’s too', async () => {
  const one = await approved(desk, await proposeGift(desk, await boxGift(desk, 100n)));
  const other = await receiveCash(desk, 100n);
  const first = given(await attach(one, png('twice')));
  expect(given(await attach(one, png('twice'), 'copy.png'))).toEqual(first);
  const elsewhere = given(await attach(other, png('twice')));
  expect(elsewhere.attachmentId).not.toBe(first.attachmentId);
  expect(kindsOf(await confirmAct(desk.db, { actId: one, by: desk.otherClerk, kind: 'person', ...elsewhere }))).toEqual(
    ['confirmation_attachment_of_same_act'],
  );
});

test('what is no scan, too large, empty or for a withdrawn act is refused and leaves no temporary file', async () => {
  const { actId } = await proposeGift(desk, cashGift(100n));
  expect(kindsOf(await attach(actId, bytes('MZ\x90')))).toEqual(['attachment_media_allowed']);
  expect(kindsOf(await attach(actId, new Uint8Array()))).toEqual(['paperMissing']);
  const large = new Uint8Array(20 * 1024 * 1024 + 1);
  large.set(png(''));
  expect(kindsOf(await attach(actId, large))).toEqual(['attachment_size_allowed']);
  expect(kindsOf(await attach(999_999n, png('nobody')))).toEqual(['actUnknown']);
  given(await withdrawAct(desk.db, { actId, by: desk.clerk }));
  expect(kindsOf(await attach(actId, png('late')))).toEqual(['actWithdrawn']);
  expect((await readdir(join(dataDir, 'attachments'))).filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
});

test('a paper whose bytes changed on the disk is not shown', async () => {
  const { attachmentId, sha256 } = given(await attach(await receiveCash(desk, 100n), png('genuine')));
  await writeFile(join(dataDir, 'attachments', sha256), png('forged'));
  await expect(findPaper(desk.db, dataDir, attachmentId)).rejects.toThrow('no longer has the bytes');
});

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepBooks } from '../support/office-books.ts';
import { clientOf, strangerTo } from '../support/office-client.ts';
import { type Office, PASSWORD, startOffice } from '../support/office-server.ts';

let office: Office;
let ofGift: string;
let cookie: string;
beforeAll(async () => {
  office = await startOffice();
  await keepBooks(office);
  const { actId } = await office.db.selectFrom('donation').select('actId').limit(1).executeTakeFirstOrThrow();
  ofGift = `/admin/donations/${actId}`;
  const body = new URLSearchParams({ email: office.people.clerk.email, password: PASSWORD });
  const signedIn = await strangerTo(office).post('/sign-in?_action=session.begin', body);
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => office?.stop());

const MEGABYTE = 1024 * 1024;

function scanOf(bytes: number): FormData {
  const form = new FormData();
  form.append('paper', 'other');
  form.append('file', new Blob([Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(bytes)])]), 'scan.pdf');
  return form;
}

/** Begins to send a form of two megabytes and never goes on; resolves with the first line of an answer that comes all the same. */
async function beginUpload(path: string, as: string): Promise<{ socket: Socket; answered: Promise<string> }> {
  const { host, hostname, port } = new URL(office.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const lines = [`POST ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${office.url}`, `Cookie: ${as}`];
  lines.push('Content-Type: multipart/form-data; boundary=b', `Content-Length: ${2 * MEGABYTE}`, '', '--b\r\n');
  socket.write(lines.join('\r\n'));
  const answered = new Promise<string>((resolve) => {
    socket.setEncoding('utf8').once('data', (text: string) => resolve(text.split('\r\n', 1)[0] ?? ''));
    socket.once('error', () => resolve('broken off')).once('close', () => resolve('closed'));
  });
  return { socket, answered };
}

test.for(['/sign-in?_action=session.begin', '/sign-in?_action=acts.attach', '/sign-in?_action=session.end'])(
  'a stranger is answered before a large form to %s is read',
  async (path) => {
    const { socket, answered } = await beginUpload(path, '');
    expect(await answered).toMatch(path.includes('acts') ? / 403 / : / 413 /);
    socket.destroy();
  },
);

test('a stranger is led to the sign-in page before a large form to the office is read', async () => {
  const { socket, answered } = await beginUpload(`${ofGift}?_action=acts.attach`, '');
  expect(await answered).toMatch(/ 303 /);
  socket.destroy();
});

test('who may not attach papers sends none, and who may sends up to 20 MB', async () => {
  const [auditor, clerk] = [await clientOf(office, 'auditor'), await clientOf(office, 'clerk')];
  const to = `${ofGift}?_action=acts.attach`;
  expect((await auditor.post(to, scanOf(2 * MEGABYTE))).status).toBe(413);
  expect((await clerk.post(`${ofGift}?_action=acts.withdraw`, scanOf(2 * MEGABYTE))).status).toBe(413);
  expect((await clerk.post(to, scanOf(19 * MEGABYTE))).status).toBe(303);
  const refused = await clerk.post(to, scanOf(22 * MEGABYTE));
  expect([refused.status, await refused.text()]).toEqual([413, expect.stringContaining('20 MB')]);
});

test('four files are read at a time; the next is told to come again, and typed forms go on', async () => {
  const to = `${ofGift}?_action=acts.attach`;
  const clerk = await clientOf(office, 'clerk');
  const begun = await Promise.all(Array.from({ length: 6 }, () => beginUpload(to, cookie)));
  const answers: string[] = [];
  for (const { answered } of begun) void answered.then((answer) => answers.push(answer));
  await expect.poll(() => answers, { timeout: 10_000 }).toHaveLength(2);
  for (const answer of answers) expect(answer).toMatch(/ 503 /);
  expect((await clerk.post(to, scanOf(2 * MEGABYTE))).status).toBe(503);
  expect((await clerk.post(to, scanOf(1000))).status).toBe(303);
  expect((await clerk.get(ofGift)).status).toBe(200);
  for (const { socket } of begun) socket.destroy();
  await expect.poll(async () => (await clerk.post(to, scanOf(2 * MEGABYTE))).status, { timeout: 10_000 }).toBe(303);
});

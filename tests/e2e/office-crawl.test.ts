import { connect } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { brokenQueries, hostileQueries } from '../support/hostile-queries.ts';
import { anyOddValue, valueFor } from '../support/odd-values.ts';
import { keepBooks } from '../support/office-books.ts';
import { type Client, clientOf, strangerTo } from '../support/office-client.ts';
import { type Office, startOffice } from '../support/office-server.ts';
import { type PageForm, readPage } from '../support/page-forms.ts';

let office: Office;
let browser: Browser;
let parser: Page;
beforeAll(async () => {
  office = await startOffice();
  await keepBooks(office);
  browser = await openBrowser();
  parser = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Ends the session, or starts a process: tried by tests of their own. */
const APART = /session\.|publishing\.start/;
const ROLES = ['clerk', 'reviewer', 'publisher', 'auditor', 'administrator'] as const;
/** Of the many alike gifts, lists and entries that the crawl itself makes, a few stand for all. */
const MOST_ALIKE = 6;

/** A linear congruential generator (Numerical Recipes), so that a failure can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function answered(response: Response, what: string): Promise<string> {
  const text = await response.text();
  expect(response.status, `${what}\n${office.complaints().slice(-2000)}`).toBeLessThan(500);
  return text;
}

async function crawl(client: Client): Promise<Map<string, PageForm[]>> {
  const found = new Map<string, PageForm[]>();
  const alike = new Map<string, number>();
  const waiting = ['/admin'];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const shape = path.replaceAll(/\d+/g, '#');
    if (found.has(path) || (alike.get(shape) ?? 0) >= MOST_ALIKE) continue;
    alike.set(shape, (alike.get(shape) ?? 0) + 1);
    const { links, forms } = await readPage(parser, await answered(await client.get(path), `GET ${path}`));
    found.set(path, forms);
    for (const link of links) {
      const url = new URL(link, new URL(path, office.url));
      if (url.origin === office.url && url.pathname.startsWith('/admin')) waiting.push(url.pathname + url.search);
    }
  }
  return found;
}

function filledIn(form: PageForm, random: () => number): FormData | URLSearchParams {
  const body = form.multipart ? new FormData() : new URLSearchParams();
  for (const field of form.fields) {
    if (field.file && body instanceof FormData) {
      const bytes = random() < 0.5 ? Buffer.from('%PDF-1.4 x') : Buffer.from('编号,姓名\n1,"2\n');
      body.append(field.name, new Blob([bytes]), `${anyOddValue(random).slice(0, 40)}.pdf`);
    } else if (random() > 0.05) {
      body.append(field.name, valueFor(field, random));
      if (random() < 0.05) body.append(field.name, anyOddValue(random));
    }
  }
  if (random() < 0.3) body.append(anyOddValue(random) || 'x', anyOddValue(random));
  return body;
}

describe('only the right people come in', () => {
  test('a stranger is led to the sign-in page, and back afterwards', async () => {
    const stranger = strangerTo(office);
    for (const path of ['/admin', '/admin/donations', '/admin/attachments/1', '/admin/publish/progress.json']) {
      const response = await stranger.get(path);
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `/sign-in?next=${encodeURIComponent(path)}`,
      ]);
    }
    for (const next of ['https://evil.example', '//evil.example', '/admin//evil.example', '/admin\\evil']) {
      const page = await (await stranger.get(`/sign-in?next=${encodeURIComponent(next)}`)).text();
      expect(page).not.toContain('evil');
    }
  });

  test.for([
    ['reviewer', '/admin/donations/new'],
    ['auditor', '/admin/import'],
    ['clerk', '/admin/users'],
    ['publisher', '/admin/register/new'],
  ] as const)('%s has no business at %s', async ([who, path]) => {
    const response = await (await clientOf(office, who)).get(path);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('一人经办、一人复核');
  });

  test.for([
    ['otherClerk', 'acts.approve'],
    ['reviewer', 'donations.propose'],
    ['auditor', 'acts.return'],
    ['auditor', 'acts.confirm'],
    ['administrator', 'acts.approve'],
    ['publisher', 'acts.return'],
    ['publisher', 'users.grant'],
    ['clerk', 'users.revoke'],
    ['clerk', 'publishing.start'],
  ] as const)('%s cannot do %s, whatever page it is sent to', async ([who, action]) => {
    const trail = () =>
      office.db
        .selectFrom('auditEvent')
        .select(({ fn }) => fn.max('id').as('last'))
        .executeTakeFirst();
    const { actId } = await office.db
      .selectFrom('openTask')
      .select('actId')
      .where('task', '=', 'approve')
      .limit(1)
      .executeTakeFirstOrThrow();
    const client = await clientOf(office, who);
    const before = await trail();
    const runs = await office.db.selectFrom('publishRun').select('id').execute();
    // Whoever had the permission would get something done with these.
    const fields = {
      ...{ revision: '1', reason: 'x', grantId: '1', userId: String(office.people.clerk.id), role: 'reviewer' },
      ...{ kind: 'person', note: 'x', entity: 'charity', fund: 'relief', occurredFrom: '2020-02-14' },
      ...{ donorKind: 'enterprise', legalName: '某某公司', display: 'named', restriction: 'unrestricted' },
      ...{ 'lines.1.unit': 'CNY', 'lines.1.quantity': '1' },
    };
    for (const page of [`/admin/donations/${actId}`, '/admin', '/admin/publish']) {
      await answered(await client.post(`${page}?_action=${action}`, new URLSearchParams(fields)), page);
    }
    expect(await trail()).toEqual(before);
    expect(await office.db.selectFrom('publishRun').select('id').execute()).toEqual(runs);
  });

  test.for([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin', { origin: '' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another site, by its own word', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
  ] as const)('a form from %s is refused', async ([, headers]) => {
    const client = await clientOf(office, 'clerk');
    const response = await client.send('/admin/funding/new?_action=funding.propose', {
      method: 'POST',
      body: new URLSearchParams({ entity: 'union' }),
      headers,
    });
    expect(response.status).toBe(403);
  });

  test('guessing a password is stopped, and says nothing about which accounts exist', async () => {
    const stranger = strangerTo(office);
    const guess = async (email: string) => {
      const body = new URLSearchParams({ email, password: 'wrong wrong wrong' });
      const page = await (await stranger.post('/sign-in?_action=session.begin', body)).text();
      return page.replaceAll(email, '…');
    };
    const known = office.people.otherClerk.email;
    const unknown = 'nobody-here@example.org';
    expect(await guess(known)).toBe(await guess(unknown));
    for (let time = 0; time < 11; time++) await Promise.all([guess(known), guess(unknown)]);
    const [one, other] = [await guess(known), await guess(unknown)];
    expect(one).toContain('15');
    expect(one).toBe(other);
    await expect(clientOf(office, 'otherClerk')).rejects.toThrow('could not sign in');
  });
});

describe('nothing a person can send makes the office fail', () => {
  const NOUNS = [
    'donations',
    'funding',
    'batches',
    'issues',
    'purchases',
    'appropriations',
    'adjustments',
    'listings',
    'register',
  ];
  /** The shape of an address with its noun left open, as `src/office/pages/admin/[noun]` has it. */
  const sourceOf = (shape: string): string => {
    const [, , noun = '', ...rest] = shape.split('/');
    const ownFile = noun === 'donations' && /(^new|edit)$/.test(rest.join('/'));
    return NOUNS.includes(noun) && !ownFile ? ['[noun]', ...rest].join('/') : shape;
  };
  const IDS = ['0', '-1', '1.5', 'abc', '9'.repeat(19), '9'.repeat(40), '%00', '%F0%9F', "'", '999999999', 'new', '１'];

  test('addresses of things that are not there', async () => {
    const client = await clientOf(office, 'clerk');
    const paths = IDS.flatMap((id) => [
      ...[...NOUNS, 'reversals', 'nothing', 'acts', 'attachments'].map((noun) => `/admin/${noun}/${id}`),
      ...NOUNS.map((noun) => `/admin/${noun}/${id}/edit`),
      ...['donation-slip', 'certificate', 'goods-receipt', 'roster'].map((paper) => `/admin/prints/${paper}/${id}`),
      `/admin?task=${id}&after=${id}`,
      `/admin/donations?q=${id}&status=${id}&entity=${id}&fund=${id}&before=${id}`,
      `/admin/audit?before=${id}`,
      `/admin/register/new?subject=${id}`,
      `/admin/${id}`,
      `/sign-in?next=${id}`,
    ]);
    for (const path of paths) await answered(await client.get(path), path);
    expect((await client.get('/admin/donations/999999999')).status).toBe(404);
    expect(await (await client.get('/admin/nothing/here')).text()).toContain('没有这一页');
    expect(office.complaints()).toBe('');
  });

  test('bodies that are no form, too large, or of another kind', async () => {
    const client = await clientOf(office, 'clerk');
    const to = '/admin/donations/new?_action=donations.propose';
    const statusOf = async (init: RequestInit) => {
      const response = await client.send(to, { method: 'POST', ...init });
      await answered(response, String(init.body).slice(0, 80));
      return response.status;
    };
    const form = 'application/x-www-form-urlencoded';
    expect(await statusOf({ body: '{"a":', headers: { 'content-type': 'application/json' } })).toBe(415);
    expect(await statusOf({ body: 'x', headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect(await statusOf({ body: 'x', headers: { 'content-type': 'multipart/form-data' } })).toBeLessThan(500);
    expect(
      await statusOf({ body: '--b\r\nbroken', headers: { 'content-type': 'multipart/form-data; boundary=b' } }),
    ).toBeLessThan(500);
    expect(await statusOf({ body: `note=${'x'.repeat(2_000_000)}`, headers: { 'content-type': form } })).toBe(413);
    expect(await statusOf({ body: '%E0%A4%A&=&&lines.1.unit', headers: { 'content-type': form } })).toBe(422);
    expect(
      await statusOf({
        body: Array.from({ length: 9000 }, (_, n) => `f${n}=1`).join('&'),
        headers: { 'content-type': form },
      }),
    ).toBe(422);
    const large = new FormData();
    large.append('file', new Blob([Buffer.alloc(22 * 1024 * 1024)]), 'large.pdf');
    expect(await statusOf({ body: large })).toBe(413);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await client.send('/admin/donations', { method })).status).toBe(405);
    }
    for (const action of ['nothing', 'donations', 'donations.nothing', '__proto__', '%00', 'acts.approve.x']) {
      await answered(await client.post(`/admin/donations/new?_action=${action}`, new URLSearchParams('a=1')), action);
    }
    expect(office.complaints()).toBe('');
  });

  test('whatever stands behind the ? of any page, of the office or the public', async () => {
    const shapes = (paths: Iterable<string>) => new Map([...paths].map((path) => [path.replaceAll(/\d+/g, '#'), path]));
    const tried = new Set<string>();
    const sources = new Map<string, number>();
    for (const who of ['clerk', 'administrator'] as const) {
      const client = await clientOf(office, who);
      const pages = [...(await crawl(client)).keys()].map((path) => path.split('?')[0] ?? path);
      expect(new Set(pages).size).toBeGreaterThan(who === 'clerk' ? 20 : 3);
      for (const [shape, path] of shapes(pages)) {
        // What reads an address is the page, not who looks at it.
        if (tried.has(shape)) continue;
        tried.add(shape);
        // One source file serves every noun: the first takes all, the others share them out among themselves.
        const source = sourceOf(shape);
        const before = sources.get(source) ?? 0;
        sources.set(source, before + 1);
        const queries = hostileQueries().filter((_, n) => before === 0 || n % NOUNS.length === before % NOUNS.length);
        const broken = tried.size <= 3 ? brokenQueries() : [];
        for (const query of [...queries, ...broken]) {
          await answered(await client.get(`${path}?${query}`), `${who}: ${path}?${query.slice(0, 200)}`);
        }
      }
    }
    const stranger = strangerTo(office);
    const open = ['/healthz', '/sign-in', '/gift/1', '/gift/99999', '/404', '/log/checkpoint', '/log/tile/0/000'];
    for (const path of [...open, '/receipts/index.json', '/openings/000.json', '/_office/x.js', '/gifts/1.css']) {
      for (const query of [...hostileQueries(), ...brokenQueries()]) {
        const answer = await stranger.get(`${path}?${query}`);
        // Before the first notice the pages of the public are not there yet, and say so.
        if (answer.status === 503) expect(await answer.text()).toBe('nothing has been published yet\n');
        else await answered(answer, `${path}?${query.slice(0, 200)}`);
      }
    }
    expect(office.complaints()).toBe('');
  }, 600_000);

  test('a form that does not state its length is not read', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('email=a&password=b'));
        controller.close();
      },
    });
    const chunked = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await strangerTo(office).send('/sign-in?_action=session.begin', chunked)).status).toBe(411);
    const { host, hostname, port } = new URL(office.url);
    const said = await new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => {
        const lines = ['POST /sign-in?_action=session.begin HTTP/1.1', `Host: ${host}`, `Origin: ${office.url}`];
        socket.write(
          [...lines, 'Content-Type: application/x-www-form-urlencoded', 'Connection: close', '', ''].join('\r\n'),
        );
      });
      socket.setEncoding('utf8').on('data', (part: string) => {
        answer += part;
      });
      socket.once('end', () => resolve(answer)).once('error', reject);
    });
    expect(said).toMatch(/^HTTP\/1\.1 411 /);
    expect(office.complaints()).toBe('');
  });

  // Last, and the administrator last of all: by then roles are revoked at random.
  test.for(ROLES)('every page and every form, filled in at random, as %s', async (who) => {
    const client = await clientOf(office, who);
    const random = randomFrom(ROLES.indexOf(who) + 20200214);
    const answers = new Map<number, number>();
    const pages = await crawl(client);
    for (const [path, forms] of pages) {
      for (const form of forms) {
        for (const target of form.targets.filter((each) => !APART.test(each))) {
          for (let time = 0; time < 3; time++) {
            const address = target.startsWith('?') ? path.split('?')[0] + target : target;
            const response = await client.post(address, filledIn(form, random));
            await answered(response, `${who}: POST ${address}`);
            answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
          }
        }
      }
    }
    // Some of what was sent is taken, most is refused: both ways were walked.
    if (who === 'clerk') expect(Math.min(answers.get(303) ?? 0, answers.get(422) ?? 0)).toBeGreaterThan(10);
    expect(office.complaints()).toBe('');
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { approveAct } from '#approval/approve-act.ts';
import { addPerson } from '#auth/accounts.ts';
import type { Role } from '#auth/role.ts';
import { createLog } from '#publication/log-key.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import type { RegistrationInput } from '#registry/registration.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface Office extends TestDatabase {
  url: string;
  dataDir: string;
  /** By name; every password is `PASSWORD`. */
  people: Record<keyof typeof PEOPLE, { id: bigint; email: string }>;
  /** What the process wrote to stderr: a fault shows here even where a browser sees a polite page. */
  complaints(): string;
  stop(): Promise<void>;
}

export const PASSWORD = '春江潮水连海平 2020';

const PEOPLE = {
  clerk: ['经办甲', 'recorder'],
  otherClerk: ['经办乙', 'recorder'],
  reviewer: ['复核丙', 'reviewer'],
  otherReviewer: ['复核丁', 'reviewer'],
  publisher: ['公示戊', 'publisher'],
  auditor: ['审计己', 'auditor'],
  administrator: ['管理庚', 'administrator'],
  otherAdministrator: ['管理辛', 'administrator'],
} as const satisfies Record<string, [name: string, role: Role]>;

const REGISTER: RegistrationInput[] = [
  { subject: 'organisation', code: 'charity', name: '市慈善总会', kind: 'charity', keepsBooks: true },
  { subject: 'organisation', code: 'union', name: '区总工会', kind: 'union', keepsBooks: true },
  { subject: 'organisation', code: 'hospital', name: '市第一医院', kind: 'hospital', keepsBooks: false },
  { subject: 'organisation', code: 'branch', name: '区分会', kind: 'charity', keepsBooks: false },
  { subject: 'fund', code: 'relief', name: '援鄂关爱专项', beganOn: '2020-01-20' },
  { subject: 'appeal', code: 'together', name: '同心战疫募捐', fund: 'relief', filingNumber: '5143040000001' },
  { subject: 'programme', code: 'families', name: '医疗队员家属慰问', fund: 'relief' },
  { subject: 'itemFamily', code: 'masks', name: '口罩', measure: '只' },
  { subject: 'item', code: 'mask', name: '医用口罩', standard: 'YY 0469', measure: '只', scale: 0, family: 'masks' },
  { subject: 'item', code: 'rice', name: '大米', measure: '公斤', scale: 3 },
];

/** A charity's office with its people and register, on a database and in a folder of its own. */
export async function startOffice(): Promise<Office> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-office-'));
  await createLog(database.db, dataDir, '127.0.0.1/log');
  const people = await hire(database);
  await register(database, people.clerk.id, people.reviewer.id);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'office-process.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: database.urls.app,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const port = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => {
      throw new Error(`the office did not start:\n${said}`);
    }),
  ]);
  return {
    ...database,
    url: `http://127.0.0.1:${port}`,
    dataDir,
    people,
    complaints: () => said,
    async stop() {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function hire({ db, owner }: TestDatabase): Promise<Office['people']> {
  const hired = await Promise.all(
    Object.entries(PEOPLE).map(async ([key, [displayName, role]]) => {
      const email = `${key.toLowerCase()}@example.org`;
      const added = await addPerson(db, { email, displayName, password: PASSWORD });
      if (!added.ok) throw new Error(JSON.stringify(added.refusals));
      await owner
        .insertInto('roleGrant')
        .values({ userId: added.value, role, bootstrap: true, confirmedAt: new Date() })
        .execute();
      return [key, { id: added.value, email }] as const;
    }),
  );
  return Object.fromEntries(hired) as Office['people'];
}

async function register({ db }: TestDatabase, clerk: bigint, reviewer: bigint): Promise<void> {
  for (const entry of REGISTER) {
    const proposed = await proposeRegistration(db, entry, clerk, `register ${entry.code}`);
    if (!proposed.ok) throw new Error(JSON.stringify(proposed.refusals));
    const approved = await approveAct(db, { actId: proposed.value.actId, revision: 1, by: reviewer });
    if (!approved.ok) throw new Error(JSON.stringify(approved.refusals));
  }
}

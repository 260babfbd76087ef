import { addFirstAdministrators, addPerson, setPassword } from '#auth/accounts.ts';
import { readSettings, SettingsError } from '#config/settings.ts';
import { type Database, openDatabase } from '#database/connection.ts';
import { openCluster } from '#database/open.ts';
import { refusalText } from '#i18n/refusals.ts';
import type { Result } from '#ledger/refusal.ts';
import { askPasswords } from './ask.ts';

const USE = `Use: mingzhang user first <e-mail> <name> <e-mail> <name>   the first two administrators
     mingzhang user add <e-mail> <name>                       a person, still without a role
     mingzhang user password <e-mail>                         a new password
Passwords are asked for, or read from standard input, one a line.`;

/** mingzhang user first | add | password */
export async function run([what, ...rest]: string[]): Promise<number> {
  const [email, displayName, secondEmail, secondName] = rest;
  if (what === 'first' && email && displayName && secondEmail && secondName) {
    const [first = '', second = ''] = await askPasswords([`Password of ${displayName}`, `Password of ${secondName}`]);
    return withLogin('ownerUrl', (owner) =>
      addFirstAdministrators(owner, [
        { email, displayName, password: first },
        { email: secondEmail, displayName: secondName, password: second },
      ]),
    );
  }
  if (what === 'add' && email && displayName && !secondEmail) {
    const [password = ''] = await askPasswords([`Password of ${displayName}`]);
    return withLogin('appUrl', (db) => addPerson(db, { email, displayName, password }));
  }
  if (what === 'password' && email && !displayName) {
    const [password = ''] = await askPasswords([`New password of ${email}`]);
    return withLogin('appUrl', (db) => setPassword(db, email, password));
  }
  throw new SettingsError(USE);
}

async function withLogin(
  login: 'appUrl' | 'ownerUrl',
  work: (db: Database) => Promise<Result<unknown>>,
): Promise<number> {
  const cluster = await openCluster(readSettings());
  try {
    const db = openDatabase(cluster[login], { max: 1 });
    try {
      const result = await work(db);
      if (result.ok) console.log('Done.');
      for (const refusal of result.ok ? [] : result.refusals) {
        const { message, remedy } = refusalText(refusal, 'en');
        console.error(`${message} ${remedy}`);
      }
      return result.ok ? 0 : 1;
    } finally {
      await db.destroy();
    }
  } finally {
    await cluster.stop();
  }
}

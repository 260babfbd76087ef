import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { SettingsError } from '#config/settings.ts';
import { alone, createDatabase, createLogins, DATABASE, type Login } from '#database/roles.ts';

const VARIABLE: Record<Login, string> = {
  mingzhang_app: 'DATABASE_URL',
  mingzhang_families: 'DATABASE_FAMILIES_URL',
  mingzhang_owner: 'DATABASE_OWNER_URL',
};

/**
 * mingzhang database roles: once per server, with a superuser's address in DATABASE_SUPERUSER_URL (not an argument: the
 * list of processes shows those). Prints the settings with the new passwords, which are kept nowhere else.
 */
export async function run([what]: string[]): Promise<number> {
  const given = process.env.DATABASE_SUPERUSER_URL;
  if (what !== 'roles' || !given) {
    throw new SettingsError('Use: DATABASE_SUPERUSER_URL=postgres://… mingzhang database roles');
  }
  const superuser = new pg.Client({ connectionString: given });
  await superuser.connect();
  try {
    const passwords = new Map<Login, string>();
    const created = await alone(superuser, async () => {
      const made = await createLogins(superuser, (login) => {
        const password = randomBytes(24).toString('base64url');
        passwords.set(login, password);
        return password;
      });
      await createDatabase(superuser);
      return made;
    });
    if (created.length === 0) console.log('The three logins exist already; their passwords are unchanged.');
    for (const login of created)
      console.log(`${VARIABLE[login]}=${addressOf(given, login, passwords.get(login) ?? '')}`);
    return 0;
  } finally {
    await superuser.end();
  }
}

function addressOf(superuserUrl: string, login: string, password: string): string {
  const url = new URL(superuserUrl);
  url.username = login;
  url.password = password;
  url.pathname = `/${DATABASE}`;
  return url.href;
}

import pg from 'pg';
import { type Settings, SettingsError } from '#config/settings.ts';
import type { Durability } from './embedded/cluster.ts';
import { joinServer } from './embedded/server.ts';
import { alone, createDatabase, createLogins, DATABASE } from './roles.ts';

/** The addresses of the three logins. Reading one that was not set throws a SettingsError that names it. */
export interface Cluster {
  readonly appUrl: string;
  readonly familiesUrl: string;
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** The server of DATABASE_URL; without one, the embedded server of DATA_DIR, started or joined. */
export async function openCluster(settings: Settings, durability: Durability = 'durable'): Promise<Cluster> {
  return settings.databaseUrl ? external(settings, settings.databaseUrl) : embedded(settings.dataDir, durability);
}

function external(settings: Settings, appUrl: string): Cluster {
  return {
    appUrl,
    get familiesUrl() {
      return settings.familiesUrl ?? missing('DATABASE_FAMILIES_URL', 'the families’ files');
    },
    get ownerUrl() {
      return settings.ownerUrl ?? missing('DATABASE_OWNER_URL', 'migrations and the first accounts');
    },
    stop: async () => undefined,
  };
}

function missing(name: string, purpose: string): never {
  throw new SettingsError(`${name} is not set: with DATABASE_URL set, ${purpose} need that login's address too.`);
}

async function embedded(dataDir: string, durability: Durability): Promise<Cluster> {
  const server = await joinServer(dataDir, durability);
  const { password } = server;
  const superuser = new pg.Client({ connectionString: server.superuserUrl });
  await superuser.connect();
  await alone(superuser, async () => {
    await createLogins(superuser, password ? () => password : undefined);
    await createDatabase(superuser);
  });
  await superuser.end();
  return {
    appUrl: server.url('mingzhang_app', DATABASE),
    familiesUrl: server.url('mingzhang_families', DATABASE),
    ownerUrl: server.url('mingzhang_owner', DATABASE),
    stop: server.stop,
  };
}

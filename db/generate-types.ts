/**
 * Writes src/database/schema.generated.ts from a freshly migrated database; with --verify it only compares, and ends
 * with 1 when the file is not current. Uses TEST_DATABASE_URL (a superuser's address) when set, else a throwaway server.
 */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { joinServer } from '#database/embedded/server.ts';
import { migrate } from '#database/migrate.ts';
import { createDatabase, createLogins } from '#database/roles.ts';

const NAME = 'mz_types';
const given = process.env.TEST_DATABASE_URL;

process.exitCode = await (given ? onServer(given) : onThrowawayServer());

async function onThrowawayServer(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-types-'));
  await chmod(dataDir, 0o755);
  const server = await joinServer(dataDir, 'throwaway');
  try {
    return await generate(server.superuserUrl, server.url('postgres', NAME));
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

function onServer(url: string): Promise<number> {
  return generate(new URL('/postgres', url).href, new URL(`/${NAME}`, url).href);
}

async function generate(superuserUrl: string, url: string): Promise<number> {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  await createLogins(superuser);
  await superuser.query(`drop database if exists ${NAME} with (force)`);
  await createDatabase(superuser, NAME);
  try {
    await migrate(url);
    return codegen(url);
  } finally {
    await superuser.query(`drop database ${NAME} with (force)`);
    await superuser.end();
  }
}

function codegen(url: string): number {
  const options = [
    ['--dialect', 'postgres'],
    ['--url', url],
    ['--camel-case'],
    // As the pool's parsers deliver them (src/database/values.ts).
    ['--type-mapping', '{"int8":"bigint","numeric":"bigint"}'],
    ['--date-parser', 'string'],
    // The application's login sees neither.
    ['--exclude-pattern', '{families,migration}.*'],
    ['--out-file', 'src/database/schema.generated.ts'],
    process.argv.includes('--verify') ? ['--verify'] : [],
  ];
  const { status } = spawnSync(process.execPath, ['node_modules/kysely-codegen/dist/cli/bin.js', ...options.flat()], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
}

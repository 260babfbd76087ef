import { SettingsError } from '#config/settings.ts';

/** Answers the process's exit code. */
type Command = (args: string[]) => Promise<number>;

/** Each command is loaded only when asked for: `verify` must run where no database is installed. */
const COMMANDS: Record<string, { about: string; load: () => Promise<Command> }> = {
  demo: {
    about: 'the 2020 relief fund as a running portal; --reset starts anew',
    load: async () => (await import('./demo.ts')).run,
  },
  start: {
    about: 'the portal, from the settings of the environment',
    load: async () => (await import('./start.ts')).run,
  },
  build: { about: 'the office, and the public site from DATA_DIR', load: async () => (await import('./build.ts')).run },
  migrate: { about: 'bring the database up to date', load: async () => (await import('./migrate.ts')).run },
  database: {
    about: 'roles: create the three logins and the database on a server',
    load: async () => (await import('./database.ts')).run,
  },
  user: { about: 'first, add, password: accounts of the office', load: async () => (await import('./user.ts')).run },
  publish: { about: 'publish what is approved and confirmed', load: async () => (await import('./publish.ts')).run },
  erase: {
    about: 'take what was erased or hidden out of the public files, and older releases with it',
    load: async () => (await import('./erase.ts')).run,
  },
  verify: {
    about: 'check a published log: an address or a folder',
    load: async () => (await import('./verify.ts')).verify,
  },
  statement: {
    about: 'inspect FILE: what a bank statement or a bill comes to; import FILE --account NAME --by EMAIL: store it',
    load: async () => (await import('./statement.ts')).run,
  },
  export: {
    about: 'journal: the published journal for hledger and ledger; files FOLDER: every file of open data',
    load: async () => (await import('./export.ts')).run,
  },
};

const [name = '', ...args] = process.argv.slice(2);
process.exitCode = await main(name, args);

async function main(name: string, args: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    const asked = ['', 'help', '--help', '-h'].includes(name);
    (asked ? console.log : console.error)(usage(asked ? '' : `There is no command "${name}".\n\n`));
    return asked ? 0 : 2;
  }
  try {
    const run = await command.load();
    return await run(args);
  } catch (error) {
    console.error(sentence(error));
    return 2;
  }
}

function usage(before: string): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2;
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(width)}${about}`);
  return `${before}mingzhang <command>\n\n${lines.join('\n')}`;
}

/** What went wrong in one sentence; with MINGZHANG_DEBUG the whole trace as well. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.MINGZHANG_DEBUG) return String(error.stack);
  const cause = error.cause instanceof Error && !(error instanceof SettingsError) ? ` (${error.cause.message})` : '';
  return error.message + cause;
}

import { resolve } from 'node:path';

/** What the machine's owner decides, from the environment. */
export interface Settings {
  /** Absolute folder of everything this installation keeps: database, log, keys, attachments, releases. */
  dataDir: string;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Where readers find us (PUBLIC_URL), without a slash at the end; unset: host and port as they are. */
  publicUrl?: string;
  /** Browsers reach us by https: cookies are kept to it. */
  secure: boolean;
  /** Origin of a log about to be created (LOG_ORIGIN): its address for good, without the scheme. */
  logOrigin?: string;
  /** Login of the application. Unset: an embedded server under `dataDir`. */
  databaseUrl?: string;
  /** Login that alone may read the families' schema. */
  familiesUrl?: string;
  /** Login for migrations only; a running server needs none. */
  ownerUrl?: string;
}

/** A setting that cannot be used; the message names it and says what would do. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const databaseUrl = urlOf(environment, 'DATABASE_URL');
  const familiesUrl = urlOf(environment, 'DATABASE_FAMILIES_URL');
  const ownerUrl = urlOf(environment, 'DATABASE_OWNER_URL');
  const logOrigin = originOf(environment.LOG_ORIGIN);
  const publicUrl = publicUrlOf(environment.PUBLIC_URL);
  const host = environment.HOST || '127.0.0.1';
  return {
    dataDir: resolve(environment.DATA_DIR || 'var'),
    host,
    port: portOf(environment.PORT || '4321'),
    // Beyond this machine nothing but https is fit for a password, whoever answers it.
    secure: publicUrl ? publicUrl.startsWith('https:') : !LOOPBACK.test(host),
    ...(publicUrl && { publicUrl }),
    ...(logOrigin && { logOrigin }),
    ...(databaseUrl && { databaseUrl }),
    ...(familiesUrl && { familiesUrl }),
    ...(ownerUrl && { ownerUrl }),
  };
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

function publicUrlOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new SettingsError(
      `PUBLIC_URL is "${text}": give an address such as https://ledger.example.org, without a path.`,
    );
  }
  return url.origin;
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new SettingsError(`PORT is "${text}": give a number from 0 to 65535.`);
  return port;
}

/** The value itself is never quoted in a message: it holds a password. */
function urlOf(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const url = environment[name];
  if (url && !/^postgres(ql)?:\/\//.test(url)) {
    throw new SettingsError(
      `${name} is not a PostgreSQL address: it begins with postgres:// and names a login, a host and a database.`,
    );
  }
  return url || undefined;
}

/** C2SP tlog-checkpoint: a scheme-less address, which also names the log's key, so it has no white space and no plus. */
function originOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!/^[a-z0-9.-]+(:\d+)?(\/[\w.~-]+)+$/i.test(text)) {
    throw new SettingsError(
      `LOG_ORIGIN is "${text}": give host and path without the scheme, such as ledger.example.org/log.`,
    );
  }
  return text;
}

import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, readlink, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SettingsError } from '#config/settings.ts';

/** The user PostgreSQL runs as, when that is not ourselves: it refuses to run as root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Where the embedded server of one DATA_DIR lives. */
export interface Place {
  root: string;
  data: string;
  /** Folder of the socket; its path fits the 104 to 108 bytes that operating systems leave for a socket's address. */
  run: string;
  log: string;
  user?: ServerUser;
}

const SOCKET_PATH_BYTES = 100;
/** For root, when DATA_DIR lies where no other user may pass (`/root`): still a folder that nobody cleans up. */
const ELSEWHERE = '/var/lib/mingzhang';

/** Finds or makes the folders of the embedded server, owned by the user it runs as. */
export async function findPlace(dataDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true });
  const user = await serverUser(join(dataDir, 'postgres', 'data'));
  const root = await rootFolder(dataDir, user);
  await own(root, user);
  return {
    root,
    data: join(root, 'data'),
    run: await socketFolder(root, user),
    log: join(root, 'log'),
    ...(user && { user }),
  };
}

/** Whoever owns an existing cluster; for root a new one belongs to `nobody`, the one other user every system knows. */
async function serverUser(data: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await stat(data).catch(absent);
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8'));
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) };
}

async function rootFolder(dataDir: string, user: ServerUser | undefined): Promise<string> {
  const wanted = join(dataDir, 'postgres');
  const found = await lstat(wanted).catch(absent);
  if (!found) {
    if (await canPass(dataDir, user)) await mkdir(wanted);
    // A new name each time: a DATA_DIR that was deleted and made again must not find the old data behind its back.
    else await symlink(await makeElsewhere(), wanted);
  }
  const root = await realpath(wanted).catch(absent);
  if (!root)
    throw new SettingsError(`${wanted} points to ${await readlink(wanted)}, which is gone: restore that folder.`);
  if (!(await canPass(dirname(root), user))) {
    throw new SettingsError(
      `PostgreSQL does not run as root, and no other user can reach ${root}: set DATA_DIR to a folder outside.`,
    );
  }
  return root;
}

async function makeElsewhere(): Promise<string> {
  await mkdir(ELSEWHERE, { recursive: true, mode: 0o755 });
  return mkdtemp(join(ELSEWHERE, 'postgres-'));
}

/** The socket lies beside the data, or in a short folder of the system's temporary ones when that path is too long. */
async function socketFolder(root: string, user: ServerUser | undefined): Promise<string> {
  const beside = join(root, 'run');
  if (Buffer.byteLength(join(beside, '.s.PGSQL.5432')) <= SOCKET_PATH_BYTES) return own(beside, user);
  // Others who join later may have another TMPDIR, so the choice is kept as a link.
  const chosen = await readlink(beside).catch(absent);
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = chosen ?? join(tmpdir(), `mingzhang-${name}`);
  await own(folder, user);
  if (!chosen) await symlink(folder, beside);
  return folder;
}

/** Makes a folder that only the server's user may enter, and refuses one that somebody else laid out first. */
async function own(folder: string, user: ServerUser | undefined): Promise<string> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await lstat(folder);
  const owners = [process.getuid?.(), user?.uid];
  if (!before.isDirectory() || (process.getuid && !made && !owners.includes(before.uid))) {
    throw new SettingsError(`${folder} belongs to another user: remove it, or choose another DATA_DIR.`);
  }
  if (user) await chown(folder, user.uid, user.gid);
  if (process.getuid) await chmod(folder, 0o700);
  return folder;
}

/** Whether `user` may pass through every folder above and including `path` (the mode bits; access lists are not asked). */
export async function canPass(path: string, user: ServerUser | undefined): Promise<boolean> {
  if (!user) return true;
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    const { uid, gid, mode } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Removes a stopped server's data, for a start from nothing. */
export async function forgetServer(dataDir: string): Promise<void> {
  const link = join(dataDir, 'postgres');
  const root = await realpath(link).catch(absent);
  if (root) await rm(root, { recursive: true });
  await rm(link, { force: true });
}

export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'EINVAL') throw error;
}

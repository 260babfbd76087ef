import { hash, verify } from '@node-rs/argon2';
import type { Refusal } from '#ledger/refusal.ts';

/** argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. The stored string names its parameters. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 12;
const LONGEST = 128;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether the password is the one of `stored`. Without an account there is no stored hash; the same work is done
 * against one that no password fits, so that the answer takes as long.
 */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  const given = password.slice(0, 8 * LONGEST).normalize('NFKC');
  const fits = await verify(stored ?? (await nobodys), given);
  return fits && stored !== undefined;
}

const nobodys = hashPassword(crypto.randomUUID());

/** Length and commonness only (NIST SP 800-63B §3.1.1, OWASP ASVS 6.2): no rules about kinds of characters. */
export function checkPassword(password: string, about: { email: string }): Refusal[] {
  const length = [...password.normalize('NFKC')].length;
  if (length < SHORTEST)
    return [{ kind: 'passwordTooShort', values: { shortest: `${SHORTEST}`, length: `${length}` } }];
  if (length > LONGEST) return [{ kind: 'passwordTooLong', values: { longest: `${LONGEST}`, length: `${length}` } }];
  return isCommon(password.normalize('NFKC').toLowerCase(), about.email) ? [{ kind: 'passwordTooCommon' }] : [];
}

/** What lists of leaked passwords begin with, at this length: repeats, runs along the keyboard, and a word with digits. */
function isCommon(password: string, email: string): boolean {
  if (new Set(password).size < 5) return true;
  const name = email.split('@')[0] ?? '';
  const rest = [...WORDS, ...(name.length > 3 ? [name] : [])].reduce(
    (left, word) => left.replaceAll(word, ''),
    password,
  );
  if (rest.replace(/[\d\W_]/g, '').length === 0 && rest !== password) return true;
  return RUNS.some((run) => run.includes(password) || [...run].reverse().join('').includes(password));
}

const WORDS = [
  'password',
  'passw0rd',
  'mingzhang',
  'administrator',
  'admin',
  'welcome',
  'letmein',
  'iloveyou',
  'woaini',
  'qwerty',
  'charity',
  'cishan',
];
const RUNS = [
  '01234567890123456789',
  '1234567890-=',
  '1qaz2wsx3edc4rfv5tgb',
  'qwertyuiopasdfghjklzxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6y7u8i9o0p',
];

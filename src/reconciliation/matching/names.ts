import type { BankLine, BookRecord } from './subject.ts';
import { coreName, isService, maskOf, plainName } from './texts.ts';

/** How a name sounds, for characters that were mixed up; undefined where it has none. */
export type Sound = (name: string) => string | undefined;

/** A name as it is compared. */
export interface Name {
  plain: string;
  /** Without a company's legal form. */
  core: string;
  signs: readonly string[];
  /** With `*` for each sign that the bank hides, where it hides some. */
  mask?: string;
  sound?: string;
}

type Named = Pick<BankLine | BookRecord, 'name'> & Pick<BankLine, 'account'>;

/** Reads names once each, however often they are compared. */
export interface Names {
  /** Undefined where nobody is named, or only the payment service in between. */
  of(subject: Named): Name | undefined;
  /** Whether the line itself hides the name, which its account tells. */
  isRevealed(line: Named): boolean;
  /** The other side's account; undefined where it is the payment service's. */
  accountOf(line: Pick<BankLine, 'name' | 'account'>): string | undefined;
}

export function readNames(sound: Sound): Names {
  const known = new Map<string, Name | 'nobody' | 'service'>();
  const read = (text: string): Name | 'nobody' | 'service' => {
    const plain = plainName(text);
    if (plain === '') return 'nobody';
    if (isService(plain)) return 'service';
    const [mask, heard] = [maskOf(plain), sound(plain)];
    return {
      plain,
      core: coreName(plain),
      signs: [...plain],
      ...(mask !== undefined && { mask }),
      ...(heard !== undefined && { sound: heard }),
    };
  };
  const look = (text: string | undefined) => {
    if (text === undefined) return 'nobody';
    let name = known.get(text);
    if (name === undefined) {
      name = read(text);
      known.set(text, name);
    }
    return name;
  };
  return {
    of: (subject) => {
      const name = look(subject.name);
      return typeof name === 'string' ? undefined : name;
    },
    isRevealed: () => false,
    accountOf: (line) => (look(line.name) === 'service' || line.account === '' ? undefined : line.account),
  };
}

/**
 * The same, and behind a mask the one name that lines in full give the same account: an account of a bank has one holder.
 * Where two are given, or a mask that does not fit the one, the account is one through which a bank passes on money of many,
 * and the mask stays; so it does where part of the number is hidden too.
 */
export function namesByAccount(names: Names, lines: Iterable<Pick<BankLine, 'name' | 'account'>>): Names {
  const holders = new Map<string, Name | 'several'>();
  const masked: { account: string; shown: Name }[] = [];
  for (const line of lines) {
    const [account, name] = [wholeAccountOf(names, line), names.of(line)];
    if (account === undefined || name === undefined) continue;
    if (name.mask !== undefined) {
      masked.push({ account, shown: name });
      continue;
    }
    const known = holders.get(account);
    holders.set(account, known === undefined || (known !== 'several' && known.plain === name.plain) ? name : 'several');
  }
  for (const { account, shown } of masked) {
    const holder = holders.get(account);
    if (holder !== undefined && holder !== 'several' && !fitsMask(shown, holder)) holders.set(account, 'several');
  }
  const holderOf = (line: Named, shown: Name | undefined): Name | undefined => {
    if (shown?.mask === undefined || line.account === undefined) return undefined;
    const holder = holders.get(wholeAccountOf(names, line) ?? '');
    return holder === 'several' ? undefined : holder;
  };
  return {
    ...names,
    of: (subject) => {
      const shown = names.of(subject);
      return holderOf(subject, shown) ?? shown;
    },
    isRevealed: (line) => holderOf(line, names.of(line)) !== undefined,
  };
}

/** A number as banks give to a card or a book; what is shorter is a bank's own, for all that passes through it. */
const OF_HOLDER = /^\d{12,}$/;

function wholeAccountOf(names: Names, line: Pick<BankLine, 'name' | 'account'>): string | undefined {
  const account = names.accountOf(line);
  return account !== undefined && OF_HOLDER.test(account.replaceAll(/[\s-]/g, '')) ? account : undefined;
}

/** Whether a mask of the one shows the other: as long, and equal where it hides nothing. */
export function fitsMask({ mask }: Name, name: Name): boolean {
  if (mask === undefined) return false;
  const signs = [...mask];
  return signs.length === name.signs.length && signs.every((sign, at) => sign === '*' || sign === name.signs[at]);
}

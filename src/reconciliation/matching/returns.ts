import { DAYS_AROUND } from './amounts.ts';
import { readDay } from './days.ts';
import { addTo, firstFrom, groupsOf } from './groups.ts';
import { byMask, type Masks, masksFitting, masksOf } from './name-pairs.ts';
import type { Name, Names } from './names.ts';
import type { BankLine, LineAround } from './subject.ts';

/** Days on which money of one amount went out, in their order, by whom it went to. */
interface WentOut {
  all: OnDay[];
  toNobody: OnDay[];
  byName: Map<string, OnDay[]>;
  byAccount: Map<string, OnDay[]>;
  /** What went out under a mask, and which names a mask of a line may hide. */
  masked: Masks;
  shownBy: Map<string, Name[]>;
}

type OnDay = { day: number };

/** Where a bank puts what it sends back, 待处理汇款 or 应解汇款: whose money that was, it does not say. */
const OF_BANKS = /银行|信用社|信用联社|汇款|退汇|挂账|暂挂|过渡|往来|清算|待处理|应解/;

/**
 * Whether money of a line's amount went out near it, to the same name or account or to nobody that is named, whatever
 * became of the line by which it went.
 */
export function readReturns(
  lines: readonly BankLine[],
  around: readonly LineAround[],
  names: Names,
): (line: BankLine) => boolean {
  const arrived = groupsOf(
    lines.filter(({ flow }) => flow === 'in'),
    ({ amountFen }) => amountFen,
  );
  const out = [...lines, ...around].filter(({ flow, amountFen }) => flow === 'out' && arrived.has(amountFen));
  const wentOut = new Map<bigint, WentOut>();
  for (const [amountFen, all] of groupsOf(out, (one) => one.amountFen))
    wentOut.set(amountFen, readOut(all, arrived.get(amountFen) ?? [], names));
  return (line) => {
    const sent = line.flow === 'in' ? wentOut.get(line.amountFen) : undefined;
    if (sent === undefined) return false;
    const day = readDay(line.day);
    const isNear = (all: readonly OnDay[] = []): boolean =>
      (all[firstFrom(all, day - DAYS_AROUND)]?.day ?? Number.POSITIVE_INFINITY) <= day + DAYS_AROUND;
    const [name, account] = [names.of(line), names.accountOf(line)];
    // Who is not named may be anybody.
    if (name === undefined) return isNear(sent.all);
    return (
      isNear(sent.toNobody) ||
      (account !== undefined && isNear(sent.byAccount.get(account))) ||
      namesLike(name, sent).some((plain) => isNear(sent.byName.get(plain)))
    );
  };
}

function readOut(all: readonly LineAround[], arrived: readonly BankLine[], names: Names): WentOut {
  const sent: Omit<WentOut, 'masked' | 'shownBy'> = { all: [], toNobody: [], byName: new Map(), byAccount: new Map() };
  const named = new Map<string, Name>();
  const dated = all.map((one) => ({ one, day: readDay(one.day) })).sort((one, other) => one.day - other.day);
  for (const { one, day } of dated) {
    sent.all.push({ day });
    const [name, account] = [names.of(one), names.accountOf(one)];
    if (name === undefined || OF_BANKS.test(name.plain)) sent.toNobody.push({ day });
    else {
      named.set(name.plain, name);
      addTo(sent.byName, name.plain, { day });
    }
    if (account !== undefined) addTo(sent.byAccount, account, { day });
  }
  const theNames = [...named.values()];
  const ofLines = masksOf(arrived.flatMap((line) => names.of(line) ?? []));
  return { ...sent, masked: masksOf(theNames), shownBy: byMask(theNames, ofLines) };
}

/** Names that money went out to which are this one, or what a mask shows of the one or the other. */
const namesLike = (name: Name, { masked, shownBy }: WentOut): string[] => [
  name.plain,
  ...(name.mask === undefined ? [] : (shownBy.get(name.mask) ?? []).map(({ plain }) => plain)),
  ...masksFitting(name, masked).flatMap((mask) => (masked.byMask.get(mask) ?? []).map(({ plain }) => plain)),
];

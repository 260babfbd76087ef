import { refuseNames } from '#intake/private-names.ts';
import { checkOccurred, type Day, type Occurred } from '#ledger/day.ts';
import { refuseIdentifiers } from '#ledger/redaction.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { ComposedLeaf } from './composed-leaf.ts';

/** Typed fields, checked by their own type: a filing number or the number to ask at is no stray phone number. */
const TYPED_FIELDS = ['telephone', 'filingNumber', 'measure', 'packMeasure', 'courierNumber'];

/** What is said of a giver in place of the name. */
const SHOWN_NAMES = ['displayName', 'party'];

/** What must be in order before a leaf is signed (LOG §5), as far as the leaf itself shows it. */
export function examine(
  part: ComposedLeaf,
  occurred: Occurred | undefined,
  today: Day,
  fundBegan: Day | undefined,
): Refusal[] {
  const prose = Object.entries(part.texts).filter(
    ([field]) => part.publicFields.includes(field) && !TYPED_FIELDS.includes(field),
  );
  return [
    ...prose.flatMap(([field, text]) => refuseIdentifiers(field, text)),
    ...prose
      .filter(([field]) => !SHOWN_NAMES.includes(field))
      .flatMap(([field, text]) => refuseNames(field, text, part.privateNames ?? [])),
    ...(occurred ? checkOccurred(occurred, today, fundBegan) : []),
    ...unconfirmed(part),
  ];
}

function unconfirmed({ leaf }: ComposedLeaf): Refusal[] {
  return 'confirmedBy' in leaf && leaf.confirmedBy.length === 0 ? [{ kind: 'notConfirmed' }] : [];
}

/** `subject code` of everything a leaf names that must stand in the log before it. */
export function codesNamedBy({ leaf }: ComposedLeaf): string[] {
  const named: (string | undefined)[] = [];
  const name = (subject: string, code: string | undefined) => named.push(code && `${subject} ${code}`);
  const units = (list: readonly { unit: string }[]) => {
    for (const { unit } of list) if (unit.startsWith('item:')) name('item', unit.slice('item:'.length));
  };
  if ('entity' in leaf) name('organisation', leaf.entity);
  if ('fund' in leaf) name('fund', leaf.fund);
  if ('postings' in leaf) units(leaf.postings);
  switch (leaf.kind) {
    case 'register':
      if ('parent' in leaf) name('organisation', leaf.parent);
      if ('family' in leaf) name('itemFamily', leaf.family);
      break;
    case 'intake':
      name('appeal', leaf.appeal);
      break;
    case 'listing':
      units(leaf.figures);
      break;
    case 'disbursement':
      name('programme', leaf.programme);
      name('organisation', leaf.receiver);
      for (const code of leaf.coHosts) name('organisation', code);
      break;
    case 'appropriation':
      for (const { receiver } of leaf.items) name('organisation', receiver);
      break;
  }
  return [...new Set(named.filter((code) => code !== undefined))];
}

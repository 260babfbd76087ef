/** How figures come about, and what this site cannot prove. */
export const description =
  'How each figure comes about, which figures are never added together, and what the public ledger can and cannot prove.';
export const lead =
  'This page says where each figure comes from, by which rules it is worked out, and what this public ledger cannot prove.';

export const plainHeading = 'In three sentences';
export const plain: string[] = [
  'One person enters every record and another reviews it; it is published once it has been matched to a bank statement, goods receipt or delivery note.',
  'What has been published cannot be altered. A mistake is reversed and entered again, and both records stay in the ledger.',
  'You need not trust us: every total on these pages is the sum of the published records, and your own browser can add it up again.',
];

export const wordsHeading = 'What these words mean';
export const meanings = [
  {
    word: 'Received',
    meaning: 'Money booked and goods inspected and taken into stock. Pledges and goods on their way do not count.',
  },
  {
    word: 'Disbursed',
    meaning:
      'Money in the hands of recipients or spent on its purpose. What was passed to a branch that has not reported yet does not count.',
  },
  { word: 'Issued', meaning: 'Goods handed to the organisations that use them or to recipients.' },
  { word: 'Balance', meaning: 'Money received and not used yet.' },
  { word: 'In stock', meaning: 'Goods taken in and not issued yet.' },
  {
    word: 'Appropriated',
    meaning:
      'Money or goods passed on to another organisation. It has not reached anyone in need, so it is kept apart; once a branch reports disbursing it, it moves to disbursed or issued.',
  },
  {
    word: 'Use not stated',
    meaning: 'Received, but the source does not say to whom it went. Neither a balance nor zero.',
  },
  {
    word: 'Derived',
    meaning: 'The source does not give the figure; it was worked back from others. How is said beside it.',
  },
  {
    word: 'About',
    meaning: 'The source gives only a rounded figure. It is added as it stands, so the total is rounded too.',
  },
  {
    word: 'Awaiting confirmation',
    meaning:
      'Reviewed, but not yet matched to a bank statement, goods receipt or delivery note. Only number and amount are published; it is in no total.',
  },
  {
    word: 'Witnessed',
    meaning:
      'The donor handed it over in person and the accounting entity was only present as a witness. Shown, but in no total.',
  },
  {
    word: 'Listed',
    meaning:
      'Figures reported by other organisations, or services, insurance cover and public allowances. Shown with their source, in no total.',
  },
  { word: 'Record no.', meaning: 'The place of a record in the public ledger, counted from 0. It never changes.' },
];

export const passages = [
  {
    heading: 'How a record becomes public',
    points: [
      'One person enters it and another reviews it; nobody approves their own entry.',
      'After review it is still matched to a bank statement, goods receipt or delivery note. Only then is it published. What has not been matched is awaiting confirmation: its number and amount are published, but it is in no total.',
      'Each notice fixes a cut-off and carries a number. Earlier notices stay as they were.',
      'Published records enter, in order, a ledger that can only grow and never change, and it is signed with the ledger key. Change any record and the signature no longer fits.',
    ],
  },
  {
    heading: 'Received = disbursed + balance',
    points: [
      'Money: received = disbursed + appropriated + adjusted + use not stated + balance. Goods: received = issued + appropriated + adjusted + use not stated + in stock. Terms that did not occur are left out.',
      'Every accounting entity, fund and unit is worked out on its own. Figures of several entities side by side are aggregated, not consolidated.',
      'Appropriated means passed on to another organisation; disbursed means in the hands of a recipient or of the organisation that uses it. The two are never added together.',
    ],
  },
  {
    heading: 'What is never added together',
    points: [
      'Cash and valuations of goods: a valuation is an estimate, not money.',
      'Different units: pieces, sets and pairs are counted apart. Totals are drawn only across goods of one family counted in the same unit, and are marked as aggregated.',
      'Donations and non-donation funding: fiscal funds, trade union funds and party dues have an account of their own.',
      'Witnessed and listed figures: what donors gave out themselves and what others report is shown, but is in no total.',
    ],
  },
  {
    heading: 'Not stated, zero, not yet',
    points: [
      '“—” means the source does not say; “0” means there was none; “no records yet” means nothing has happened so far. The three differ and are written differently.',
      '“Use not stated” means goods were received but the source does not say to whom they went. It is neither a balance nor zero.',
      '“About” marks a rounded figure given by the source, “derived” one worked back from other figures; both are marked beside the figure. Where the source gives only a rounded figure, it is added as it stands, so the total is rounded too.',
      'Dates are as exact as the source: on a day, not later than a day, not earlier than a day, or not stated.',
    ],
  },
  {
    heading: 'Whose names appear',
    points: [
      'Organisations appear under their own names. Individuals’ full names are not published without their consent. Minors appear only as “爱心学生” (a caring student), without name, age or school.',
      'Donors may ask at any time to have their names hidden. Names are not in the public ledger, so it still verifies afterwards; but copies others have already made cannot be recalled.',
      'No public file holds recipients’ names, addresses or telephone numbers. Disbursements are published by batch; batches of fewer than 5 households are not published separately.',
    ],
  },
  {
    heading: 'How dates and months are counted',
    points: [
      'Months and days go by the date on which something happened, in Beijing time; notices go by their cut-off. The two are counted differently and need not agree.',
      'Late entries and corrections go back to the original date, so earlier months may change; published notices do not.',
      'What is only known to lie within a period counts in a month if the whole period lies in it; what cannot be placed in a month stands apart at the end.',
    ],
  },
  {
    heading: 'How corrections are made',
    points: [
      'The original record is reversed with a reason, and a correct one is entered. Each names the other, and both verify.',
      'A reversed record is in no total any more. It is struck through on the page, not deleted.',
      'A donor’s receipt code stays the same: it leads to the record as corrected.',
    ],
  },
  {
    heading: 'For auditors and specialists',
    points: [
      'The ledger holds codes, amounts, digests and how a record was confirmed, and no text. Texts lie beside it and can be hidden as the law requires; the ledger still verifies.',
      'The equation of every accounting entity, fund and unit holds at every size of the ledger; each notice is signed with the ledger key, and auditors can countersign.',
      'Every figure on these pages is either a total whose name is given or an amount of a record whose number is given. The verification page and the command line add up each of them again.',
      'Where a batch has evidence for each share, auditors can open all of it and compare it with the roster and the signatures; nobody else can.',
    ],
  },
];

export const limitsHeading = 'What this ledger cannot prove';
export const limits: string[] = [
  'It proves that nothing was altered after publication, that every total is the sum of its records, and that your record is in it.',
  'It does not prove what was never entered: cash and goods that nobody recorded leave no trace in a ledger.',
  'It does not prove that people are real: a family that does not exist balances just as well. That takes auditors who check rosters, signatures and bank statements, and neighbours and the public who watch.',
  'It does not prove that papers are genuine: the ledger only says which papers a record was matched to.',
  'Records marked “based on press reports” were entered without sight of the original papers; all that is known is that they were not altered after publication.',
  'Names and figures that others copied while they were public cannot be recalled after they are hidden.',
];

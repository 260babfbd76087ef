/** How figures come about, and what this site cannot prove. */
export const description =
  'How each figure comes about, which figures are never added together, and what the public ledger can and cannot prove.';
export const lead =
  'This page says where each figure comes from, by which rules it is worked out, and what this public ledger cannot prove.';

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
];

export const limitsHeading = 'What this ledger cannot prove';
export const limits: string[] = [
  'It can prove that nothing was changed after publication, that every total equals the sum of its records, and that your own record is in it.',
  'It cannot prove that no money or goods were left off the books, that the recipients exist, or that the papers are genuine. That takes auditors, banks and public scrutiny.',
  'Records marked “based on press reports” were entered without sight of the original papers; for these it proves only that nothing was changed after publication.',
];

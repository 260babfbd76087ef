/** Names that pages read from their address, and some that none does. */
const NAMES = [
  ...['task', 'after', 'before', 'q', 'status', 'entity', 'fund', 'kind', 'subject', 'replaces', 'seen', 'next'],
  ...['entry', 'account', 'month', 'through', 'software', 'line'],
  ...['group', 'page', 'from', 'to', 'locale', 'at', 'mode', 'section', 'key', '__proto__', 'constructor', ''],
];

/** As they stand in an address: some are no valid escape, some decode to what no database takes. */
const VALUES = [
  ...['', '0', '-1', '1.5', '9'.repeat(19), '9'.repeat(400), '1e9', 'NaN', 'Infinity', '%30x10', '１'],
  ...['%00', 'a%00b', '%', '%f', '%ff', '%c0%af', '%ed%a0%80', '%F0%9F', '%E0%A4%A', '%u0041', '%EF%BF%BF'],
  ...['%25', "'%3B drop table act%3B --", '%25_%25%25', '%5C', '%3Cscript%3E', '%E2%80%AE', '..%2F..%2Fetc%2Fpasswd'],
  ...['2020-02-30', '0000-00-00', '999999-12-31', 'item:nothing', 'null', '[object Object]', '%0D%0Ax: y'],
  '%E7%94%B2'.repeat(1100),
  'x'.repeat(10_000),
];

/** Every name with every value, many to an address. */
export const hostileQueries = (): string[] =>
  VALUES.map((value) => {
    const short = value.length > 500 ? NAMES.slice(2, 3) : NAMES;
    return short.map((name) => `${name}=${value}`).join('&');
  });

/** What is no list of names and values at all: taken apart before any page is asked, so a few pages stand for all. */
export function brokenQueries(): string[] {
  return [
    ...[
      '',
      '?',
      '&&&',
      '=',
      '%',
      '%00',
      '%ff=%ff',
      'q',
      'q[]=1&q[a]=2',
      'after=1&after=2',
      'q=1;q=2',
      'q=a+b%2B',
      '/../..',
    ],
    Array.from({ length: 1_500 }, (_, n) => `a${n}=`).join('&'),
  ];
}

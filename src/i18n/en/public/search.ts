import { plural } from '../plural.ts';
import { measureName, itemName as nameOfItem } from '../registered-names.ts';

export const description = 'Find records in the public ledger by donor, reference number, organisation, goods or fund.';
export const lead =
  'Find donors by their public name, reference numbers, organisations, goods, funds, restricted donations, and batches of disbursement and appropriation. Names are found in simplified and in traditional characters.';
export const label = 'Search for';
export const hint =
  'Separate several words by spaces; all of them must match, as in “Wang masks”. The beginning of a word will do, and of a reference number its beginning or its last digits.';
export const examples = 'For example:';
export const button = 'Search';
export const hidden =
  'Donations shown only by a surname cannot be found by it. Those without any name are found by the words that stand in its place, all together: nothing tells one donor from another. To find your own, use its reference number, or the receipt code on your acceptance slip under “Find my donation”.';
export const narrow = 'Narrow down';
export const fields = { fund: 'Fund', kind: 'Kind', month: 'Month', item: 'Money or goods' };
export const monthHint = 'As in 2020-02';
export const any = 'All';
export const cash = 'Money';
export const empty = 'Nothing has been published yet, so there is nothing to search.';

export const kinds = {
  organisation: 'Organisation',
  fund: 'Fund',
  appeal: 'Appeal',
  itemFamily: 'Family of goods',
  item: 'Goods',
  intake: 'Donation',
  funding: 'Non-donation funding',
  disbursement: 'Disbursement',
  appropriation: 'Appropriation',
  listing: 'Listed and witnessed',
};

export const results = 'Results';
export const searching = 'Searching…';
export const offline = 'The server could not be reached. Check your connection and try again.';
export const unreadable =
  'A file needed for the search could not be read. Try again later; if this goes on, tell the charity federation.';
export const none = 'Nothing found. Check the spelling, or try fewer characters.';
export const remedies = 'You can also:';
export const withoutConditions = (text: string): string => `Drop the conditions and search for “${text}” alone`;
export const onlyWord = (word: string): string => `Search for “${word}” alone`;
export const browse = 'Browse the lists below';
export const ownGift = 'Find my donation by its receipt code';
export const noneFurther = 'There is nothing further.';
export const found = (count: number): string => `${plural(count, 'record')} found.`;
export const foundMore = (count: number): string =>
  `More than ${plural(count, 'record')} found; the newest come first. Type more or add conditions to narrow them down.`;
export const foundFurther = (count: number): string => `Further results: ${plural(count, 'record')}.`;
export const cutShort =
  'The ledger is long and has not been searched to its beginning. Below is what was found so far; go on for earlier records.';
export const next = 'Next page';
export const goOn = 'Go on searching earlier records';
export const toBeginning = 'Back to the first page';
export const voided = 'Reversed; see corrections';
/** Why a record was found whose own name has not every word. */
export const because = (reasons: string): string => `Matches: ${reasons}`;
export const reasons = {
  item: (name: string): string => `goods “${name}”`,
  family: (name: string): string => `family of goods “${name}”`,
  fund: (name: string): string => `fund “${name}”`,
  entity: (name: string): string => `organisation “${name}”`,
  kind: (name: string): string => `kind “${name}”`,
  restriction: (name: string): string => `donor’s intent “${name}”`,
  unnamed: (name: string): string => `donor shown as “${name}”`,
  text: (text: string): string => `“${text}”`,
};
export const forgottenName = 'Donor (name no longer public)';
export const number = (number: string): string => `Ref. ${number}`;
export const leaf = (leaf: string): string => `Record no. ${leaf}`;
export const separator = ' · ';
export const listSeparator = ', ';
export const derived = (figure: string, how: string): string => `${figure} (${how})`;
export const itemName = (unit: string, name: string): string => nameOfItem(unit, name) ?? name;
export const measure = (measure: string, count: string): string => measureName(measure, count) ?? measure;

export const withoutScript =
  'Searching happens in your browser and needs scripts to be enabled. Without them, every record can be reached from the lists below.';
export const listsHeading = 'Browse';
export const lists = 'Every record can also be reached from these lists:';
export const giftLists = 'Donations, in the order in which they were entered';
export const noticeLists = 'Notices';
export const monthLists = 'By month';
export const organisationsHeading = 'Organisations';
export const itemsHeading = 'Goods';
export const fundsHeading = 'Funds';
export const allOf = (count: number): string => `See all ${count}`;
export const privacyHeading = 'What the server learns when you search';
export const privacy =
  'What you type is not sent to the server. Your browser fetches files that many words share; the server sees which files were fetched but cannot be sure what you searched for. The page’s address carries your search: when that address is opened, reloaded or passed on, the server and whoever receives it can read it.';

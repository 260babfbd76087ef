import * as books from './public/books.ts';
import * as chrome from './public/chrome.ts';
import * as data from './public/data.ts';
import * as dates from './public/dates.ts';
import * as embed from './public/embed.ts';
import * as method from './public/method.ts';
import * as missing from './public/missing.ts';
import * as overview from './public/overview.ts';
import * as pictures from './public/pictures.ts';
import * as receipt from './public/receipt.ts';
import * as records from './public/records.ts';
import * as search from './public/search.ts';
import * as terms from './public/terms.ts';
import * as verify from './public/verify.ts';

/** Everything the public site says in simplified Chinese. */
export const publicWords = {
  books,
  chrome,
  data,
  dates,
  embed,
  method,
  missing,
  overview,
  pictures,
  receipt,
  records,
  search,
  terms,
  verify,
};

export const title = 'Embed on another site';
export const description =
  'Show what a fund received, disbursed and has in balance on another website; the figures follow the notices, and one click leads back here to verify.';
export const lead =
  'Organisations’ websites, news reports and public-account menus may all carry these three figures. They are updated with every notice and lead back to this site for verification with one click. No permission from us is needed.';
export const snippet = 'Paste this code into a web page:';
export const snippetOf = (fund: string): string => `Embed code of ${fund}`;
export const noAddress = 'No notice published yet; there are no figures to embed.';
export const empty = 'No funds registered yet.';
export const preview = 'Preview';
export const frameTitle = (fund: string): string => `${fund}: received, disbursed, balance`;
export const pageTitle = (fund: string): string => `${fund} (embedded)`;
export const check = 'Verify in the public ledger';
export const noMoney = 'No movements of money in this fund yet; for goods, see the public ledger.';

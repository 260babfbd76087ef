/// <reference types="astro/client" />

declare namespace App {
  /** What the server hands to every request of the office; `person` is set by the middleware. */
  interface Locals {
    database: import('#database/connection.ts').Database;
    auth: import('#auth/sessions.ts').Auth;
    settings: import('#config/settings.ts').Settings;
    publisher: import('#office/publisher.ts').Publisher;
    statements: import('#office/statement-desk.ts').StatementDesk;
    sheets: import('#sheet/reader.ts').SheetReader;
    matcher: Pick<import('#reconciliation/matches/match-desk.ts').MatchDesk, 'proposed' | 'tryRule' | 'countMet'>;
    /** The caller's network address, for counting failed sign-ins. */
    address: string;
    person?: import('#auth/sessions.ts').Person;
    /** A Set-Cookie header that an action asks the middleware to send. */
    setCookie?: string;
  }
}

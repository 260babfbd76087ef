import { sql } from 'kysely';

/** An initial password on a note, or in a message, is not to open the account months later. */
export const INITIAL_PASSWORD_DAYS = 7;

/** Whether the password of this `app_user` is an initial one, and too old to be used. */
export const initialPasswordIsOver = sql<boolean>`(app_user.must_change_password
  and app_user.initial_password_at < now() - make_interval(days => ${INITIAL_PASSWORD_DAYS}))`;

/** Who gave out the newest initial password, and when. */
export interface PasswordGiven {
  by: string;
  at: Date;
}

/** With the account, in place of a password the person had, or with an account that may be used again. */
export type GivenOccasion = 'first' | 'reset' | 'enabled';

export const OCCASIONS: Readonly<Record<string, GivenOccasion>> = {
  'add person': 'first',
  'reset password': 'reset',
  'enable person': 'enabled',
};

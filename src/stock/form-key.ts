import { createHash } from 'node:crypto';

/** A form's key counts for one person and kind of form, so that nobody meets another's by guessing. */
export const formKey = (form: string, by: bigint, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([form, String(by), key]))
    .digest('hex');

/**
 * A refusal that a person can mend: what is wrong, where, with which figures. Wording and remedy per kind
 * stand in `src/i18n/refusals.ts`; a kind without wording fails its test.
 */
export interface Refusal {
  kind: string;
  /** Name of the form field, or the column heading of an imported file. */
  field?: string;
  /** 1-based line of a form's repeated group, or row of an imported file. */
  line?: number;
  /** Figures and names that the wording shows, already as text. */
  values?: Record<string, string>;
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (...refusals: Refusal[]): { ok: false; refusals: Refusal[] } => ({ ok: false, refusals });

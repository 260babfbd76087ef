import type { ActionError } from 'astro:actions';
import { type FormState, type Outcome, refuse } from '#office/forms/outcome.ts';

type ActionResult = { data?: unknown; error?: ActionError | undefined } | undefined;
type DataOf<R> = R extends { data: infer T } ? NonNullable<T> : never;

/**
 * The answer of whichever action this page was posted to. A body that could not be read as a form (too large, broken)
 * comes back as a refusal.
 */
export function answered<R extends ActionResult[]>(...results: R): DataOf<R[number]> | Outcome | undefined {
  const result = results.find((each) => each !== undefined);
  if (result?.error) {
    const kind = result.error.code === 'CONTENT_TOO_LARGE' ? 'formTooLarge' : 'formNotRead';
    return refuse([{ kind }], new Map());
  }
  return result?.data as DataOf<R[number]> | undefined;
}

/** The form to show: what the action handed back, else what the page begins with. */
export const formStateOf = (outcome: { kind: string } | undefined, start: FormState): FormState =>
  outcome && (outcome.kind === 'refused' || outcome.kind === 'again')
    ? (outcome as FormState & { kind: string })
    : start;

/** 422 for a refused form, so that nothing takes the page for a success. */
export const statusOf = (outcome: { kind: string } | undefined): number => (outcome?.kind === 'refused' ? 422 : 200);

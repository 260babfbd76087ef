import { type ActionAPIContext, defineAction } from 'astro:actions';
import { may, type Permission } from '#auth/permissions.ts';
import type { Person } from '#auth/sessions.ts';
import { type Outcome, refuse } from '#office/forms/outcome.ts';
import { type Values, valuesOf } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import { printableError } from '#server/printable-error.ts';

/** What the handler of an action may use: who acts, what they typed, and the house. */
export interface Deed
  extends Pick<App.Locals, 'database' | 'settings' | 'publisher' | 'statements' | 'sheets' | 'matcher'> {
  person: Person;
  values: Values;
  form: FormData;
  url: URL;
  /** The number in the page's address, where it has one. */
  id: bigint | undefined;
}

/** An action of the office: its permission is checked before anything of the form is read. */
export function officeAction<T = Outcome>(permission: Permission, act: (deed: Deed) => Promise<T>) {
  return defineAction({
    accept: 'form',
    handler: async (form: FormData, context: ActionAPIContext): Promise<T | Outcome> => {
      const { person, database, settings, publisher, statements, sheets, matcher } = context.locals;
      const values = valuesOf(form);
      if (!person || person.mustChangePassword || !may(person, permission))
        return refuse([{ kind: 'notPermitted' }], values);
      const id = parseId(context.params.id);
      try {
        const house = { database, settings, publisher, statements, sheets, matcher };
        return await act({ person, values, form, url: context.url, id, ...house });
      } catch (cause) {
        // Astro answers 500 without saying why; the log has to.
        // The address may say whom somebody looked for, so only the action is told.
        const action = context.url.searchParams
          .get('_action')
          ?.replace(/[^\w.]/g, '')
          .slice(0, 80);
        console.error(`action ${action} failed`, printableError(cause));
        throw cause;
      }
    },
  });
}

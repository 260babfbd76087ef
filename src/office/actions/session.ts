import { defineAction } from 'astro:actions';
import { changePassword } from '#auth/accounts.ts';
import { goTo, type Outcome, refuse } from '#office/forms/outcome.ts';
import { valuesOf } from '#office/forms/values.ts';
import { returnPath } from '#office/guards.ts';

/** Signing in and out: the only actions that nobody need be signed in for. */
export const session = {
  begin: defineAction({
    accept: 'form',
    handler: async (form: FormData, { locals, request, url }): Promise<Outcome> => {
      const email = valuesOf(form).get('email') ?? '';
      const password = form.get('password');
      const result = await locals.auth.signIn(
        email,
        typeof password === 'string' ? password : '',
        locals.address,
        request.headers.get('cookie'),
      );
      if (!result.ok) return refuse(result.refusals, new Map([['email', email]]));
      locals.setCookie = result.value.cookie;
      return goTo(returnPath(url.searchParams.get('next')));
    },
  }),

  /** The person's own password; it is read from the form as typed, and never goes back into it. */
  password: defineAction({
    accept: 'form',
    handler: async (form: FormData, { locals }): Promise<Outcome> => {
      const { person, database } = locals;
      if (!person) return refuse([{ kind: 'notPermitted' }], new Map());
      const typed = (name: string) => {
        const value = form.get(name);
        return typeof value === 'string' ? value : '';
      };
      const given = { current: typed('current'), password: typed('password'), again: typed('again') };
      const changed = await changePassword(database, { userId: person.id, address: locals.address, ...given });
      return changed.ok ? goTo('/sign-in?seen=passwordChanged') : refuse(changed.refusals, new Map());
    },
  }),

  end: defineAction({
    accept: 'form',
    handler: async (_form: FormData, { locals, request }): Promise<Outcome> => {
      locals.setCookie = (await locals.auth.signOut(request.headers.get('cookie'))).cookie;
      return goTo('/sign-in');
    },
  }),
};

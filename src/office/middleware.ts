import { defineMiddleware } from 'astro:middleware';
import { may } from '#auth/permissions.ts';
import { office } from '#i18n/zh-Hans/office.ts';
import { server } from '#office/actions/index.ts';
import { isForStrangers, permissionFor, permissionToStream } from '#office/guards.ts';
import {
  asOneOfFew,
  carriesForm,
  comesFromOurPages,
  statesLength,
  tooLarge,
  tooLargeToStream,
} from '#office/post-limits.ts';

const plain = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** Astro fails on a name that leads to a room instead of an action in it. */
function isAction(name: string): boolean {
  const [room = '', deed = '', ...rest] = name.split('.');
  const actions: Record<string, object> = server;
  return rest.length === 0 && Object.hasOwn(actions, room) && Object.hasOwn(actions[room] ?? {}, deed);
}

/** Everyone who is signed in may set their own password, and some have to before anything else. */
const OWN_PASSWORD = '/admin/password';

/** The one place that decides who comes in: everything under /admin needs a person, each page its permission. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { request, url, locals } = context;
  const path = url.pathname;
  const action = url.searchParams.get('_action') ?? '';
  if (path.startsWith('/_actions')) return plain(404, 'Not found');
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return plain(405, 'Method not allowed');
  const streams = !url.searchParams.has('_action') && permissionToStream(path) !== undefined;
  if (request.method === 'POST') {
    if (!comesFromOurPages(request.headers, locals.settings))
      return plain(403, 'This form was not sent from our own page');
    if (!carriesForm(request.headers)) return plain(415, 'Only forms are read here');
    if (!statesLength(request.headers)) return plain(411, 'A form has to state its length');
    if (!streams && !isAction(action)) return plain(404, 'There is no such action');
  }

  const person = await locals.auth.validate(request.headers.get('cookie'));
  if (person) locals.person = person;
  // Who is led to the sign-in page first is not read at all.
  const isRead = request.method === 'POST' && (person !== undefined || !path.startsWith('/admin'));
  if (isRead && !person && !isForStrangers(action)) return plain(403, 'Nobody is signed in');
  if (isRead && streams && person && tooLargeToStream(request.headers, path, person)) {
    return plain(413, office.tooLarge);
  }
  if (isRead && !streams && tooLarge(request.headers, action, person)) return plain(413, office.tooLarge);

  const response = await asOneOfFew(request.headers, async () => {
    if (!path.startsWith('/admin')) return next();
    if (!person) {
      const back = request.method === 'POST' ? path : path + url.search;
      return context.redirect(`/sign-in?next=${encodeURIComponent(back)}`, 303);
    }
    if (path === OWN_PASSWORD) return next();
    if (person.mustChangePassword) return context.redirect(OWN_PASSWORD, 303);
    return may(person, permissionFor(path)) ? next() : next(new Request(new URL('/403', url)));
  });
  if (!response) return plain(503, office.tooManyFiles);

  if (locals.setCookie) response.headers.append('set-cookie', locals.setCookie);
  // Astro's own policy replaces the server's on pages, and cannot say this.
  const policy = response.headers.get('content-security-policy');
  if (policy && !policy.includes('frame-ancestors')) {
    response.headers.set('content-security-policy', `${policy.replace(/;?\s*$/, '')}; frame-ancestors 'none'`);
  }
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('x-robots-tag', 'noindex, nofollow');
  return response;
});

import { type Office, PASSWORD } from './office-server.ts';

/** Somebody's requests to the office, without a browser: what a hostile or broken client can send. */
export interface Client {
  get(path: string): Promise<Response>;
  /** A form as a browser sends it, from our own page. */
  post(path: string, body: FormData | URLSearchParams): Promise<Response>;
  /** Anything at all. */
  send(path: string, init: RequestInit): Promise<Response>;
}

export async function clientOf(office: Office, who: keyof Office['people']): Promise<Client> {
  const stranger = clientWith(office, '');
  const body = new URLSearchParams({ email: office.people[who].email, password: PASSWORD });
  const response = await stranger.post('/sign-in?_action=session.begin', body);
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 303 || !cookie) throw new Error(`${who} could not sign in: ${response.status}`);
  return clientWith(office, cookie);
}

export const strangerTo = (office: Office): Client => clientWith(office, '');

function clientWith(office: Office, cookie: string): Client {
  const send = (path: string, init: RequestInit) =>
    fetch(new URL(path, office.url), {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie && { cookie }), origin: office.url, ...(init.headers as Record<string, string>) },
    });
  return {
    send,
    get: (path) => send(path, { method: 'GET' }),
    post: (path, body) => send(path, { method: 'POST', body }),
  };
}

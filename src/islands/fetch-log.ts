import type { ReadLog } from '#log/read-log.ts';

/** The published log under /log/ of the site that sent this page. Throws TypeError when there is no network. */
export const fetchLog: ReadLog = async (path) => {
  const answer = await fetch(`/log/${path}`, path === 'checkpoint' ? { cache: 'no-store' } : {});
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

/** A file of the release, such as /data/balances.json; undefined when it is not there. */
export async function fetchJson<T>(address: string): Promise<T | undefined> {
  const answer = await fetch(address, { cache: 'no-cache' });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new TypeError(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

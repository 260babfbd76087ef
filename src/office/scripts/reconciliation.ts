/**
 * Makes the pages of reconciliation quick: single keys press what stands on the page, and what is pressed is sent by fetch,
 * so that only the work area changes. Everything it presses is a link or a form that works without it.
 */
import { listenToKeys, pressEarlyKeys } from './reconciliation-keys.ts';
import { followPicks } from './reconciliation-picks.ts';

const work = () => document.querySelector<HTMLElement>('[data-work]');
const voice = document.querySelector<HTMLElement>('[data-voice]');
let underway: AbortController | undefined;

/** Asks the server and puts its work area in the place of ours. A form that is on its way is not sent twice. */
async function swap(address: string, body?: URLSearchParams): Promise<void> {
  if (document.body.dataset.sending !== undefined) return;
  underway?.abort();
  const mine = new AbortController();
  underway = mine;
  const before = work();
  if (before) before.ariaBusy = 'true';
  if (body) {
    document.body.dataset.sending = '';
    say(voice?.dataset.working ?? '');
  }
  try {
    const response = await fetch(
      address,
      body ? { method: 'POST', body, signal: mine.signal } : { signal: mine.signal },
    );
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = page.querySelector<HTMLElement>('[data-work]');
    const here = work();
    // Signed out, or no page of ours: let the browser show what there is.
    if (!next || !here) return location.assign(body ? location.href : address);
    const { scrollTop = 0 } = document.querySelector('[data-list]') ?? {};
    here.replaceWith(document.adoptNode(next));
    history.replaceState(null, '', next.dataset.here ?? location.href);
    for (const links of page.querySelectorAll('.reconcil-links'))
      document.querySelector('.reconcil-links')?.replaceWith(links);
    keepCodes(next);
    settle(scrollTop);
  } catch (cause) {
    if (mine.signal.aborted) return;
    say(voice?.dataset.failed ?? '', true);
    console.error(cause);
  } finally {
    if (underway === mine) {
      delete document.body.dataset.sending;
      if (before) before.ariaBusy = null;
      pressEarlyKeys(work);
    }
  }
}

/** Codes that are shown once stay below as long as the page does, however quickly somebody goes on. */
function keepCodes(next: HTMLElement): void {
  const kept = document.querySelector<HTMLElement>('[data-codes]');
  const fresh = next.querySelectorAll('[data-new-codes] tr');
  if (!kept || fresh.length === 0) return;
  kept.querySelector('tbody')?.append(...[...fresh].map((row) => row.cloneNode(true)));
  kept.hidden = false;
}

function say(words: string, seen = false): void {
  if (!voice) return;
  voice.textContent = words;
  voice.classList.toggle('heard', !seen);
}

/** Focus goes where one goes on reading: what was wrong, a form that was opened, else the item in hand. */
function settle(scrollTop: number): void {
  const here = work();
  if (!here) return;
  const list = here.querySelector<HTMLElement>('[data-list]');
  if (list) {
    list.scrollTop = scrollTop;
    const current = list.querySelector<HTMLElement>('[aria-current]');
    if (current) {
      const [top, bottom] = [
        current.offsetTop - list.offsetTop,
        current.offsetTop - list.offsetTop + current.offsetHeight,
      ];
      if (top < list.scrollTop) list.scrollTop = top - current.offsetHeight;
      else if (bottom > list.scrollTop + list.clientHeight)
        list.scrollTop = bottom - list.clientHeight + current.offsetHeight;
    }
  }
  const wrong = here.querySelector<HTMLElement>('[data-focus]');
  // A form that is filled in already only waits to be sent; others begin with their first field.
  const typed =
    here.querySelector<HTMLElement>('.mode-form [data-go]') ??
    here.querySelector<HTMLElement>('.mode-form :is(input:not([type="hidden"]), select), .picker [data-first]');
  const ticked = here.querySelector<HTMLElement>('[data-many] input[type="checkbox"]');
  const searched = here.querySelector<HTMLInputElement>('.picker [data-first]')?.value
    ? here.querySelector<HTMLElement>('.picks input')
    : null;
  (wrong ?? searched ?? typed ?? ticked ?? here.querySelector<HTMLElement>('[data-item]'))?.focus();
  say([...here.querySelectorAll('[data-said]')].map((each) => each.textContent ?? '').join(' '));
  followPicks(here);
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-swap]');
  if (!link || !work()?.contains(link)) return;
  event.preventDefault();
  void swap(link.href);
});

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.hasAttribute('data-swap') || !work()?.contains(form)) return;
  event.preventDefault();
  const button = event.submitter as HTMLButtonElement | null;
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === 'string') fields.append(name, value);
  if ((button?.getAttribute('formmethod') ?? form.method) === 'get') {
    void swap(`${button?.getAttribute('formaction') ?? location.pathname}?${fields}`);
  } else void swap(button?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href, fields);
});

/** What the matcher says comes once it is there, unless somebody is at something here. */
setInterval(() => {
  const at = document.activeElement;
  const idle = at === null || at === document.body || at.id === 'item';
  if (work()?.dataset.again !== undefined && idle && !work()?.ariaBusy) void swap(location.href);
}, 2_000);

listenToKeys(work);
const here = work();
if (here) followPicks(here);
